import { readFile, rm, stat } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, passableFolder, query } from '../../../tests/support/postgres.ts';
import { accountFor } from './account.ts';
import { findBinaries } from './binaries.ts';
import { tell } from './cluster.ts';
import { readNote, SHARED_PLACE } from './placement.ts';
import { processIdentity } from './process-identity.ts';
import { startPostgres, type EmbeddedPostgres } from './start.ts';

let folder: string;
let dataDir: string;
let postgres: EmbeddedPostgres;
const lines: string[] = [];

async function start(): Promise<EmbeddedPostgres> {
  const started = await startPostgres({ dataDir, log: (line) => lines.push(line) });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  return started.value;
}

beforeAll(async () => {
  folder = await passableFolder();
  dataDir = join(folder, 'data');
  postgres = await start();
});
afterAll(async () => {
  await postgres.stop();
  await clearAway(folder, [dataDir]);
});

async function setting(name: string): Promise<unknown> {
  return (await query(postgres.url, `select current_setting($1) as value`, [name]))[0]?.['value'];
}

async function logText(): Promise<string> {
  return readFile(join(dataDir, 'postgres.log'), 'utf8');
}

describe('the embedded PostgreSQL', () => {
  test('is PostgreSQL 18, in UTF-8, with what is confirmed on disk', async () => {
    expect(Number(await setting('server_version_num'))).toBeGreaterThanOrEqual(180_000);
    expect(Number(await setting('server_version_num'))).toBeLessThan(190_000);
    expect(await setting('server_encoding')).toBe('UTF8');
    expect(await setting('fsync')).toBe('on');
    expect(await setting('synchronous_commit')).toBe('on');
    expect(await setting('full_page_writes')).toBe('on');
    expect(await setting('max_connections')).toBe('250');
    expect(await setting('TimeZone')).toBe('UTC');
    const [sorted] = await query(
      postgres.url,
      `select datlocprovider, datlocale, upper('ä') as upper from pg_database where datname = current_database()`,
    );
    expect(sorted).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8', upper: 'Ä' });
  });

  test('listens on the loopback interface only', async () => {
    expect(await setting('listen_addresses')).toBe('127.0.0.1');
    const told = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    expect(told.split('\n').slice(3, 6)).toEqual([new URL(postgres.url).port, '', '127.0.0.1']);
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    if (outside === undefined) return; // A machine without a network has nothing to be reached from.
    const { port } = new URL(postgres.url);
    const reached = await new Promise((resolve) => {
      const socket = createConnection({
        host: outside.address,
        port: Number(port),
        timeout: 2_000,
      });
      socket.once('connect', () => resolve('connected'));
      socket.once('timeout', () => resolve('silence'));
      socket.once('error', () => resolve('refused'));
      socket.once('close', () => socket.destroy());
    });
    expect(reached).toBe('refused');
  });

  test('opens only to its password, which is readable to the owner only', async () => {
    const wrong = new URL(postgres.url);
    wrong.password = 'gongyi';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    wrong.username = 'postgres';
    wrong.password = '';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow();
    const file = join(dataDir, 'postgres.password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).trim()).toBe(new URL(postgres.url).password);
    expect((await stat(join(dataDir, 'postgres.log'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
    const rules = await readFile(join(dataDir, 'postgres', 'pg_hba.conf'), 'utf8');
    expect(rules).not.toMatch(/^[^#\n]*\b(trust|md5|password)\s*$/m);
  });

  test('has an owner who is no superuser, and a role for the server that owns nothing', async () => {
    const [role] = await query(
      postgres.url,
      `select rolname, rolsuper, rolcreatedb from pg_roles where rolname = current_user`,
    );
    expect(role).toEqual({ rolname: 'gongyi', rolsuper: false, rolcreatedb: false });
    await query(postgres.url, 'create table owned (id int)');
    await expect(query(postgres.url, `copy owned from program 'id'`)).rejects.toThrow('permission');
    await expect(query(postgres.url, `set log_statement = 'all'`)).rejects.toThrow('permission');
    const [server] = await query(postgres.serverUrl, 'select current_user as role');
    expect(server).toEqual({ role: 'gongyi_server' });
    await expect(query(postgres.serverUrl, 'create table own (id int)')).rejects.toThrow(
      'permission',
    );
    await expect(query(postgres.serverUrl, 'select * from owned')).rejects.toThrow('permission');
  });

  test('never has a value in its log, whatever goes wrong with a statement (V7)', async () => {
    await query(postgres.url, 'create table paper (marks text primary key, n int check (n > 0))');
    const insert = 'insert into paper values ($1, $2)';
    await query(postgres.url, insert, ['MARKS-A', 1]);
    const refusals: [string, unknown[]][] = [
      [insert, ['MARKS-A', 1]], // the detail quotes the key
      [insert, ['MARKS-B', -1]], // the detail quotes the row
      [insert, ['MARKS-C', 'MARKS-D']], // the message itself quotes the value
      ["select 'MARKS-E'::json", []],
      ["insert into nowhere values ('MARKS-F')", []],
      ["do $$ begin raise exception 'MARKS-G'; end $$", []],
    ];
    for (const [text, values] of refusals) {
      await expect(query(postgres.url, text, values)).rejects.toThrow();
    }
    await query(postgres.url, "do $$ begin raise warning 'MARKS-H'; end $$");
    // The log does work: what the server says about itself is in it, with the time.
    expect(await logText()).toMatch(/^\d{4}-\d\d-\d\d [^\n]*ready to accept connections/m);
    expect(await logText()).not.toContain('MARKS');
  });

  test('is in a process group of its own, so that Ctrl-C does not reach it before us', async () => {
    if (process.platform !== 'linux') return;
    const line = await readFile(`/proc/${String(postgres.pid)}/stat`, 'utf8');
    const group = line.slice(line.lastIndexOf(')') + 2).split(' ')[2];
    expect(Number(group)).toBe(postgres.pid);
  });

  test('refuses a second start on the same data and names the process', async () => {
    const second = await startPostgres({ dataDir, log: () => undefined });
    expect(second).toEqual({
      ok: false,
      error: { code: 'data_in_use', dataDir, pid: process.pid },
    });
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('stops within a moment although a connection is open, and keeps everything', async () => {
    const idle = new pg.Client(postgres.url);
    idle.on('error', () => undefined);
    await idle.connect();
    await query(postgres.url, 'create table kept as select 7 as n');
    const { pid } = postgres;
    await Promise.all([postgres.stop(), postgres.stop()]);
    expect(await processIdentity(pid)).toBeUndefined();
    await expect(stat(join(dataDir, 'gongyi.lock'))).rejects.toThrow('ENOENT');
    await expect(stat(join(dataDir, 'postgres', 'postmaster.pid'))).rejects.toThrow('ENOENT');
    expect(lines.filter((line) => line.includes('unexpectedly'))).toEqual([]);

    postgres = await start();
    expect(await query(postgres.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test('data from before the server had a role of its own get one, and the owner makes no databases', async () => {
    await postgres.stop();
    await rm(join(dataDir, 'postgres.server.password'));
    // As root the cluster lies elsewhere, where the note says.
    const cluster = join((await readNote(dataDir)) ?? dataDir, 'postgres');
    const account = await accountFor(cluster, 'postgres');
    const binaries = await findBinaries(account, SHARED_PLACE);
    const before = [
      'DROP OWNED BY gongyi_server',
      'DROP ROLE gongyi_server',
      'ALTER ROLE gongyi CREATEDB',
    ];
    await tell(binaries, cluster, account, before, join(dataDir, 'postgres.log'), 'gongyi');

    postgres = await start();
    expect(await query(postgres.serverUrl, 'select current_user as role')).toEqual([
      { role: 'gongyi_server' },
    ]);
    const [owner] = await query(
      postgres.url,
      'select rolcreatedb from pg_roles where rolname = current_user',
    );
    expect(owner).toEqual({ rolcreatedb: false });
    // What it needs to begin the write-ahead log anew after a close.
    const [rights] = await query(
      postgres.serverUrl,
      `select pg_has_role('pg_checkpoint', 'usage') as checkpoint,
        has_function_privilege('pg_switch_wal()', 'execute') as switch`,
    );
    expect(rights).toEqual({ checkpoint: true, switch: true });
  });

  test('gets a new password when the file with it was lost', async () => {
    const before = new URL(postgres.url);
    await postgres.stop();
    await rm(join(dataDir, 'postgres.password'));
    postgres = await start();
    expect(new URL(postgres.url).password).not.toBe(before.password);
    expect(await query(postgres.url, 'select n from kept')).toEqual([{ n: 7 }]);
    expect(await logText()).not.toContain(new URL(postgres.url).password);
  });
});
