import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  clearAway,
  end,
  inOwnProcess,
  passableFolder,
  query,
  smallDisk,
} from '../../../tests/support/postgres.ts';
import { accountFor } from './account.ts';
import { runningPostmaster } from './postmaster.ts';
import { processIdentity } from './process-identity.ts';
import { startPostgres, type EmbeddedPostgres } from './start.ts';

const run = promisify(execFile);

let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = await passableFolder();
  dataDir = join(folder, 'data');
});
afterAll(() => clearAway(folder, [dataDir]));

async function start(lines: string[] = []): Promise<EmbeddedPostgres> {
  const started = await startPostgres({ dataDir, log: (line) => lines.push(line) });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  return started.value;
}

/** Writes numbered rows one by one until the connection breaks; gives the last one acknowledged. */
async function writeUntilBroken(
  url: string,
): Promise<{ acknowledged: number; done: Promise<void> }> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  await client.query('create table if not exists mark (n int primary key)');
  await client.query('truncate mark');
  const state = { acknowledged: 0, done: Promise.resolve() };
  state.done = (async () => {
    try {
      for (let n = 1; ; n += 1) {
        await client.query('insert into mark values ($1)', [n]);
        state.acknowledged = n;
      }
    } catch {
      await client.end().catch(() => undefined);
    }
  })();
  return state;
}

async function untilSome(writing: { acknowledged: number }): Promise<void> {
  while (writing.acknowledged < 50) await pause(5);
}

async function expectAllThere(url: string, acknowledged: number): Promise<void> {
  // One more may be on disk whose acknowledgement was on its way when the end came.
  const [row] = await query(url, 'select count(*)::int as count, max(n) as max from mark');
  expect(row?.['count']).toBe(row?.['max']);
  expect(row?.['count']).toBeGreaterThanOrEqual(acknowledged);
  expect(row?.['count']).toBeLessThanOrEqual(acknowledged + 1);
}

