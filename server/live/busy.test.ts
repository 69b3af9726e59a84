import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openHall,
  TWELVE_CHOOSE_TEN,
  voteOf,
  type Device,
  type Hall,
} from '../../tests/support/hall.ts';
import { holdTable, type HeldTable } from '../../tests/support/lock.ts';
import type { Vote, VoteAnswer } from '../contract/socket.ts';

/** Votes that one process keeps waiting, as many as intake.ts allows. */
const BOUND = 20_000;
/** Casts of one person; only one of them can become a paper. */
const EACH = 16;
const BEYOND = 20;

let hall: Hall;
let roundId: string;
let box: HeldTable;
let waiting: { vote: Vote; answer: Promise<VoteAnswer> }[];
let late: { device: Device; vote: Vote }[];
beforeAll(async () => {
  hall = await openHall({ deputies: BOUND / EACH + BEYOND });
  roundId = await hall.round(TWELVE_CHOOSE_TEN);
  await hall.press(roundId, 'open');
}, 120_000);
afterAll(() => hall.close());

function castAll(personIds: readonly string[]) {
  return Array.from({ length: BOUND }, (_, i) => {
    const personId = personIds[i % personIds.length]!;
    const vote = voteOf(roundId, { p01: 'for', p02: 'against' });
    const who = { personId, meetingId: hall.meetingId };
    return { vote, answer: hall.first.live.intake.cast(who, vote) };
  });
}

/** A vote over HTTP. */
async function post({ device, vote }: { device: Device; vote: Vote }) {
  const who = { seat: 'tablet' as const, token: device.token };
  return (await hall.request(who, 'POST', '/vote', vote)).body;
}

describe('a database that takes no votes', { timeout: 120_000 }, () => {
  it('lets twenty thousand wait; everybody beyond is told busy, by either way', async () => {
    box = await holdTable(hall.url, 'paper');
    waiting = castAll(hall.deputies.slice(0, BOUND / EACH));
    // Two batches are with the database at once, nobody's two casts in both.
    await box.waitedFor(2);

    const people = hall.deputies.slice(BOUND / EACH);
    late = await Promise.all(
      people.map(async (id) => ({
        device: await hall.tablet(id),
        vote: voteOf(roundId, { p01: 'for' }),
      })),
    );
    const answers = await Promise.all(
      late.map((one, i) => (i % 2 === 0 ? one.device.vote(one.vote) : post(one))),
    );
    for (const [i, answer] of answers.entries()) {
      const { castId } = late[i]!.vote;
      expect(answer).toEqual({ outcome: 'busy', retryMs: 1_000, roundId, castId });
    }
  });

  it('and when it does again, each is recorded once, those told busy by the same cast id', async () => {
    await box.release();
    const answers = await Promise.all(waiting.map(({ answer }) => answer));
    const recorded = answers.filter(({ outcome }) => outcome === 'recorded');
    expect(recorded).toHaveLength(BOUND / EACH);
    for (const answer of answers) {
      if (answer.outcome !== 'recorded') expect(answer).toMatchObject({ code: 'already_voted' });
    }
    const again = await Promise.all(late.map(({ device, vote }) => device.vote(vote)));
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['recorded']));
    // And once more, as a device does that missed the answer.
    const twice = await Promise.all(late.map(post));
    expect(new Set(twice.map((answer) => (answer as VoteAnswer).outcome))).toEqual(
      new Set(['recorded']),
    );
    const marks = await hall.db
      .selectFrom('roll_mark')
      .select('cast_id')
      .where('round_id', '=', roundId)
      .execute();
    const sent = [...recorded, ...late.map(({ vote }) => vote)].map(({ castId }) => castId);
    expect(marks.map(({ cast_id }) => cast_id).toSorted()).toEqual(sent.toSorted());
    const { papers } = await hall.db
      .selectFrom('paper')
      .select((eb) => eb.fn.countAll<number>().as('papers'))
      .where('round_id', '=', roundId)
      .executeTakeFirstOrThrow();
    expect(Number(papers)).toBe(BOUND / EACH + BEYOND);
  });
});
