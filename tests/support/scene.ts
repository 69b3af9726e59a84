import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import type { Device } from '../../scripts/client/device.ts';
import {
  closeAnyhow,
  devicesOf,
  expectCounted,
  holdMeeting,
  openRound,
  Voting,
  type Meeting,
} from './meeting.ts';
import { clearAway, passableFolder } from './postgres.ts';
import { ServerChild } from './server-child.ts';

export type SceneOptions = {
  voters: number;
  random: () => number;
  /** The server's, beside the usual one. */
  environment?: Record<string, string>;
  /** Devices come in through this address in place of the server's. */
  through?: (origin: string) => Promise<string>;
};

/** A server in a process of its own, its hall in session, and everybody's device; gone with the test. */
export class Scene {
  server: ServerChild;
  readonly meeting: Meeting;
  readonly devices: readonly Device[];
  readonly origin: string;
  readonly #environment: Record<string, string>;

  private constructor(
    server: ServerChild,
    origin: string,
    meeting: Meeting,
    devices: readonly Device[],
    environment: Record<string, string>,
  ) {
    this.server = server;
    this.origin = origin;
    this.meeting = meeting;
    this.devices = devices;
    this.#environment = environment;
  }

  static async set({ voters, random, environment = {}, through }: SceneOptions): Promise<Scene> {
    const folder = await passableFolder();
    const dataDir = join(folder, 'data');
    const server = new ServerChild(dataDir, environment);
    const origin = await server.origin();
    const meeting = await holdMeeting({ origin, setupToken: await server.setupToken() }, voters);
    const entrance = through === undefined ? origin : await through(origin);
    const devices = await devicesOf(entrance, meeting.codes, { random });
    const scene = new Scene(server, origin, meeting, devices, environment);
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
    const environment = { ...this.#environment, PORT: new URL(this.origin).port };
    this.server = new ServerChild(this.server.dataDir, environment);
    expect(await this.server.origin()).toBe(this.origin);
  }
}

/** What rounds under a fault came to. */
export type Found = {
  times: number;
  acknowledged: number;
  counted: number;
  refused: number;
  sentAgain: number;
};

/**
 * So many rounds, in each of which everybody votes within `spreadMs` and `strike` comes at some moment of it; in
 * every other round the presider presses "close" at some moment too. After each: acknowledged is counted.
 */
export async function roundsUnder(
  scene: Scene,
  { random, many, spreadMs }: { random: () => number; many: number; spreadMs: number },
  strike: (n: number) => Promise<void>,
): Promise<Found> {
  const sum: Found = { times: many, acknowledged: 0, counted: 0, refused: 0, sentAgain: 0 };
  for (let n = 0; n < many; n += 1) {
    const roundId = await openRound(scene.meeting);
    const voting = new Voting(scene.devices, roundId, spreadMs, 0, random);
    const closing = n % 2 === 0 ? undefined : random() * spreadMs;
    const closed =
      closing === undefined
        ? undefined
        : pause(closing).then(() => closeAnyhow(scene.meeting, roundId));
    await pause(random() * spreadMs);
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
