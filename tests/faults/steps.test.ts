import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Device, type CastReport } from '../../scripts/client/device.ts';
import { SeatClient } from '../../scripts/client/http.ts';
import { Me } from '../../server/contract/sign-in/schemas.ts';
import { expectInBox } from '../support/box.ts';
import { tell } from '../support/faults.ts';
import { openHall, TWELVE_CHOOSE_TEN, type Hall } from '../support/hall.ts';
import { marksOf } from '../support/meeting.ts';
import { TcpProxy, type Direction, type Treatment } from '../support/tcp-proxy.ts';

// The network between a tablet and the server fails once, at each step of the exchange and in each direction. The
// tablet asks in doubt what became of its vote, as the pages do. The heartbeat is a second instead of fifteen, so
// that silence is noticed in the time of a test.

/** The messages in their order. The last two are only said when an answer was lost before. */
const STEPS = [
  'upgrade',
  'upgraded',
  'hello',
  'welcome',
  'snapshot',
  'vote',
  'vote_answer',
  'settle',
  'settle_answer',
] as const;
type Step = (typeof STEPS)[number];

/** What happens when the step's message is about to pass: broken, or nothing passes any more and nobody is told. */
const FAULTS = {
  'breaks before it': (passage) => {
    passage.cut();
  },
  'breaks in the middle of it': (passage, { bytes }, direction) => {
    passage.pass(direction, bytes.subarray(0, Math.ceil(bytes.length / 2)));
    passage.cut();
  },
  'is silent from then on to the server': silence('up'),
  'is silent from then on to the tablet': silence('down'),
  'is silent from then on in both directions': silence('up', 'down'),
} satisfies Record<string, Fault>;
type Fault = (
  passage: Parameters<Treatment>[2],
  message: Parameters<Treatment>[0],
  direction: Direction,
) => void;

function silence(...directions: Direction[]): Fault {
  return (passage, { bytes }, direction) => {
    for (const dead of directions) passage.hold(dead);
    passage.pass(direction, bytes);
  };
}

const CASES = STEPS.flatMap((step) =>
  Object.entries(FAULTS).map(([what, fault]) => ({ step, what, fault })),
);

let hall: Hall;
let codes: string[];
let roundId: string;
const reports: CastReport[] = [];

beforeAll(async () => {
  hall = await openHall({ deputies: CASES.length, timing: { heartbeatMs: 1_000 } });
  const path = `/meetings/${hall.meetingId}/cards`;
  const issued = await hall.request(hall.desk, 'POST', path, { who: 'without' });
  codes = (issued.body as { cards: { code: string }[] }).cards.map(({ code }) => code);
  roundId = await hall.round(TWELVE_CHOOSE_TEN);
  await hall.press(roundId, 'open');
});
afterAll(() => hall.close());

/** Lets the fault happen once, at its step; for the steps of settling an answer is lost before. */
function disturb(network: TcpProxy, step: Step, fault: Fault): { happened: () => boolean } {
  const settling = step === 'settle' || step === 'settle_answer';
  const state = { answerLost: !settling, happened: false };
  network.treatment = (message, direction, passage) => {
    if (!state.answerLost && message.name === 'vote_answer') {
      state.answerLost = true;
      passage.cut();
    } else if (!state.happened && message.name === step) {
      state.happened = true;
      fault(passage, message, direction);
    } else passage.pass(direction, message.bytes);
  };
  return { happened: () => state.happened };
}

describe('the network fails once; the vote is in the box once, and the tablet knows', () => {
  it.concurrent.for(CASES.map((one, n) => ({ ...one, n })))(
    'at $step: $what',
    { timeout: 60_000 },
    async ({ step, fault, n }, { onTestFinished }) => {
      const network = await TcpProxy.before(hall.origin);
      onTestFinished(() => network.close());
      const seat = new SeatClient(network.through(hall.origin), 'tablet');
      await seat.post('/api/sign-in/card', Me, { code: codes[n] });
      const { happened } = disturb(network, step, fault);
      const device = new Device(seat, { openingMs: 3_000, asksFirst: true });
      onTestFinished(() => {
        device.close();
      });
      const voting = device.vote(marksOf(n), { roundId });
      await device.connect();
      const report = await voting;
      expect(report).toMatchObject({ outcome: 'recorded' });
      expect(happened()).toBe(true);
      reports.push(report);
      await device.until(({ tally }) => (tally?.papers ?? 0) > 0, 10_000);
    },
  );

  it('acknowledged is counted', async () => {
    expect(reports).toHaveLength(CASES.length);
    const inBox = await expectInBox(hall, roundId, reports);
    await hall.press(roundId, 'close', 'count');
    const counted = await hall.request(hall.chair, 'GET', `/rounds/${roundId}/count`);
    expect(counted.body).toMatchObject({ result: { papers: { collected: CASES.length } } });
    const found = { times: CASES.length, acknowledged: reports.length, counted: inBox };
    tell('network fails at a step', found);
  });
});
