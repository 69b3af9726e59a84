import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inWaves } from '../../scripts/client/waves.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { connect, voteOf, type Device } from '../support/hall.ts';
import { holdMeeting, marksOf, openRound, socketOf, type Meeting } from '../support/meeting.ts';
import { ServerChild } from '../support/server-child.ts';
import { countStatements, type Counted } from './support/counted.ts';
import { expectOnePicture } from './support/pictures.ts';

/** Many times what it takes: the machine may be busy with other tests. */
const PATIENCE_MS = 120_000;

/** What only the statement says that reads a room's picture (live/view.repo.ts). */
const READS_ROOM = `json_build_object('id', m.id, 'title', m.title`;

const VOTERS = 60;

/** Processes as an operator starts them by himself: one port each, one database. */
type Process = { server: ServerChild; way: Counted; origin: string };

let database: FreshDatabase;
let processes: Process[] = [];
let meeting: Meeting;
beforeAll(async () => {
  database = await freshDatabase();
  const first = await startProcess();
  const setupToken = await first.server.setupToken();
  // Before the others start: each start without an assembly makes a set-up link of its own.
  meeting = await holdMeeting({ origin: first.origin, setupToken }, VOTERS);
  processes = [first, ...(await Promise.all([startProcess(), startProcess()]))];
}, PATIENCE_MS);
afterAll(async () => {
  for (const { server, way } of processes) {
    await server.end('SIGTERM');
    await way.close();
  }
  await database.drop();
});

async function startProcess(): Promise<Process> {
  const way = await countStatements(database.url, READS_ROOM);
  const server = new ServerChild('data', { DATABASE_URL: way.url });
  return { server, way, origin: await server.origin() };
}

/** Two screens at each process. */
function screens(): Promise<Device[]> {
  const token = /gongyi_chair=([^;]+)/.exec(meeting.chair.seat.cookie)?.[1] ?? '';
  return Promise.all(
    [...processes, ...processes].map(({ origin }) =>
      connect(origin, 'chair', token, '', meeting.meetingId),
    ),
  );
}

describe('three processes on one database', { timeout: PATIENCE_MS }, () => {
  it('V5: votes enter through any; every screen of each shows the same for the same number', async () => {
    const watching = await screens();
    const tablets = await inWaves(meeting.codes, 8, (code, i) =>
      socketOf(processes[i % processes.length]!.origin, code),
    );
    const roundId = await openRound(meeting);
    const answers = await Promise.all(
      tablets.map(async (tablet, i) => {
        await pause(i * 25);
        return tablet.vote(voteOf(roundId, marksOf(i)));
      }),
    );
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['recorded']));
    await meeting.chair.act(roundId, 'close');
    await meeting.chair.act(roundId, 'count');
    await meeting.chair.act(roundId, 'announce');
    for (const screen of watching) {
      await screen.until(() => screen.view?.result ?? undefined);
      expect(screen.view?.tally?.papers).toBe(VOTERS);
    }
    // They did see the same moments, so that something was compared.
    expect(expectOnePicture([...watching, ...tablets])).toBeGreaterThan(5);
    for (const device of [...watching, ...tablets]) device.close();
  });

  it('many notices are few reads: twenty a second in each process at most', async () => {
    const [screen, ...others] = await screens();
    const before = processes.map(({ way }) => way.count());
    const client = new pg.Client(database.url);
    await client.connect();
    const started = performance.now();
    let seq = 0;
    for (let n = 0; n < 300 || performance.now() - started < 1_000; n += 1) {
      const { rows } = await client.query<{ seq: string }>(
        'update room set seq = seq + 1 where meeting_id = $1 returning seq',
        [meeting.meetingId],
      );
      seq = Number(rows[0]?.seq);
      const notice = { type: 'room', meetingId: meeting.meetingId, seq };
      await client.query(`select pg_notify('gongyi', $1)`, [JSON.stringify(notice)]);
    }
    await client.end();
    for (const device of [screen!, ...others]) await device.until(() => device.seq === seq);
    const seconds = (performance.now() - started) / 1_000;
    for (const [n, { way }] of processes.entries()) {
      const reads = way.count() - before[n]!;
      expect(reads).toBeGreaterThan(0);
      expect(reads).toBeLessThanOrEqual(Math.ceil(seconds * 20) + 1);
    }
    for (const device of [screen!, ...others]) device.close();
  });
});
