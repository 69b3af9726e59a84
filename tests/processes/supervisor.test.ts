import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Health } from '../../server/contract/setup/schemas.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { eventually } from '../support/lock.ts';
import { clearAway, passableFolder, query } from '../support/postgres.ts';
import { ServerChild } from '../support/server-child.ts';
import { isAlive, listenersOn, serversOf } from './support/servers.ts';

/** Many times what it takes: the machine may be busy with other tests. */
const PATIENCE_MS = 240_000;

let folder: string;
beforeAll(async () => {
  folder = await passableFolder();
});
afterAll(() => clearAway(folder, [join(folder, 'data')]));

async function health(origin: string): Promise<string> {
  return Health.parse(await (await fetch(`${origin}/api/health`)).json()).status;
}

describe('--processes 3', { timeout: PATIENCE_MS }, () => {
  let database: FreshDatabase;
  let server: ServerChild;
  let origin: string;
  beforeAll(async () => {
    database = await freshDatabase();
    server = new ServerChild(folder, { DATABASE_URL: database.url }, ['--processes', '3']);
    origin = await server.origin();
  }, PATIENCE_MS);
  afterAll(async () => {
    await server.end('SIGTERM');
    await database.drop();
  });
  const links = () => query(database.url, 'select token_hash from setup_link');

  it('starts three behind one port, and says its addresses and the set-up link once', async () => {
    await server.setupToken();
    expect(await serversOf(server)).toHaveLength(3);
    expect(await listenersOn(database.url)).toBe(3);
    expect(await health(origin)).toBe('ok');
    const lines = server.said.split('\n').filter((line) => /^Gongyi listens|#/.test(line));
    expect(lines).toHaveLength(2);
  });

  it('starts one that dies again, which ends no set-up link', async () => {
    const printed = await links();
    const before = await serversOf(server);
    process.kill(before[0]!, 'SIGKILL');
    await server.says(/^Process \d .*ended unexpectedly \(SIGKILL\)/);
    await eventually(async () => (await listenersOn(database.url)) === 3, PATIENCE_MS);
    const after = await serversOf(server);
    expect(after.filter((pid) => before.includes(pid))).toHaveLength(2);
    expect(await links()).toEqual(printed);
  });

  it('replaces every process on SIGHUP', async () => {
    const before = await serversOf(server);
    server.signal('SIGHUP');
    await server.says(/^All are new/, PATIENCE_MS);
    const after = await serversOf(server);
    expect(after).toHaveLength(3);
    expect(before.filter((pid) => after.includes(pid))).toEqual([]);
    expect(await health(origin)).toBe('ok');
  });

  it('leaves all as they are where the new program and the database don’t go together', async () => {
    const before = await serversOf(server);
    await query(
      database.ownerUrl,
      `insert into kysely_migration (name, timestamp) values ('9999_future', '2099-01-01')`,
    );
    server.signal('SIGHUP');
    await server.says(/^Process 1 does not start: .*newer version/);
    await server.says(/^The others stay as they are/);
    expect(await serversOf(server)).toEqual(before);
    expect(await health(origin)).toBe('ok');
  });

  it('gives up with the reason when none runs any more and none can be started', async () => {
    for (const pid of await serversOf(server)) process.kill(pid, 'SIGKILL');
    await server.says(/^No process can be kept running \(.*newer version/, PATIENCE_MS);
    expect(await server.ended).toEqual({ code: 1, signal: null });
    expect(await serversOf(server)).toEqual([]);
  });
});

describe('a start that can’t be', { timeout: PATIENCE_MS }, () => {
  it('is told in one sentence, and nothing is left running', async () => {
    const database = await freshDatabase();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const environment = { DATABASE_URL: database.url, PORT: port };
    const server = new ServerChild(folder, environment, ['--processes', '2']);
    await server.says(/Port \d+ is taken by another program/);
    expect(await server.ended).toEqual({ code: 1, signal: null });
    expect(await listenersOn(database.url)).toBe(0);
    taken.close();
    const wrong = new ServerChild(folder, {}, ['--processes', '17']);
    await wrong.says(/--processes takes a whole number from 1 to 16/);
    expect(await wrong.ended).toEqual({ code: 1, signal: null });
    await database.drop();
  });
});

describe('with the embedded database', { timeout: PATIENCE_MS }, () => {
  const start = () => new ServerChild(join(folder, 'data'), {}, ['--processes', '2']);

  it('stops it last; a supervisor that is killed leaves no server process', async () => {
    const killed = start();
    await killed.origin();
    const url = await killed.databaseUrl();
    const servers = await serversOf(killed);
    expect(await killed.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    await eventually(() => !servers.some(isAlive));
    // What it leaves is the database, which the next start stops first.
    await query(url, 'select 1');

    const server = start();
    expect(await health(await server.origin())).toBe('ok');
    await server.says(/^stopping the database \(pid \d+\) that an earlier process left running/);
    const both = await serversOf(server);
    expect(both).toHaveLength(2);
    expect(await server.end('SIGINT')).toEqual({ code: 0, signal: null });
    expect(both.some(isAlive)).toBe(false);
    // Nobody was left to miss the database.
    expect(server.said).not.toMatch(/ended unexpectedly|connection was lost/);
  });
});
