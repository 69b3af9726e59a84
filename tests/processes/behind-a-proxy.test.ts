import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../scripts/client/device.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import {
  devicesOf,
  expectAllCounted,
  holdMeeting,
  openRound,
  Voting,
  type Meeting,
} from '../support/meeting.ts';
import { ServerChild } from '../support/server-child.ts';

/** Many times what it takes: the machine may be busy with other tests. */
const PATIENCE_MS = 120_000;

const VOTERS = 40;

/** What any proxy does with several servers: each connection to the next one, past those that refuse. */
class Balancer {
  readonly servers: string[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #listening: Server;
  #turn = 0;

  constructor() {
    this.#listening = createServer((client) => {
      client.on('error', () => undefined);
      this.#sockets.add(client);
      this.#pass(client, this.servers.length);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#listening.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.#listening.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#listening.close(resolve));
  }

  #pass(client: Socket, tries: number): void {
    if (tries === 0) {
      client.resetAndDestroy();
      return;
    }
    this.#turn += 1;
    const { hostname, port } = new URL(this.servers[this.#turn % this.servers.length]!);
    const server = connect(Number(port), hostname);
    const refused = (): void => {
      this.#pass(client, tries - 1);
    };
    server.once('error', refused);
    server.once('connect', () => {
      server.off('error', refused);
      server.on('error', () => undefined);
      server.on('close', () => client.destroy());
      client.on('close', () => server.destroy());
      server.pipe(client);
      client.pipe(server);
    });
  }
}

const balancer = new Balancer();
let database: FreshDatabase;
let servers: ServerChild[] = [];
let meeting: Meeting;
let devices: Device[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  const origin = await balancer.start();
  const first = new ServerChild('data', { DATABASE_URL: database.url });
  balancer.servers.push(await first.origin());
  const setupToken = await first.setupToken();
  meeting = await holdMeeting({ origin, setupToken }, VOTERS);
  const second = new ServerChild('data', { DATABASE_URL: database.url });
  balancer.servers.push(await second.origin());
  servers = [first, second];
  devices = await devicesOf(origin, meeting.codes);
}, PATIENCE_MS);
afterAll(async () => {
  for (const device of devices) device.close();
  for (const server of servers) await server.end('SIGTERM');
  await balancer.close();
  await database.drop();
});

describe(
  'two servers that somebody else looks after, behind a proxy',
  { timeout: PATIENCE_MS },
  () => {
    it('are restarted one after the other while the hall votes: every vote is there once', async () => {
      const roundId = await openRound(meeting);
      const voting = new Voting(devices, roundId, 4_000);
      for (const [n, server] of servers.entries()) {
        await voting.reaches(1 + n * 10);
        expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
        const port = new URL(balancer.servers[n]!).port;
        servers[n] = new ServerChild('data', { DATABASE_URL: database.url, PORT: port });
        await servers[n].origin();
      }
      const reports = await voting.reports;
      expect(reports.every(({ sends }) => sends <= 3)).toBe(true);
      await expectAllCounted(meeting, roundId, reports, database.url);
    });
  },
);
