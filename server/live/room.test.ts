import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connect,
  openHall,
  openSocket,
  TWELVE_CHOOSE_TEN,
  voteOf,
  type Device,
  type Hall,
} from '../../tests/support/hall.ts';
import { eventually, holdTable } from '../../tests/support/lock.ts';
import type { RoomView } from '../contract/room/schemas.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall({ deputies: 8 });
});
afterAll(() => hall.close());

/** Frames of the picture in the order they came. */
function pictures(device: Device) {
  return device.frames.filter((frame) => frame.type === 'snapshot' || frame.type === 'change');
}

describe('the picture', () => {
  it('comes whole, then as changes without a gap, each only with what differs', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const screen = await hall.watch();
    await hall.press(roundId, 'present', 'open');
    const tablet = await hall.tablet(hall.deputies[0]!);
    await tablet.vote(voteOf(roundId, { p01: 'for' }));
    await screen.until(() => screen.view?.tally?.papers === 1);
    await hall.press(roundId, 'close', 'count', 'announce');
    await screen.until(() => screen.view?.result ?? undefined);

    const [first, ...changes] = pictures(screen);
    if (first?.type !== 'snapshot') throw new Error('the first picture is no snapshot');
    let { seq } = first;
    let view: RoomView = first.view;
    for (const change of changes) {
      if (change.type !== 'change') throw new Error('a snapshot that nobody asked for');
      expect(change.prev).toBe(seq);
      expect(change.seq).toBeGreaterThan(seq);
      for (const [name, section] of Object.entries(change.sections)) {
        expect(section).not.toEqual(view[name as keyof RoomView]);
      }
      seq = change.seq;
      view = { ...view, ...change.sections } as RoomView;
    }
    expect(changes.length).toBeGreaterThanOrEqual(3);
    // Who comes now sees the same, whole.
    const late = await hall.watch();
    expect({ seq: late.seq, view: late.view }).toEqual({ seq, view });
    const polled = await hall.request(hall.chair, 'GET', `/room?meeting=${hall.meetingId}`);
    expect(polled.body).toEqual({ seq, view, self: null });
    for (const device of [screen, tablet, late]) device.close();
  });

  it('comes whole again to whoever asks, as after a gap', async () => {
    const screen = await hall.watch();
    const seen = screen.seq;
    screen.seq = -1;
    screen.view = undefined;
    screen.send({ type: 'resync' });
    await screen.until(() => screen.view);
    expect(screen.seq).toBe(seen);
    expect(pictures(screen).map(({ type }) => type)).toEqual(['snapshot', 'snapshot']);
    screen.close();
  });

  it('is sent at most twenty times a second, however many votes come', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const screen = await hall.watch();
    const tablets = await Promise.all(hall.deputies.map((id) => hall.tablet(id)));
    const started = performance.now();
    const before = pictures(screen).length;
    for (const tablet of tablets) await tablet.vote(voteOf(roundId, { p01: 'for' }));
    await screen.until(() => screen.view?.tally?.papers === tablets.length);
    const ticks = Math.ceil((performance.now() - started) / 50) + 1;
    expect(pictures(screen).length - before).toBeLessThanOrEqual(ticks);
    for (const device of [screen, ...tablets]) device.close();
    await hall.press(roundId, 'close', 'count', 'announce');
  });
});

describe('what a device is told about its owner', () => {
  it('comes with the opening and after the vote, to that person’s device alone', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const [mine, other] = await Promise.all([
      hall.tablet(hall.deputies[0]!),
      hall.tablet(hall.deputies[1]!),
    ]);
    const screen = await hall.watch();
    await hall.press(roundId, 'open');
    for (const tablet of [mine, other]) {
      await tablet.until(() =>
        tablet.frames.some((frame) => frame.type === 'self' && frame.self.round?.id === roundId),
      );
    }
    for (const device of [mine, other, screen]) {
      const selves = device.frames.filter((frame) => frame.type === 'self');
      const told = new Set(selves.map(({ self }) => self.personId));
      expect([...told]).toEqual(device === screen ? [] : [device.personId]);
      device.close();
    }
    await hall.press(roundId, 'close', 'count', 'announce');
  });

  it('comes later when the database broke off just then', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const tablet = await hall.tablet(hall.deputies[0]!);
    const held = await holdTable(hall.url, 'roll_mark');
    // The picture can be read, what it means for the device's owner can't.
    await hall.press(roundId, 'open');
    await tablet.until(() => tablet.view?.round?.state === 'voting');
    await held.waitedFor();
    await held.killWaiting();
    await held.release();
    await tablet.until(() =>
      tablet.frames.some((frame) => frame.type === 'self' && frame.self.round?.id === roundId),
    );
    tablet.close();
    await hall.press(roundId, 'close', 'count', 'announce');
  });
});

describe('letting a device in', () => {
  it('answers what it said before its room was read', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const process = await hall.startProcess();
    const token = await hall.signIn('tablet', hall.deputies[0]!);
    const held = await holdTable(hall.url, 'room');
    const device = await openSocket({ origin: process.origin, seat: 'tablet', token });
    const settle = { roundId, castId: crypto.randomUUID() };
    device.send({ type: 'hello', version: 1 });
    device.send({ type: 'settle', settle });
    await held.waitedFor();
    const impatient = await openSocket({ origin: process.origin, seat: 'tablet', token });
    for (let n = 0; n < 6; n += 1) impatient.send({ type: 'ping', n });
    expect(await impatient.until(() => impatient.closed)).toEqual({
      code: 4005,
      reason: 'too_many_errors',
    });
    expect(device.frames).toEqual([]);
    await held.release();
    await device.until(() => device.frames.some(({ type }) => type === 'settle_answer'));
    expect(device.frames[0]?.type).toBe('welcome');
    device.close();
    await process.stop();
    await hall.press(roundId, 'close', 'count', 'announce');
  });

  it('leaves nothing behind of one that is gone before its room was read', async () => {
    const process = await hall.startProcess();
    const token = await hall.signIn('tablet', hall.deputies[0]!);
    const held = await holdTable(hall.url, 'room');
    const device = await openSocket({ origin: process.origin, seat: 'tablet', token });
    device.send({ type: 'hello', version: 1 });
    await held.waitedFor();
    device.socket.terminate();
    await eventually(() => process.app.websocketServer.clients.size === 0);
    expect(process.live.held).toEqual({ rooms: 1, sessions: 0 });
    await held.release();
    await eventually(() => process.live.held.rooms === 0);
    expect(process.live.held).toEqual({ rooms: 0, sessions: 0 });
    await process.stop();
  });

  it('and forgets the room when the last one has left', async () => {
    const process = await hall.startProcess();
    const token = await hall.signIn('tablet', hall.deputies[0]!);
    const devices = await Promise.all([
      connect(process.origin, 'tablet', token, hall.deputies[0]!),
      hall.watch(process.origin),
    ]);
    expect(process.live.held).toEqual({ rooms: 1, sessions: 2 });
    for (const device of devices) device.close();
    await eventually(() => process.live.held.rooms === 0);
    expect(process.live.held).toEqual({ rooms: 0, sessions: 0 });
    const tablet = { seat: 'tablet' as const, token };
    expect((await hall.request(tablet, 'GET', '/room', undefined, process.origin)).status).toBe(
      200,
    );
    expect(process.live.held).toEqual({ rooms: 0, sessions: 0 });
    await process.stop();
  });
});
