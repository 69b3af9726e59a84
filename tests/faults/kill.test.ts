import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../scripts/client/device.ts';
import { clearAway, passableFolder } from '../support/postgres.ts';
import { ServerChild, signalAll } from '../support/server-child.ts';
import {
  devicesOf,
  expectAllCounted,
  holdMeeting,
  openRound,
  Voting,
  type Meeting,
} from './meeting.ts';

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
});
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

describe('kill -9 in the middle of voting', () => {
  it('of the server, twice: devices come back by themselves, every vote is there once', async () => {
    const roundId = await openRound(meeting);
    const voting = new Voting(devices, roundId, 1_500);
    for (const acknowledged of [VOTERS / 4, VOTERS / 2]) {
      await voting.reaches(acknowledged);
      expect(await server.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
      expect(voting.acknowledged).toBeLessThan(VOTERS);
      await restart();
    }
    const reports = await voting.reports;
    await expectAllCounted(meeting, roundId, reports, await server.databaseUrl());
    // Some had to send again, so there was something to lose.
    expect(reports.some(({ sends }) => sends > 1)).toBe(true);
  });

  it('of the database with all its processes: the server goes on by itself, every vote is there once', async () => {
    const roundId = await openRound(meeting);
    const voting = new Voting(devices, roundId, 1_500);
    for (const acknowledged of [VOTERS / 4, VOTERS / 2]) {
      await voting.reaches(acknowledged);
      const before = await server.databaseProcesses();
      expect(before.length).toBeGreaterThan(5);
      signalAll(before, 'SIGKILL');
      expect(voting.acknowledged).toBeLessThan(VOTERS);
    }
    const reports = await voting.reports;
    await expectAllCounted(meeting, roundId, reports, await server.databaseUrl());
    expect(reports.some(({ sends }) => sends > 1)).toBe(true);
    expect(server.said).toMatch(/ended unexpectedly \(SIGKILL\)/);
  });
});
