import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../scripts/client/device.ts';
import { Health } from '../../server/contract/setup/schemas.ts';
import { holdTable } from '../support/lock.ts';
import { clearAway, passableFolder } from '../support/postgres.ts';
import { ServerChild, signalAll } from '../support/server-child.ts';
import {
  devicesOf,
  expectAllCounted,
  holdMeeting,
  openRound,
  Voting,
  type Meeting,
} from '../support/meeting.ts';

/** Many times what it takes: the machine may be busy with other tests. */
const PATIENCE_MS = 90_000;

const VOTERS = 60;

let folder: string;
let server: ServerChild;
let origin: string;
let meeting: Meeting;
let devices: Device[] = [];

beforeAll(async () => {
  folder = await passableFolder();
  server = new ServerChild(join(folder, 'data'));
  origin = await server.origin();
  meeting = await holdMeeting({ origin, setupToken: await server.setupToken() }, VOTERS);
  devices = await devicesOf(origin, meeting.codes);
}, PATIENCE_MS);
afterAll(async () => {
  for (const device of devices) device.close();
  await server.end('SIGTERM');
  await clearAway(folder, [join(folder, 'data')]);
});

/** The next server on the same data and the same port. */
async function restart(): Promise<void> {
  server = new ServerChild(server.dataDir, { PORT: new URL(origin).port });
  expect(await server.origin()).toBe(origin);
}

/** What anybody is told about the server's health. */
async function health(): Promise<string> {
  return Health.parse(await (await fetch(`${origin}/api/health`)).json()).status;
}

/** Some vote now; the others will when something has happened. */
function twoGroups(roundId: string) {
  const half = VOTERS / 2;
  return {
    first: new Voting(devices.slice(0, half), roundId, 1_000),
    second: () => new Voting(devices.slice(half), roundId, 0, half),
  };
}

describe('kill -9 in the middle of voting', { timeout: PATIENCE_MS }, () => {
  it('of the server, twice: devices come back by themselves, every vote is there once', async () => {
    const roundId = await openRound(meeting);
    const { first, second } = twoGroups(roundId);
    await first.reaches(VOTERS / 6);
    expect(await server.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    await restart();
    const reports = await first.reports;

    // Then with votes in the database's hands; it outlives the server and writes what it was given.
    const box = await holdTable(await server.databaseUrl(), 'paper');
    const late = second();
    await box.waitedFor();
    expect(await server.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    expect(late.acknowledged).toBe(0);
    await box.release();
    await restart();
    reports.push(...(await late.reports));
    expect(reports.filter(({ sends }) => sends > 1).length).toBeGreaterThan(0);
    await expectAllCounted(meeting, roundId, reports, await server.databaseUrl());
  });

  it('of the database with all its processes: the server goes on by itself, every vote is there once', async () => {
    const roundId = await openRound(meeting);
    const { first, second } = twoGroups(roundId);
    await first.reaches(VOTERS / 6);
    await server.killDatabase();
    const reports = await first.reports;

    // Then with votes in its hands.
    const box = await holdTable(await server.databaseUrl(), 'paper');
    const late = second();
    await box.waitedFor();
    await server.killDatabase();
    await box.isGone();
    expect(late.acknowledged).toBe(0);
    reports.push(...(await late.reports));
    expect(reports.filter(({ sends }) => sends > 1).length).toBeGreaterThan(0);
    await expectAllCounted(meeting, roundId, reports, await server.databaseUrl());
  });
});

describe(
  'a database that stands still for six seconds in the middle of voting',
  { timeout: PATIENCE_MS },
  () => {
    it('costs no vote: nothing is acknowledged meanwhile, and all is well afterwards', async () => {
      const roundId = await openRound(meeting);
      const { first, second } = twoGroups(roundId);
      await first.reaches(VOTERS / 6);
      const processes = await server.freezeDatabase();
      expect(processes.length).toBeGreaterThan(5);
      const during = second();
      try {
        expect(await health()).toBe('database_unreachable');
        await pause(4_000);
        expect(await health()).toBe('database_unreachable');
        expect(during.acknowledged).toBe(0);
      } finally {
        signalAll(processes, 'SIGCONT');
      }
      const reports = [...(await first.reports), ...(await during.reports)];
      expect(await health()).toBe('ok');
      await expectAllCounted(meeting, roundId, reports, await server.databaseUrl());
    });
  },
);
