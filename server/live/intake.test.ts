import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHall, voteOf, type Hall } from '../../tests/support/hall.ts';
import { eventually } from '../../tests/support/lock.ts';
import type { RoundDefinitionInput } from '../domain/round/document.ts';

/** 差额选举 with 另选他人, so that a paper can hold text of the voter's own. */
const ELECTION: RoundDefinitionInput = {
  kind: 'election',
  seats: 1,
  items: [
    { id: 'c1', title: '样例候选人一' },
    { id: 'c2', title: '样例候选人二' },
  ],
  majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
};

let hall: Hall;
let roundId: string;
beforeAll(async () => {
  hall = await openHall({ deputies: 12 });
  roundId = await hall.round(ELECTION);
  await hall.press(roundId, 'open');
});
afterAll(() => hall.close());

/** What the intake says to one deputy's paper, past the contract that guards it. */
function cast(deputy: number, vote: ReturnType<typeof voteOf>) {
  const who = { personId: hall.deputies[deputy]!, meetingId: hall.meetingId };
  return hall.first.live.intake.cast(who, vote);
}

function paperOf(deputy: number) {
  return hall.db
    .selectFrom('roll_mark')
    .select('cast_id')
    .where('round_id', '=', roundId)
    .where('person_id', '=', hall.deputies[deputy]!)
    .executeTakeFirst();
}

describe('a paper that the database cannot keep', () => {
  const against = (name: string) => ({
    ...voteOf(roundId, { c1: 'against', c2: 'against' }),
    writeIns: [name],
  });

  it.each(['\u0000', '\ud83d'])(
    'for nothing but %j is written in is refused alone',
    async (name) => {
      const others = name === '\u0000' ? [0, 1] : [2, 3];
      const [refused, ...recorded] = await Promise.all([
        cast(6, against(name)),
        ...others.map((deputy) => cast(deputy, voteOf(roundId, { c1: 'for' }))),
      ]);
      expect(refused).toMatchObject({ outcome: 'refused', code: 'malformed' });
      expect(recorded.map(({ outcome }) => outcome)).toEqual(['recorded', 'recorded']);
      expect(await paperOf(6)).toBeUndefined();
      for (const deputy of others) expect(await paperOf(deputy)).toBeDefined();
    },
  );

  it.each(['样\u0000例', '样例\ud83d'])('for the sign in %j is kept without it', async (name) => {
    const deputy = name.endsWith('例') ? 4 : 5;
    expect(await cast(deputy, against(name))).toMatchObject({ outcome: 'recorded' });
    expect(await paperOf(deputy)).toBeDefined();
  });
});

describe('one person’s flood', () => {
  it('is told busy beyond a few, and does not make others wait behind it', async () => {
    // Thousands of casts of one person: written one a batch, they would be thousands of batches.
    const flood = Array.from({ length: 5_000 }, () => cast(7, voteOf(roundId, { c1: 'for' })));
    const started = performance.now();
    const other = await cast(8, voteOf(roundId, { c2: 'for' }));
    const tookMs = performance.now() - started;
    expect(other.outcome).toBe('recorded');
    expect(tookMs).toBeLessThan(5_000);
    const answers = await Promise.all(flood);
    const kinds = answers.map((answer) =>
      answer.outcome === 'refused' ? answer.code : answer.outcome,
    );
    expect(kinds.filter((kind) => kind === 'recorded')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'already_voted')).toHaveLength(31);
    expect(kinds.filter((kind) => kind === 'busy')).toHaveLength(5_000 - 32);
    // The same cast sent many times waits once and is answered each time.
    const vote = voteOf(roundId, { c1: 'for' });
    const same = await Promise.all(Array.from({ length: 500 }, () => cast(9, vote)));
    expect(new Set(same.map(({ outcome }) => outcome))).toEqual(new Set(['recorded']));
    // And busy was no verdict: the person's place in the queue is free again.
    expect(await cast(7, voteOf(roundId, { c1: 'for' }))).toMatchObject({ code: 'already_voted' });
  });
});

describe('papers with each other’s receipts', () => {
  it('on two processes at once: one of each two is kept, and no batch waits for the other in a circle', async () => {
    const people = 20;
    const crowd = await openHall({ deputies: 2 * people });
    try {
      const second = await crowd.startProcess();
      // Were papers written in any other order than that of receipts, half of these rounds would hang.
      for (let round = 0; round < 6; round += 1) {
        const id = await crowd.round(ELECTION);
        await crowd.press(id, 'open');
        // Of each two devices that agreed on a receipt one is at either process.
        const here = Array.from({ length: people }, () => voteOf(id, { c1: 'for' }));
        const there = here
          .toReversed()
          .map(({ receipt }) => ({ ...voteOf(id, { c2: 'for' }), receipt }));
        const castAll = (live: typeof second.live, votes: typeof here, from: number) =>
          votes.map((vote, i) => {
            const who = { personId: crowd.deputies[from + i]!, meetingId: crowd.meetingId };
            return live.intake.cast(who, vote);
          });
        // Somebody's transaction has one of the receipts and doesn't end: the batches stop with papers already in.
        const stopping = await crowd.db.startTransaction().execute();
        await stopping
          .insertInto('paper')
          .values({
            assembly_id: crowd.assemblyId,
            round_id: id,
            receipt: here.map(({ receipt }) => receipt).toSorted()[people / 2]!,
            content: '{}',
          })
          .execute();
        const answering = Promise.all([
          ...castAll(crowd.first.live, here, 0),
          ...castAll(second.live, there, people),
        ]);
        await eventually(async () => {
          const { rows } = await sql`select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`.execute(crowd.db);
          return rows.length === 2;
        });
        await stopping.rollback().execute();
        const kinds = (await answering).map((answer) =>
          answer.outcome === 'refused' ? answer.code : answer.outcome,
        );
        expect(kinds.filter((kind) => kind === 'recorded')).toHaveLength(people);
        expect(kinds.filter((kind) => kind === 'receipt_taken')).toHaveLength(people);
        await crowd.press(id, 'close', 'count', 'announce');
      }
    } finally {
      await crowd.close();
    }
  });
});

describe('many in doubt at once', () => {
  it('each is told of their own cast in their own round', async () => {
    const doubtful = await openHall({ deputies: 60 });
    try {
      const { intake } = doubtful.first.live;
      const rounds: string[] = [];
      const casts: { personId: string; roundId: string; castId: string; recorded: boolean }[] = [];
      for (const of of [0, 1]) {
        const id = await doubtful.round(ELECTION);
        rounds.push(id);
        await doubtful.press(id, 'open');
        for (const [i, personId] of doubtful.deputies.entries()) {
          const vote = voteOf(id, { c1: 'for' });
          const recorded = i % 3 !== of;
          const who = { personId, meetingId: doubtful.meetingId };
          if (recorded) void intake.cast(who, vote);
          casts.push({ personId, roundId: id, castId: vote.castId, recorded });
        }
        if (of === 0) await doubtful.press(id, 'close', 'count', 'announce');
      }
      await eventually(async () => {
        const { rows } = await sql`select from roll_mark`.execute(doubtful.db);
        return rows.length === casts.filter(({ recorded }) => recorded).length;
      });
      const answers = await Promise.all(
        casts.map((cast) => intake.settle(cast.personId, cast.roundId, cast.castId)),
      );
      expect(answers).toEqual(
        casts.map(({ roundId, castId, recorded }) => ({
          outcome: recorded ? 'recorded' : 'not_recorded',
          roundId,
          castId,
          open: roundId === rounds[1],
        })),
      );
    } finally {
      await doubtful.close();
    }
  });
});
