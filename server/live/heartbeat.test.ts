import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHall, openSocket, type Device, type Hall } from '../../tests/support/hall.ts';
import { eventually } from '../../tests/support/lock.ts';

const HEARTBEAT_MS = 200;

let hall: Hall;
beforeAll(async () => {
  hall = await openHall({
    deputies: 2,
    timing: { heartbeatMs: HEARTBEAT_MS, helloMs: 400 },
  });
});
afterAll(() => hall.close());

async function open(deputy: number, autoPong: boolean): Promise<Device> {
  const token = await hall.signIn('tablet', hall.deputies[deputy]!);
  return openSocket({ origin: hall.origin, seat: 'tablet', token, socket: { autoPong } });
}

async function welcomed(deputy: number, autoPong = true): Promise<Device> {
  const device = await open(deputy, autoPong);
  device.send({ type: 'hello', version: 1 });
  await device.until(() => device.view);
  return device;
}

describe('hello', () => {
  it('that does not come in time closes the socket, whatever else is said', async () => {
    const silent = await open(0, true);
    const talker = await open(1, true);
    talker.send({ type: 'ping', n: 1 });
    for (const device of [silent, talker]) {
      expect(await device.until(() => device.closed)).toEqual({
        code: 4003,
        reason: 'hello_timeout',
      });
    }
    expect(silent.frames).toEqual([]);
    expect(talker.frames).toEqual([{ type: 'error', code: 'hello_first' }]);
  });
});

describe('the heartbeat', () => {
  it('gives a device up that answers no ping, and keeps one that does', async () => {
    const alive = await welcomed(0);
    const dead = await welcomed(1, false);
    let pings = 0;
    alive.socket.on('ping', () => (pings += 1));
    const { code } = await dead.until(() => dead.closed);
    expect(code).toBe(1006); // cut off: nobody is there to say goodbye to
    await eventually(() => pings >= 5);
    expect(alive.closed).toBeUndefined();
    expect(hall.first.live.held.sessions).toBe(1);
    alive.close();
    await eventually(() => hall.first.live.held.sessions === 0);
  });

  it('takes any frame for a sign of life', async () => {
    const device = await welcomed(0, false);
    const talk = setInterval(() => {
      device.send({ type: 'ping', n: 1 });
    }, HEARTBEAT_MS / 2);
    let pings = 0;
    device.socket.on('ping', () => (pings += 1));
    await eventually(() => pings >= 4);
    clearInterval(talk);
    expect(device.closed).toBeUndefined();
    await device.until(() => device.closed);
  });

  it('tells the device in its welcome how often to expect it', async () => {
    const device = await welcomed(0);
    expect(device.frames[0]).toMatchObject({ type: 'welcome', heartbeatSeconds: 1 });
    device.close();
  });
});
