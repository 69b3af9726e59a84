import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Device } from '../../scripts/client/device.ts';
import { SeatClient } from '../../scripts/client/http.ts';
import { inWaves } from '../../scripts/client/waves.ts';
import { Me } from '../../server/contract/sign-in/schemas.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { eventually, holdTable } from '../support/lock.ts';
import {
  expectAllCounted,
  holdMeeting,
  openRound,
  Voting,
  type Meeting,
} from '../support/meeting.ts';
import { query } from '../support/postgres.ts';
import { ServerChild } from '../support/server-child.ts';
import { isAlive, listenersOn, serversOf } from './support/servers.ts';

/** Many times what it takes: the machine may be busy with other tests. */
const PATIENCE_MS = 120_000;

const PROCESSES = 3;
const VOTERS = 60;

/** What a device went through since somebody last asked. */
type Spell = { ms: number; attempts: number };

/** A device that writes down for how long, and for how many attempts, it had no live socket. */
class Watched {
  readonly device: Device;
  spells: Spell[] = [];
  /** Whether it has no live socket now. */
  get lost(): boolean {
    return this.#lostAt !== undefined;
  }

  #lostAt: number | undefined;
  #attempts = 0;

  constructor(seat: SeatClient) {
    const lost = (): void => {
      if (this.#lostAt === undefined) this.#lostAt = performance.now();
      else this.#attempts += 1;
    };
    const welcomed = (): void => {
      if (this.#lostAt === undefined) return;
      const ms = performance.now() - this.#lostAt;
      this.spells.push({ ms, attempts: this.#attempts + 1 });
      this.#lostAt = undefined;
      this.#attempts = 0;
    };
    this.device = new Device(seat, { link: { lost, welcomed } });
  }
}

let database: FreshDatabase;
let server: ServerChild;
let origin: string;
let meeting: Meeting;
let watched: Watched[] = [];
let devices: Device[] = [];

function start(port = '0'): ServerChild {
  const environment = { DATABASE_URL: database.url, PORT: port };
  return new ServerChild('data', environment, ['--processes', String(PROCESSES)]);
}

beforeAll(async () => {
  database = await freshDatabase();
  server = start();
  origin = await server.origin();
  meeting = await holdMeeting({ origin, setupToken: await server.setupToken() }, VOTERS);
  watched = await inWaves(meeting.codes, 8, async (code) => {
    const seat = new SeatClient(origin, 'tablet');
    await seat.post('/api/sign-in/card', Me, { code });
    const one = new Watched(seat);
    await one.device.connect();
    return one;
  });
  devices = watched.map(({ device }) => device);
}, PATIENCE_MS);
afterAll(async () => {
  for (const device of devices) device.close();
  await server.end('SIGTERM');
  await database.drop();
});

describe('while the hall votes', { timeout: PATIENCE_MS }, () => {
  it('all processes are restarted one by one: nobody is refused for longer than a reconnect', async () => {
    const roundId = await openRound(meeting);
    const before = await serversOf(server);
    for (const one of watched) one.spells = [];
    const voting = new Voting(devices, roundId, 6_000);
    await voting.reaches(1);
    server.signal('SIGHUP');
    await server.says(/^Restarting/);
    const first = voting.acknowledged;
    await server.says(/^All are new/, PATIENCE_MS);
    expect(voting.acknowledged).toBeGreaterThan(first);
    const reports = await voting.reports;
    expect((await serversOf(server)).filter((pid) => before.includes(pid))).toEqual([]);

    await eventually(() => watched.every(({ lost }) => !lost), PATIENCE_MS);
    for (const { spells } of watched) {
      // Each was at an old process, and each of these sends a device away once at most.
      expect(spells.length).toBeGreaterThanOrEqual(1);
      expect(spells.length).toBeLessThanOrEqual(PROCESSES);
    }
    // The first attempt to come back succeeds; the second, if its process was just the next one to go.
    const spells = watched.flatMap((one) => one.spells);
    expect(Math.max(...spells.map(({ attempts }) => attempts))).toBeLessThanOrEqual(2);
    const longest = Math.max(...spells.map(({ ms }) => ms));
    expect(longest).toBeLessThan(10_000);
    // No vote was refused or sent in vain; it waits for its device's reconnection at most.
    expect(Math.max(...reports.map(({ sends }) => sends))).toBeLessThanOrEqual(2);
    const waits = reports.map((report) => (report.outcome === 'recorded' ? report.ackMs : NaN));
    expect(Math.max(...waits)).toBeLessThan(longest + 5_000);
    await expectAllCounted(meeting, roundId, reports, database.url);
  });

  it('processes are killed and stopped one after the other: every vote is there once', async () => {
    const roundId = await openRound(meeting);
    const voting = new Voting(devices, roundId, 3_000);
    for (const [turn, signal] of (['SIGKILL', 'SIGTERM', 'SIGKILL'] as const).entries()) {
      await voting.reaches((turn + 1) * 12);
      const running = await serversOf(server);
      process.kill(running[turn % running.length]!, signal);
    }
    const reports = await voting.reports;
    await expectAllCounted(meeting, roundId, reports, database.url);
    await eventually(async () => (await listenersOn(database.url)) === PROCESSES, PATIENCE_MS);
  });

  it('the supervisor is killed: its processes answer what they have, end, and write nothing more', async () => {
    const roundId = await openRound(meeting);
    const half = VOTERS / 2;
    const voting = new Voting(devices.slice(0, half), roundId, 0);
    const early = await voting.reports;
    const box = await holdTable(database.url, 'paper');
    const late = new Voting(devices.slice(half), roundId, 0, half);
    await box.waitedFor();
    const servers = await serversOf(server);
    server.signal('SIGKILL');
    await eventually(() => !isAlive(server.pid));
    expect(late.acknowledged).toBe(0);
    await box.release();
    await late.reaches(1);
    await eventually(() => !servers.some(isAlive), PATIENCE_MS);
    expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' });
    const left = await query(
      database.url,
      `select application_name from pg_stat_activity
       where datname = current_database() and application_name like 'gongyi%'`,
    );
    expect(left).toEqual([]);
    // The port is free for the next one.
    server = start(new URL(origin).port);
    expect(await server.origin()).toBe(origin);
    const reports = [...early, ...(await late.reports)];
    await expectAllCounted(meeting, roundId, reports, database.url);
  });
});
