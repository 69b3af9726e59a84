import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inWaves } from '../../scripts/client/waves.ts';
import type { RoundState } from '../../server/contract/room/schemas.ts';
import type { RoundAction } from '../../server/contract/rounds/schemas.ts';
import type { Vote, VoteAnswer } from '../../server/contract/room/socket.ts';
import { expectInBox } from '../support/box.ts';
import { patience, tell, times, withSeed } from '../support/faults.ts';
import { openHall, TWELVE_CHOOSE_TEN, voteOf, type Hall } from '../support/hall.ts';
import { marksOf } from '../support/meeting.ts';

// V4: "close" pressed while everybody's vote is on its way. Each is acknowledged and counted, or refused.

/** The rounds of a hall; then comes a new one, so that the thousandth round is as quick as the first. */
const ROUNDS_OF_A_HALL = 25;

/** Within so many milliseconds people press where they don't all at once, so that closing can come between them. */
const SPREAD_MS = 300;

/** A vote's final answer; `busy` is no answer. */
type Final = Exclude<VoteAnswer, { outcome: 'busy' }>;
type Caster = (deputy: number, vote: Vote) => Promise<VoteAnswer>;

async function finalAnswer(cast: Caster, deputy: number, vote: Vote): Promise<Final> {
  for (;;) {
    const answer = await cast(deputy, vote);
    if (answer.outcome !== 'busy') return answer;
    await pause(answer.retryMs);
  }
}

/** Presses a button until it is done: under such a load a press may be told that the server has no time now. */
async function insist(hall: Hall, roundId: string, action: RoundAction, done: RoundState) {
  for (;;) {
    const { status, body } = await hall.act(roundId, action);
    if (status === 200) return;
    if (status !== 503) {
      expect(body).toEqual({ error: { code: 'wrong_state', detail: { state: done } } });
      return;
    }
    await pause(500);
  }
}

/**
 * A round in which all deputies vote within `spreadMs` and "close" is pressed at some moment from the first to about
 * the last answer, `expectedMs` later. Gives how many were acknowledged, which are those in the box, and how long it took.
 */
async function closedInTheMiddle(
  hall: Hall,
  cast: Caster,
  random: () => number,
  spreadMs: number,
  expectedMs: number,
): Promise<{ acknowledged: number; counted: number; tookMs: number }> {
  const roundId = await hall.round(TWELVE_CHOOSE_TEN, 'turnout');
  await insist(hall, roundId, 'open', 'voting');
  const votes = hall.deputies.map((_, n) => voteOf(roundId, marksOf(n)));
  const began = performance.now();
  let tookMs = 0;
  const answering = votes.map(async (vote, n) => {
    if (spreadMs > 0) await pause(random() * spreadMs);
    const answer = await finalAnswer(cast, n, vote);
    tookMs = performance.now() - began;
    return answer;
  });
  await pause(random() * expectedMs);
  const [answers] = await Promise.all([
    Promise.all(answering),
    // Counted as soon as it is closed, whoever has no answer yet. V6: it would stop if the tally differed.
    insist(hall, roundId, 'close', 'closed').then(() => insist(hall, roundId, 'count', 'tallied')),
  ]);

  const recorded = votes.filter((_, n) => answers[n]?.outcome === 'recorded');
  const others = answers.filter(({ outcome }) => outcome !== 'recorded');
  expect(new Set(others.map((answer) => 'code' in answer && answer.code))).toEqual(
    new Set(others.length === 0 ? [] : ['round_not_open']),
  );
  const inBox = await expectInBox(hall, roundId, recorded);
  // None came in behind the closing: what it found when it sealed the box is what was acknowledged.
  const [closing] = await hall.db
    .selectFrom('audit_entry')
    .select('detail')
    .where('event', '=', 'round.closed')
    .where(sql<string>`detail->>'round'`, '=', roundId)
    .execute();
  expect(closing?.detail).toMatchObject({ collected: recorded.length });
  const counted = await hall.request(hall.chair, 'GET', `/rounds/${roundId}/count`);
  const of = (id: string) => recorded.filter((vote) => vote.marks[id] === 'for').length;
  expect(counted.body).toMatchObject({
    result: {
      papers: { collected: recorded.length, valid: recorded.length },
      items: TWELVE_CHOOSE_TEN.items.map(({ id }) => ({ id, for: of(id) })),
    },
  });
  await insist(hall, roundId, 'announce', 'announced');
  return { acknowledged: recorded.length, counted: inBox, tookMs };
}

