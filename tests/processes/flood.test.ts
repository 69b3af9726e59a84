import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inWaves } from '../../scripts/client/waves.ts';
import { voteOf, type Device } from '../support/hall.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { holdMeeting, openRound, socketOf, type Meeting } from '../support/meeting.ts';
import { ServerChild } from '../support/server-child.ts';

const FLOODS = [
  'pings',
  'resyncs',
  'votes',
  'votes over HTTP',
  'rooms over HTTP',
  'connections',
] as const;
/** Voters of whom each phase needs as many. */
const VOTES = 20;
/** Many times what it takes: the machine may be busy with other tests. */
const PATIENCE_MS = 120_000;

let database: FreshDatabase;
let server: ServerChild;
let origin: string;
let meeting: Meeting;
let roundId: string;
let flooder: Device;
let devices: Device[];
beforeAll(async () => {
  database = await freshDatabase();
  // Without an embedded database nothing is put into the data folder.
  server = new ServerChild('data', { DATABASE_URL: database.url });
  origin = await server.origin();
  const setupToken = await server.setupToken();
  meeting = await holdMeeting({ origin, setupToken }, 1 + VOTES * (FLOODS.length + 1));
  devices = await inWaves(meeting.codes, 8, (code) => socketOf(origin, code));
  flooder = devices.pop()!;
  roundId = await openRound(meeting);
}, PATIENCE_MS);
afterAll(async () => {
  await server.end('SIGTERM');
  await database.drop();
});

/** How long the next voters wait for their answers, one after the other: the middle one, in milliseconds. */
async function waits(): Promise<number> {
  const times: number[] = [];
  for (const device of devices.splice(0, VOTES)) {
    const started = performance.now();
    const vote = voteOf(roundId, { p01: 'for' });
    let { outcome } = await device.vote(vote);
    // On a machine busy with other things: the same vote again, as devices do; the time goes on.
    while (outcome === 'busy') ({ outcome } = await device.vote(vote));
    expect(outcome).toBe('recorded');
    times.push(performance.now() - started);
    device.close();
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}

/** A process that sends without end, as one of the deputies. Resolves once it does. */
async function flood(what: string): Promise<ChildProcess> {
  const script = join(import.meta.dirname, '../support/flooder.ts');
  const cookie = `gongyi_tablet=${flooder.token}`;
  const child = spawn(process.execPath, [script, origin, cookie, what, roundId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface(child.stdout), 'line');
  return child;
}

describe('a flood from one sign-in', { timeout: PATIENCE_MS }, () => {
  let quiet: number;
  beforeAll(async () => {
    quiet = await waits();
  });

  // The flood itself takes a processor from the server, so that the others may wait some time longer. Before one
  // client's requests waited for each other, they waited some three hundred times as long.
  it.each(FLOODS)('of %s does not keep the others waiting', async (what) => {
    const sender = await flood(what);
    try {
      expect(await waits()).toBeLessThan(25 * quiet + 200);
    } finally {
      sender.kill('SIGKILL');
      await once(sender, 'exit');
    }
  });
});
