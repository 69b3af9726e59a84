import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Device } from '../../scripts/client/device.ts';
import { freshDatabase } from '../support/database.ts';
import { patience, tell, times, withSeed } from '../support/faults.ts';
import {
  closeAnyhow,
  devicesOf,
  expectCounted,
  holdMeeting,
  openRound,
  Voting,
  type Meeting,
} from '../support/meeting.ts';
import { clearAway, passableFolder } from '../support/postgres.ts';
import { ServerChild } from '../support/server-child.ts';

// kill -9 at random points under load. Where a kill is meant to hit something certain it stands in kill.test.ts.

const VOTERS = 100;
/** Within so many milliseconds everybody votes, and the kill and perhaps the closing come. */
const SPREAD_MS = 700;

/** A server process, its hall, and what can be done to them. */
class Scene {
  server: ServerChild;
  readonly #environment: Record<string, string>;
  readonly #origin: string;
  readonly meeting: Meeting;
  readonly devices: readonly Device[];

  private constructor(
    server: ServerChild,
    environment: Record<string, string>,
    origin: string,
    meeting: Meeting,
    devices: readonly Device[],
  ) {
    this.server = server;
    this.#environment = environment;
    this.#origin = origin;
    this.meeting = meeting;
    this.devices = devices;
  }

  static async set(random: () => number, environment: Record<string, string> = {}): Promise<Scene> {
    const folder = await passableFolder();
    const dataDir = join(folder, 'data');
    const server = new ServerChild(dataDir, environment);
    const origin = await server.origin();
    const meeting = await holdMeeting({ origin, setupToken: await server.setupToken() }, VOTERS);
    const devices = await devicesOf(origin, meeting.codes, random);
    const scene = new Scene(server, environment, origin, meeting, devices);
    onTestFinished(async () => {
      for (const device of devices) device.close();
      await scene.server.end('SIGTERM');
      await clearAway(folder, [dataDir]);
    });
    return scene;
  }

  async databaseUrl(): Promise<string> {
    return this.#environment['DATABASE_URL'] ?? this.server.databaseUrl();
  }

  async killServer(): Promise<void> {
    expect(await this.server.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
  }

  /** The next server on the same data and the same port. */
  async startServer(): Promise<void> {
    const environment = { ...this.#environment, PORT: new URL(this.#origin).port };
    this.server = new ServerChild(this.server.dataDir, environment);
    expect(await this.server.origin()).toBe(this.#origin);
  }
}

/**
 * So many rounds, in each of which `strike` comes at some moment while people vote; in every other round the
 * presider presses "close" at some moment too. After each: acknowledged is counted.
 */
async function strikes(
  scene: Scene,
  random: () => number,
  many: number,
  strike: (n: number) => Promise<void>,
): Promise<{
  times: number;
  acknowledged: number;
  counted: number;
  refused: number;
  sentAgain: number;
}> {
  const sum = { times: many, acknowledged: 0, counted: 0, refused: 0, sentAgain: 0 };
  for (let n = 0; n < many; n += 1) {
    const roundId = await openRound(scene.meeting);
    const voting = new Voting(scene.devices, roundId, SPREAD_MS, 0, random);
    const closing = n % 2 === 0 ? undefined : random() * SPREAD_MS;
    const closed =
      closing === undefined
        ? undefined
        : pause(closing).then(() => closeAnyhow(scene.meeting, roundId));
    await pause(random() * SPREAD_MS);
    await strike(n);
    const reports = await voting.reports;
    await closed;
    sum.counted += await expectCounted(scene.meeting, roundId, reports, await scene.databaseUrl());
    sum.acknowledged += reports.filter(({ outcome }) => outcome === 'recorded').length;
    sum.refused += reports.filter(({ outcome }) => outcome === 'refused').length;
    sum.sentAgain += reports.filter(({ sends }) => sends > 1).length;
  }
  return sum;
}

describe('kill -9 at random points while people vote: acknowledged is counted', () => {
  const ofServer = times(4, 200);
  it('of the server process', { timeout: patience(ofServer, 15_000) }, () =>
    withSeed(async (random) => {
      const database = await freshDatabase();
      onTestFinished(() => database.drop());
      const scene = await Scene.set(random, { DATABASE_URL: database.url });
      const found = await strikes(scene, random, ofServer, async () => {
        await scene.killServer();
        await scene.startServer();
      });
      tell('server process killed', found);
      expect(found.sentAgain).toBeGreaterThan(0);
    }),
  );

  const ofDatabase = times(3, 75);
  it(
    'of PostgreSQL, all its processes; every third time of the server at once, as when the power goes',
    { timeout: patience(ofDatabase, 30_000) },
    () =>
      withSeed(async (random) => {
        const scene = await Scene.set(random);
        const found = await strikes(scene, random, ofDatabase, async (n) => {
          const killed = scene.server.killDatabase();
          if (n % 3 === 2) await scene.killServer();
          await killed;
          if (n % 3 === 2) await scene.startServer();
        });
        tell('PostgreSQL killed, every third time with the server process', found);
        expect(found.sentAgain).toBeGreaterThan(0);
      }),
  );
});
