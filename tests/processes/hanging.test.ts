import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Device } from '../../scripts/client/device.ts';
import { readConfig } from '../../server/config.ts';
import { realWorld } from '../../server/platform/clock.ts';
import { supervise, type Supervised } from '../../server/processes/supervisor.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { eventually } from '../support/lock.ts';
import {
  devicesOf,
  expectAllCounted,
  holdMeeting,
  openRound,
  Voting,
  type Meeting,
} from '../support/meeting.ts';
import { isAlive, listenersOn, serversBelow } from './support/servers.ts';

/** Many times what it takes: the machine may be busy with other tests. */
const TEST_MS = 120_000;
/** What a process is given here; in production it is three times as long. */
const PATIENCE_MS = 5_000;
const PROCESSES = 2;
const VOTERS = 40;

let database: FreshDatabase;
let supervised: Supervised;
let meeting: Meeting;
let devices: Device[];
const said: string[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  // The server processes read the environment of this one.
  const environment = { DATABASE_URL: database.url, HOST: '127.0.0.1', PORT: '0' };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const config = readConfig(process.env);
  if (!config.ok) throw new Error(config.error.join('\n'));
  const started = await supervise(config.value, realWorld, {
    processes: PROCESSES,
    say: (line) => said.push(line),
    patienceMs: PATIENCE_MS,
  });
  if (!started.ok) throw new Error(started.error);
  supervised = started.value;
  const setupToken = supervised.setupLink?.split('#')[1] ?? '';
  const { origin } = supervised;
  meeting = await holdMeeting({ origin, setupToken }, VOTERS);
  devices = await devicesOf(origin, meeting.codes);
}, TEST_MS);
afterAll(async () => {
  for (const device of devices) device.close();
  await supervised.stop();
  await database.drop();
  vi.unstubAllEnvs();
});

const servers = () => serversBelow(process.pid);

describe('a server process that stands still (SIGSTOP)', { timeout: TEST_MS }, () => {
  it('for less than its patience is left alone', async () => {
    const before = await servers();
    process.kill(before[0]!, 'SIGSTOP');
    await pause(PATIENCE_MS / 2);
    process.kill(before[0]!, 'SIGCONT');
    await pause(PATIENCE_MS);
    expect(await servers()).toEqual(before);
    expect(said.filter((line) => line.startsWith('Process'))).toEqual([]);
  });

  it('for good is killed and replaced while the hall votes; every vote is there once', async () => {
    const roundId = await openRound(meeting);
    const [still, other] = await servers();
    const voting = new Voting(devices, roundId, 2_000);
    await voting.reaches(VOTERS / 8);
    process.kill(still!, 'SIGSTOP');
    const before = voting.acknowledged;
    // The devices at the other process vote on meanwhile.
    await voting.reaches(before + 5);
    expect(isAlive(still!)).toBe(true);

    // Those at this one come back to a process that answers, and their votes with them.
    const reports = await voting.reports;
    expect(isAlive(still!)).toBe(false);
    expect(reports.filter(({ sends }) => sends > 1).length).toBeGreaterThan(0);
    await eventually(async () => (await listenersOn(database.url)) === PROCESSES, TEST_MS);
    const after = await servers();
    expect(after).toHaveLength(PROCESSES);
    expect(after).toContain(other);
    expect(said.filter((line) => line.startsWith('Process'))).toEqual([
      `Process 1 (pid ${String(still)}) hangs: it no longer answers, and is killed`,
      `Process 1 (pid ${String(still)}) ended unexpectedly (SIGKILL); the others go on, and it is started again`,
    ]);
    await expectAllCounted(meeting, roundId, reports, database.url);
  });
});
