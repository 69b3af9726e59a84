import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHall, voteOf, type Hall } from '../../tests/support/hall.ts';
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
  it.each(['样\u0000例', '\ud83d'])('with %j in it is refused alone', async (name) => {
    const others = name.length === 1 ? [0, 1, 2] : [3, 4, 5];
    const poison = { ...voteOf(roundId, { c1: 'against', c2: 'against' }), writeIns: [name] };
    const [refused, ...recorded] = await Promise.all([
      cast(6, poison),
      ...others.map((deputy) => cast(deputy, voteOf(roundId, { c1: 'for' }))),
    ]);
    expect(refused).toMatchObject({ outcome: 'refused', code: 'malformed' });
    expect(recorded.map(({ outcome }) => outcome)).toEqual(Array(3).fill('recorded'));
    expect(await paperOf(6)).toBeUndefined();
    for (const deputy of others) expect(await paperOf(deputy)).toBeDefined();
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
