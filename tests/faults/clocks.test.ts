import { expect, it, onTestFinished } from 'vitest';
import { Device, type CastReport } from '../../scripts/client/device.ts';
import { realWorld, type World } from '../../server/platform/clock.ts';
import { tell } from '../support/faults.ts';
import { openHall, TWELVE_CHOOSE_TEN, voteOf, type Hall } from '../support/hall.ts';
import { marksOf } from '../support/meeting.ts';

// Clocks that are wrong: of the server, of several servers against one another, of the server against the database,
// which keeps the right time here. No statement asks the database what time it is. Tablets count with durations only.

const HOUR = 3_600_000;
/** Many times what it takes: the machine may be busy with other tests. */
const PATIENCE_MS = 120_000;

/** A clock that goes, as far off as the test says. */
function wrongClock(offMs = 0): World & { offMs: number } {
  const world = {
    ...realWorld,
    offMs,
    now: () => new Date(Date.now() + world.offMs),
  };
  return world;
}

async function cardsOf(hall: Hall): Promise<string[]> {
  const path = `/meetings/${hall.meetingId}/cards`;
  const issued = await hall.request(hall.desk, 'POST', path, { who: 'without' });
  return (issued.body as { cards: { code: string }[] }).cards.map(({ code }) => code);
}

async function signIn(origin: string, code: string | undefined): Promise<Device> {
  const device = await Device.signIn(origin, code ?? '');
  onTestFinished(() => {
    device.close();
  });
  await device.connect();
  return device;
}

async function expectCounted(hall: Hall, roundId: string, reports: readonly CastReport[]) {
  expect(reports.map(({ outcome }) => outcome)).toEqual(reports.map(() => 'recorded'));
  const marks = await hall.db
    .selectFrom('roll_mark')
    .select('cast_id')
    .where('round_id', '=', roundId)
    .execute();
  expect(marks.map((row) => row.cast_id).toSorted()).toEqual(
    reports.map(({ castId }) => castId).toSorted(),
  );
  await hall.press(roundId, 'count');
  const counted = await hall.request(hall.chair, 'GET', `/rounds/${roundId}/count`);
  expect(counted.body).toMatchObject({ result: { papers: { collected: reports.length } } });
  await hall.press(roundId, 'announce', 'publish');
  const audit = await hall.request(hall.desk, 'GET', '/audit/verify');
  expect(audit.body).toMatchObject({ brokenAt: null });
  return { times: 1, acknowledged: reports.length, counted: marks.length };
}

it(
  'the clock jumps an hour forwards and two backwards while people vote: acknowledged is counted',
  { timeout: PATIENCE_MS },
  async () => {
    const world = wrongClock();
    const hall = await openHall({ deputies: 30, world, timing: { compareMs: 200 } });
    onTestFinished(() => hall.close());
    const codes = await cardsOf(hall);
    const devices = await Promise.all(codes.map((code) => signIn(hall.origin, code)));
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const reports: CastReport[] = [];
    for (const [n, offMs] of [0, HOUR, -HOUR].entries()) {
      world.offMs = offMs;
      const own = devices.filter((_, i) => i % 3 === n);
      reports.push(
        ...(await Promise.all(own.map((device) => device.vote(marksOf(n), { roundId })))),
      );
      // What a page shows as time is the server's.
      const screen = await hall.watch();
      const welcome = screen.frames.find((frame) => frame.type === 'welcome');
      expect(Math.abs(Date.parse(welcome?.now ?? '') - Date.now() - offMs)).toBeLessThan(60_000);
      screen.close();
    }
    // By this clock the round closes before it was opened.
    await hall.press(roundId, 'close');
    tell('clock jumps an hour', await expectCounted(hall, roundId, reports));
    // Nobody was thrown out, and nobody has to sign in again.
    expect(devices.filter(({ over }) => over !== undefined)).toEqual([]);
  },
);

it(
  'two servers an hour ahead and an hour behind the database: acknowledged is counted',
  { timeout: PATIENCE_MS },
  async () => {
    const hall = await openHall({ deputies: 30, world: wrongClock(HOUR) });
    onTestFinished(() => hall.close());
    const behind = await hall.startProcess({ world: wrongClock(-HOUR) });
    const codes = await cardsOf(hall);
    const origins = [hall.origin, behind.origin];
    const devices = await Promise.all(codes.map((code, n) => signIn(origins[n % 2] ?? '', code)));
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const reports = await Promise.all(
      devices.map((device, n) => device.vote(marksOf(n), { roundId })),
    );
    for (const device of devices) {
      await device.until(({ tally }) => tally?.papers === devices.length, 20_000);
    }
    // A sign-in of one is good at the other, and a vote acknowledged by one is known to the other.
    const token = await hall.signIn('tablet', hall.deputies[0] ?? '');
    const again = await hall.request(
      { seat: 'tablet', token },
      'POST',
      '/vote',
      voteOf(roundId, { p01: 'for' }),
      behind.origin,
    );
    expect(again.body).toMatchObject({ outcome: 'refused', code: 'already_voted' });
    expect((await hall.act(roundId, 'close', behind.origin)).status).toBe(200);
    tell('clocks of two servers two hours apart', await expectCounted(hall, roundId, reports));
  },
);

it(
  'the clock jumps past the end of all sign-ins: devices are told, and the same vote is counted once',
  { timeout: PATIENCE_MS },
  async () => {
    const world = wrongClock();
    const hall = await openHall({ deputies: 6, world, timing: { compareMs: 200 } });
    onTestFinished(() => hall.close());
    const tablets = await Promise.all(hall.deputies.map((id) => hall.tablet(id)));
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const votes = tablets.map((_, n) => voteOf(roundId, marksOf(n)));
    for (const [n, tablet] of tablets.slice(0, 3).entries()) {
      expect(await tablet.vote(votes[n]!)).toMatchObject({ outcome: 'recorded' });
    }
    world.offMs = 25 * HOUR;
    for (const tablet of tablets) {
      await tablet.until(() => tablet.closed);
      expect(tablet.frames.at(-1)).toEqual({ type: 'signed_out', reason: 'expired' });
    }
    world.offMs = 0;
    // Whoever was thrown out signs in again, and their tablet settles what it had in hand.
    for (const [n, vote] of votes.entries()) {
      const again = await hall.tablet(hall.deputies[n] ?? '');
      expect(await again.vote(vote)).toMatchObject({ outcome: 'recorded', castId: vote.castId });
      again.close();
    }
    await hall.press(roundId, 'close');
    const cast = votes.map(({ castId, receipt }) => ({
      outcome: 'recorded' as const,
      castId,
      receipt,
      sends: 1,
      ackMs: 0,
    }));
    tell('clock jumps past all sign-ins', await expectCounted(hall, roundId, cast));
  },
);