/** `many` such rounds in halls that `open` gives with their way of casting. */
async function closings(
  fault: string,
  many: number,
  deputies: number,
  spreadOf: (n: number) => number,
  open: () => Promise<{ hall: Hall; cast: Caster; end: () => Promise<void> }>,
  random: () => number,
) {
  const sum = { times: many, acknowledged: 0, counted: 0, refused: 0, cutInTheMiddle: 0 };
  let expectedMs = 0;
  for (let n = 0; n < many;) {
    const { hall, cast, end } = await open();
    try {
      for (let ofHall = 0; ofHall < ROUNDS_OF_A_HALL && n < many; ofHall += 1, n += 1) {
        const spreadMs = spreadOf(n);
        const found = await closedInTheMiddle(hall, cast, random, spreadMs, spreadMs + expectedMs);
        // The first shows how long it takes; later ones may have been cut short.
        expectedMs = Math.max(expectedMs * 0.9, found.tookMs * 1.1 - spreadMs);
        sum.acknowledged += found.acknowledged;
        sum.counted += found.counted;
        sum.refused += deputies - found.acknowledged;
        if (found.acknowledged > 0 && found.acknowledged < deputies) sum.cutInTheMiddle += 1;
      }
    } finally {
      await end();
    }
    tell(fault, { ...sum, times: n });
  }
  // Of a few, chance may let none fall between the first vote and the last.
  if (many >= 20) expect(sum.cutInTheMiddle).toBeGreaterThan(0);
  return sum;
}

describe('V4: "close" pressed while all votes are on their way: acknowledged is counted', () => {
  const DEPUTIES = 3_000;
  const rounds = times(6, 1_000);
  it('3,000 votes at the intake', { timeout: patience(rounds, 20_000) }, () =>
    withSeed(async (random) => {
      await closings(
        'close pressed over 3,000 votes at the intake',
        rounds,
        DEPUTIES,
        // All in one instant, or within a moment.
        (n) => (n % 2 === 0 ? 0 : SPREAD_MS),
        async () => {
          const hall = await openHall({ deputies: DEPUTIES });
          const cast: Caster = (deputy, vote) => {
            const personId = hall.deputies[deputy] ?? '';
            return hall.first.live.intake.cast({ personId, meetingId: hall.meetingId }, vote);
          };
          return { hall, cast, end: () => hall.close() };
        },
        random,
      );
    }),
  );

  const sockets = times(200, 3_000);
  const overSockets = times(4, 20);
  it('the same over sockets, one for each', { timeout: patience(overSockets, 120_000) }, () =>
    withSeed(async (random) => {
      const hall = await openHall({ deputies: sockets });
      onTestFinished(() => hall.close());
      const devices = await inWaves(hall.deputies, 8, (id) => hall.tablet(id));
      const cast: Caster = async (deputy, vote) => {
        const device = devices[deputy];
        if (device === undefined) throw new Error('a deputy without a tablet');
        return device.vote(vote, 120_000);
      };
      const open = async () => ({ hall, cast, end: async () => undefined });
      const fault = `close pressed over ${String(sockets)} votes on sockets`;
      await closings(fault, overSockets, sockets, () => SPREAD_MS, open, random);
      for (const device of devices) device.close();
    }),
  );
});
