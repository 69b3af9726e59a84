import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectInBox } from '../../tests/support/box.ts';
import {
  openHall,
  TWELVE_CHOOSE_TEN,
  voteOf,
  type Device,
  type Hall,
} from '../../tests/support/hall.ts';
import { holdTable, type HeldTable } from '../../tests/support/lock.ts';
import { largestPaper } from '../contract/rounds/castable.ts';
import type { Vote, VoteAnswer } from '../contract/room/socket.ts';
import { roundDefinition, type RoundDefinitionInput } from '../domain/round/document.ts';

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

/** The largest papers there can be: long ids, as of items that an earlier round's written-in names became. */
const LONG_IDS: RoundDefinitionInput = {
  kind: 'each',
  items: Array.from({ length: 150 }, (_, i) => ({
    id: `${String(i).padStart(3, '0')}${'项'.repeat(61)}`,
    title: `样例${String(i)}`,
  })),
  majority: [],
};
const LARGE = Object.fromEntries(LONG_IDS.items.map(({ id }) => [id, 'for']));
/** So many of them are 16 MiB, as intake.ts allows. */
const LARGE_BOUND = Math.floor((16 * 1024 * 1024) / largestPaper(roundDefinition.parse(LONG_IDS)));

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
    const casts = new Set(recorded.map(({ castId }) => castId));
    const votes = waiting.map(({ vote }) => vote).filter(({ castId }) => casts.has(castId));
    const inBox = await expectInBox(hall, roundId, [...votes, ...late.map(({ vote }) => vote)]);
    expect(inBox).toBe(BOUND / EACH + BEYOND);
  });
});

describe('papers as large as they can be', { timeout: 120_000 }, () => {
  it('wait in far smaller numbers; those told busy are recorded by the same cast id', async () => {
    await hall.press(roundId, 'close', 'count', 'announce');
    const largeId = await hall.round(LONG_IDS, 'turnout');
    await hall.press(largeId, 'open');
    box = await holdTable(hall.url, 'paper');
    const votes = hall.deputies.slice(0, LARGE_BOUND + 2).map((personId) => ({
      who: { personId, meetingId: hall.meetingId },
      vote: voteOf(largeId, LARGE),
    }));
    const { intake } = hall.first.live;
    const answers = votes.map(({ who, vote }) => intake.cast(who, vote));
    const beyond = await Promise.all(answers.slice(LARGE_BOUND));
    expect(beyond.map(({ outcome }) => outcome)).toEqual(['busy', 'busy']);
    await box.waitedFor();
    await box.release();
    const within = await Promise.all(answers.slice(0, LARGE_BOUND));
    expect(new Set(within.map(({ outcome }) => outcome))).toEqual(new Set(['recorded']));
    // Their place is free again.
    for (const { who, vote } of votes.slice(LARGE_BOUND)) {
      expect(await intake.cast(who, vote)).toMatchObject({ outcome: 'recorded' });
    }
    await expectInBox(
      hall,
      largeId,
      votes.map(({ vote }) => vote),
    );
  });
});
