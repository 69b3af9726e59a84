import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import { onTestFinished, type TestContext } from 'vitest';
import { isRoot } from '../../server/platform/postgres/account.ts';
import type { PostgresFailure } from '../../server/platform/postgres/failure.ts';
import { halt, runningPostmaster } from '../../server/platform/postgres/postmaster.ts';
import type { PostgresOptions } from '../../server/platform/postgres/start.ts';

const run = promisify(execFile);

/** A folder below the system's temporary one that other accounts may pass through, as /srv would be. */
export async function passableFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyi-postgres-'));
  await chmod(folder, 0o711);
  return folder;
}

/** Removes a folder of tests and stops what still runs on the clusters directly in one of `homes`. */
export async function clearAway(folder: string, homes: string[]): Promise<void> {
  for (const home of homes) {
    const pid = await runningPostmaster(join(home, 'postgres'));
    if (pid !== undefined) await halt(pid, join(home, 'postgres'), 'pg_ctl');
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/**
 * A small disk of its own on `path`, 711 as the folders above, gone at the end of the test. Skips the test
 * with the reason where none can be mounted.
 */
export async function smallDisk(context: TestContext, path: string, size: string): Promise<void> {
  if (!isRoot()) context.skip('mounting a small disk takes root');
  await mkdir(path);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'tmpfs', path]);
  } catch (error) {
    context.skip(`no small disk can be mounted here: ${String(error)}`);
  }
  onTestFinished(async () => void (await run('umount', ['--lazy', path])));
}

/** The homes of clusters that were placed below `sharedPlace`. */
export async function homesIn(sharedPlace: string): Promise<string[]> {
  const names = await readdir(sharedPlace).catch(() => []);
  return names.filter((name) => name !== 'binaries').map((name) => join(sharedPlace, name));
}

/** What the process of postgres-process.ts said. */
export type Answer = { ok: true; url: string; pid: number } | { ok: false; error: PostgresFailure };

/** Starts the database in a process of its own and waits for its answer. */
export async function inOwnProcess(
  options: Omit<PostgresOptions, 'log'>,
  spawning: { uid?: number; gid?: number; script?: string } = {},
): Promise<{ child: ChildProcess; answer: Answer }> {
  const { script = join(import.meta.dirname, 'postgres-process.ts'), ...as } = spawning;
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    ...as,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  for await (const line of createInterface(child.stdout)) {
    return { child, answer: JSON.parse(line) as Answer };
  }
  throw new Error(`no answer: ${complaints}`);
}

/** Sends a signal and waits until the process has ended. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** Carries out one statement over a connection of its own. */
export async function query(url: string, text: string, values: unknown[] = []) {
  const client = new pg.Client(url);
  client.on('error', () => undefined); // The query itself fails too; this would end the test's process.
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    return rows;
  } finally {
    await client.end();
  }
}
