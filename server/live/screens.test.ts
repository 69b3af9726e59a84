import pg from 'pg';
import { afterEach, describe, expect, inject, it } from 'vitest';
import {
  openHall,
  TWELVE_CHOOSE_TEN,
  voteOf,
  type Device,
  type Hall,
} from '../../tests/support/hall.ts';
import { eventually } from '../../tests/support/lock.ts';
import type { RoundDefinitionInput } from '../domain/round/document.ts';

let hall: Hall | undefined;
afterEach(async () => {
  await hall?.close();
  hall = undefined;
});

/** A ballot whose picture is a few hundred kilobytes. */
const LONG: RoundDefinitionInput = {
  ...TWELVE_CHOOSE_TEN,
  items: Array.from({ length: 150 }, (_, i) => ({
    id: `p${String(i)}`,
    title: `${String(i)}${'样例项目'.repeat(149)}`,
  })),
};

/** The server's end of the device that connected last. */
function serverEnd(of: Hall) {
  const end = [...of.first.app.websocketServer.clients].at(-1);
  if (end === undefined) throw new Error('nobody is connected');
  return end;
}

function changes(device: Device): number {
  return device.frames.filter(({ type }) => type === 'change').length;
}

describe('a screen that does not read', () => {
  it('gets the newest picture afterwards instead of a queue, and holds nobody up', async () => {
    const open = (hall = await openHall({ deputies: 1 }));
    const rounds = [await open.round(LONG), await open.round(LONG)];
    const quick = await open.watch();
    const slow = await open.watch();
    const end = serverEnd(open);
    slow.socket.pause();

    let presented = 0;
    const present = async (): Promise<void> => {
      presented += 1;
      const roundId = rounds[presented % 2]!;
      await open.press(roundId, 'present');
      // The others see each one as it comes.
      await quick.until(() => quick.view?.round?.id === roundId);
    };
    while (end.bufferedAmount <= 256 * 1024) await present();
    const queued = end.bufferedAmount;
    for (let time = 0; time < 10; time += 1) await present();
    expect(end.bufferedAmount).toBeLessThan(queued + 1_000);

    slow.socket.resume();
    await slow.until(() => slow.seq === quick.seq);
    expect(slow.view).toEqual(quick.view);
    // What was under way when it fell behind, and then one snapshot, the newest: nothing of what was between.
    expect(slow.frames.at(-1)?.type).toBe('snapshot');
    expect(slow.frames.filter(({ type }) => type === 'snapshot')).toHaveLength(2);
    expect(changes(quick)).toBeGreaterThanOrEqual(changes(slow) + 10);
    // From here on it gets changes again.
    await present();
    await slow.until(() => slow.seq === quick.seq);
    expect(slow.frames.at(-1)?.type).toBe('change');
  });

  it('and goes on asking is given up before it costs much memory', async () => {
    const open = (hall = await openHall({ deputies: 1 }));
    const roundId = await open.round(LONG);
    await open.press(roundId, 'present');
    const quick = await open.watch();
    const slow = await open.watch();
    const end = serverEnd(open);
    slow.socket.pause();
    let most = 0;
    for (let time = 0; time < 58; time += 1) slow.send({ type: 'resync' });
    await eventually(() => {
      most = Math.max(most, end.bufferedAmount);
      return end.readyState === end.CLOSED;
    });
    expect(most).toBeLessThan(5 * 1024 * 1024);
    slow.socket.resume();
    await slow.until(() => slow.closed);
    // Its owner's device comes back by itself, and the others have noticed nothing.
    expect((await open.watch()).seq).toBe(quick.seq);
    expect(quick.closed).toBeUndefined();
  });
});

describe('a flood of one client', () => {
  it.each([
    ['pings', JSON.stringify({ type: 'ping', n: 1 }), 20_000],
    ['large nonsense', 'x'.repeat(32 * 1024), 1_000],
  ])('of %s ends with its socket and holds nobody’s vote up', async (_what, frame, times) => {
    const open = (hall = await openHall({ deputies: 5 }));
    const roundId = await open.round(TWELVE_CHOOSE_TEN);
    await open.press(roundId, 'open');
    const tablets = await Promise.all(open.deputies.map((id) => open.tablet(id)));
    const flooder = tablets[0]!;
    for (let time = 0; time < times; time += 1) flooder.socket.send(frame);
    const answers = await Promise.all(
      tablets.slice(1).map((tablet) => tablet.vote(voteOf(roundId, { p01: 'for' }))),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(4).fill('recorded'));
    const { code } = await flooder.until(() => flooder.closed);
    expect([4004, 4005]).toContain(code);
    expect(flooder.frames.filter(({ type }) => type === 'pong').length).toBeLessThanOrEqual(60);
  });
});

describe('a lost notification', () => {
  it('is made up for when the listening connection comes back', async () => {
    const open = (hall = await openHall({ deputies: 2 }));
    const second = await open.startProcess();
    const roundId = await open.round(TWELVE_CHOOSE_TEN);
    await open.press(roundId, 'open');
    const screen = await open.watch();
    const [one, other] = open.deputies;
    const tablets = [await open.tablet(one!, second.origin), await open.tablet(other!)];
    const database = new URL(open.url).pathname.slice(1);
    const admin = new pg.Client(inject('postgresUrl'));
    await admin.connect();
    try {
      // Connections that are there stay; nobody can listen until they are allowed again.
      await admin.query(`alter database ${database} with allow_connections false`);
      const { rowCount } = await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'gongyi listener' and datname = $1`,
        [database],
      );
      expect(rowCount).toBe(2);
      const vote = await tablets[0]!.vote(voteOf(roundId, { p01: 'for' }));
      expect(vote).toMatchObject({ outcome: 'recorded' });
    } finally {
      await admin.query(`alter database ${database} with allow_connections true`);
      await admin.end();
    }
    await screen.until(() => screen.view?.tally?.papers === 1);
    // And it listens again: also what another process does is heard at once.
    const listening = async () => {
      const { rows } = await open.first.context.pool.query<{ n: number }>(
        `select count(*)::integer as n from pg_stat_activity
         where application_name = 'gongyi listener' and datname = current_database()`,
      );
      return rows[0]?.n === 2;
    };
    await eventually(listening);
    await open.act(roundId, 'close', second.origin);
    await screen.until(() => screen.view?.round?.state === 'closed', 3_000);
  });

  it('is also noticed while everything seems well', async () => {
    const open = (hall = await openHall({ deputies: 1, timing: { compareMs: 200 } }));
    const screen = await open.watch();
    const tablet = await open.tablet(open.deputies[0]!);
    // Changed without a word to anybody.
    await open.db.updateTable('meeting').set({ place: '样例二楼' }).execute();
    await open.db
      .updateTable('room')
      .set({ seq: screen.seq + 1 })
      .execute();
    await screen.until(() => screen.view?.meeting.place === '样例二楼');
    await open.db
      .updateTable('session')
      .set({ ended_at: new Date(), ended_reason: 'card_withdrawn' })
      .where('seat', '=', 'tablet')
      .execute();
    expect(await tablet.until(() => tablet.closed)).toEqual({ code: 4001, reason: 'signed_out' });
    expect(tablet.frames.at(-1)).toEqual({ type: 'signed_out', reason: 'card_withdrawn' });
  });
});