describe('kill -9', () => {
  test('of the database: it comes back by itself on the same port, a pool heals (V1)', async () => {
    const lines: string[] = [];
    const postgres = await start(lines);
    const exits: unknown[] = [];
    postgres.onExit((exit) => exits.push(exit));
    const restarted = new Promise<number>((resolve) => {
      postgres.onRestart(resolve);
    });
    const pool = new pg.Pool({ connectionString: postgres.url, max: 3 });
    pool.on('error', () => undefined);
    const writing = await writeUntilBroken(postgres.url);
    await untilSome(writing);
    const killed = postgres.pid;
    process.kill(killed, 'SIGKILL');
    await writing.done;
    expect(await restarted).toBe(postgres.pid);
    expect(postgres.pid).not.toBe(killed);
    expect(exits).toEqual([{ code: null, signal: 'SIGKILL' }]);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await expectAllThere(postgres.url, writing.acknowledged);
    expect(lines.join('\n')).toMatch(/ended unexpectedly \(SIGKILL\)[^]*runs again/);
    expect(lines.join('\n')).not.toContain(new URL(postgres.url).password);
    await pool.end();
    await postgres.stop();
  });

  test('of the database, and at once a stop: nothing is left running', async () => {
    for (const delayMs of [0, 110, 130]) {
      const postgres = await start();
      process.kill(postgres.pid, 'SIGKILL');
      await pause(delayMs); // before, about when, and while it is being started again
      await postgres.stop();
      expect(await runningPostmaster(join(dataDir, 'postgres'))).toBeUndefined();
    }
    const again = await start();
    expect(await query(again.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  test('of our process: the next start stops the orphan and has every row (V1)', async () => {
    const { child, answer } = await inOwnProcess({ dataDir });
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    const writing = await writeUntilBroken(answer.url);
    await untilSome(writing);
    await end(child, 'SIGKILL');
    const orphan = await processIdentity(answer.pid);
    expect(orphan).toBeDefined(); // it goes on, and on accepting rows
    const lines: string[] = [];
    const postgres = await start(lines);
    await writing.done;
    expect(lines.join()).toContain(`stopping the database (pid ${String(answer.pid)})`);
    expect(await processIdentity(answer.pid)).not.toBe(orphan);
    await expectAllThere(postgres.url, writing.acknowledged);
    await postgres.stop();
  });

  test('of both at the same moment: the next start recovers, and says which process has it', async () => {
    const first = await inOwnProcess({ dataDir });
    if (!first.answer.ok) throw new Error(JSON.stringify(first.answer));
    const writing = await writeUntilBroken(first.answer.url);
    await untilSome(writing);
    first.child.kill('SIGKILL');
    process.kill(first.answer.pid, 'SIGKILL');
    await writing.done;
    // Three at once: one gets the data, the others are told who has it.
    const starts = await Promise.all([1, 2, 3].map(() => inOwnProcess({ dataDir })));
    const winners = starts.filter(({ answer }) => answer.ok);
    expect(winners).toHaveLength(1);
    const [winner] = winners;
    for (const { answer } of starts) {
      if (answer.ok) await expectAllThere(answer.url, writing.acknowledged);
      else expect(answer.error).toEqual({ code: 'data_in_use', dataDir, pid: winner!.child.pid });
    }
    await end(winner!.child, 'SIGTERM');
    expect(winner!.child.exitCode).toBe(0);
  });

  test('while the cluster is being made: the next start makes it anew', async () => {
    const fresh = join(folder, 'half-made');
    const attempt = inOwnProcess({ dataDir: fresh });
    attempt.catch(() => undefined); // it is killed before it can answer
    const lock = join(fresh, 'gongyi.lock');
    let half: string | undefined;
    while (half === undefined) {
      await pause(10);
      const names = await readdir(fresh).catch(() => []);
      half = names.find((name) => /^postgres\.unfinished-\w+$/.test(name));
    }
    await pause(200);
    const { pid } = JSON.parse(await readFile(lock, 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    await expect(attempt).rejects.toThrow('no answer');
    expect(await readdir(fresh)).not.toContain('postgres');
    const started = await startPostgres({ dataDir: fresh, log: () => undefined });
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    expect(await query(started.value.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await started.value.stop();
    expect((await readdir(fresh)).sort()).toEqual([
      'postgres',
      'postgres.log',
      'postgres.password',
      'postgres.server.password',
    ]);
    await rm(fresh, { recursive: true });
  });
});

describe("a dead database's postmaster.pid", () => {
  test('whose number another program has now does not prevent the start', async () => {
    const account = await accountFor(join(dataDir, 'postgres'), 'postgres');
    const other = spawn('sleep', ['60'], { ...account, cwd: '/', stdio: 'ignore' });
    await once(other, 'spawn');
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    await writeFile(
      file,
      `${String(other.pid)}\n${join(dataDir, 'postgres')}\n0\n5432\n\n\n0 0\nready\n`,
    );
    const postgres = await start();
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await postgres.stop();
    expect(other.exitCode ?? other.signalCode).toBeNull(); // and the other program was left alone
    await end(other, 'SIGKILL');
  });
});

describe('a disk that runs full while people vote', () => {
  test('costs no confirmed row, and the database is back once there is room (V1)', async (context) => {
    const path = join(folder, 'disk');
    await smallDisk(context, path, '96m');
    const lines: string[] = [];
    const data = join(path, 'data');
    const started = await startPostgres({ dataDir: data, log: (line) => lines.push(line) });
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    const postgres = started.value;
    const writing = await writeUntilBroken(postgres.url);
    await untilSome(writing);
    const filler = join(path, 'filler');
    await run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']).catch(() => undefined); // till it is full
    await writing.done; // no row finds room any more: an ordinary error
    const log = `select pg_logical_emit_message(false, 'filler', repeat('x', 1000000))`;
    await expect(
      (async () => {
        for (;;) await query(postgres.url, log); // until its log finds no room either: it breaks down
      })(),
    ).rejects.toThrow();
    while (!lines.some((line) => line.includes('is full'))) await pause(20);
    const back = new Promise((resolve) => {
      postgres.onRestart(resolve);
    });
    await rm(filler);
    await back;
    await expectAllThere(postgres.url, writing.acknowledged);
    await postgres.stop();
  });
});
