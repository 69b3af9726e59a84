import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Device } from '../../scripts/client/device.ts';
import { openHall, TWELVE_CHOOSE_TEN, type Device as Socket, type Hall } from '../support/hall.ts';
import { TcpProxy, type Passage } from '../support/tcp-proxy.ts';

// What the network can do beside failing at one of the steps of steps.test.ts.

let hall: Hall;
let cards: { personId: string; code: string }[];
let network: TcpProxy;
let roundId: string;
let screen: Socket;
let device: Device;
/** The device's connection before anything happened to it. */
let first: Passage;
let voter: { personId: string; code: string };

beforeAll(async () => {
  hall = await openHall({ deputies: 3 });
  const path = `/meetings/${hall.meetingId}/cards`;
  const issued = await hall.request(hall.desk, 'POST', path, { who: 'without' });
  cards = (issued.body as { cards: typeof cards }).cards;
  network = await TcpProxy.before(hall.origin);
  screen = await hall.watch();
});
afterAll(async () => {
  await network.close();
  await hall.close();
});
beforeEach(async () => {
  roundId = await hall.round(TWELVE_CHOOSE_TEN);
  await hall.press(roundId, 'open');
  voter = cards.pop()!;
  device = await Device.signIn(network.through(hall.origin), voter.code);
  await device.connect();
  first = network.newest;
});
afterEach(async () => {
  device.close();
  await hall.press(roundId, 'close', 'count', 'announce');
});

/** The server has the paper: everybody's screen says so. */
function serverHasIt(): Promise<unknown> {
  return screen.until(() => {
    const { tally } = screen.view ?? {};
    return tally?.roundId === roundId && tally.papers === 1;
  });
}

async function expectOnePaper(report: Awaited<ReturnType<Device['vote']>>): Promise<void> {
  expect(report).toMatchObject({ outcome: 'recorded' });
  const marks = await hall.db
    .selectFrom('roll_mark')
    .select(['person_id', 'cast_id'])
    .where('round_id', '=', roundId)
    .execute();
  expect(marks).toEqual([{ person_id: voter.personId, cast_id: report.castId }]);
  const papers = await hall.db
    .selectFrom('paper')
    .select('receipt')
    .where('round_id', '=', roundId)
    .execute();
  expect(papers).toEqual([{ receipt: report.receipt }]);
  await device.until(({ tally }) => tally?.roundId === roundId && tally.papers === 1, 10_000);
}

describe('the connection breaks', () => {
  it('after the round was closed over the lost acknowledgement: the device still learns the truth', async () => {
    first.hold('down');
    const voting = device.vote({ p01: 'for' }, { roundId });
    await serverHasIt();
    network.refusing = true;
    first.cut();
    await hall.press(roundId, 'close');
    network.refusing = false;
    expect(await voting).toMatchObject({ outcome: 'recorded', sends: 2 });
    // The afterEach presses a round that takes votes: there is another one by then.
    await hall.press(roundId, 'count', 'announce');
    roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
  });
});

describe('what was only late', () => {
  it('arrives after the same vote came by another way: still one paper', async () => {
    first.hold('up');
    const voting = device.vote({ p01: 'for' }, { roundId });
    await first.holds('up', 100);
    // The device gives this connection up; its vote is still under way in the network.
    device.drop();
    const report = await voting;
    expect(report.sends).toBe(2);
    first.release('up');
    // The server has read it when it has ended that old connection too.
    while (!first.serverClosed) await first.changes();
    await expectOnePaper(report);
  });
});
