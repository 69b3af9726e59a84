import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { codeOf } from './failure.ts';
import { processIdentity, signalReaches } from './process-identity.ts';

const run = promisify(execFile);

/**
 * What every postmaster of ours is started with; a command line wins over any file in the cluster.
 * Confirmed means on disk (fsync, synchronous_commit). Statement errors are told to the client alone and
 * statements are never logged, because either could hold the marks of a paper (errors quote values, and
 * their details whole rows).
 */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Sixteen server processes with a pool each, a listener each, and some to spare.
  max_connections: '250',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Nothing replicates from here. The write-ahead log holds every row as it was written, person beside paper, so its
  // segments are removed as soon as they may be and never used again under another name (docs/secrecy.md).
  wal_level: 'minimal',
  max_wal_senders: '0',
  archive_mode: 'off',
  wal_keep_size: '0',
  min_wal_size: '32MB',
  wal_recycle: 'off',
  wal_init_zero: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] ',
  log_statement: 'none',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_lock_waits: 'off',
  log_temp_files: '-1',
  debug_print_parse: 'off',
  debug_print_rewritten: 'off',
  debug_print_plan: 'off',
};

/** The environment of PostgreSQL's programs: none of ours, where PGDATA and the like may be set. */
export function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMPDIR } = process.env;
  const kept = Object.entries({ PATH, SystemRoot, TEMP, TMPDIR }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/** The settings as arguments of `postgres`. */
export function settings(extra: Record<string, string> = {}): string[] {
  return Object.entries({ ...SETTINGS, ...extra }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}

/**
 * Starts a postmaster on `cluster`, writing to `descriptor`. It gets a process group of its own: Ctrl-C in
 * a terminal reaches us alone, and we stop it when the last vote is written.
 */
export function launch(
  program: string,
  cluster: string,
  port: number,
  account: Account,
  descriptor: number,
): ChildProcess {
  return spawn(program, ['-D', cluster, ...settings({ port: String(port) })], {
    ...account,
    cwd: cluster,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', descriptor, descriptor],
    env: environment(),
  });
}

/** What the cluster's postmaster.pid says; undefined where there is none or only half of one. */
export async function pidFile(
  cluster: string,
): Promise<{ pid: number; ready: boolean } | undefined> {
  try {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The postmaster that is at work on the cluster, if one is. A file that a dead one left is removed where
 * its number now belongs to some other program, which PostgreSQL itself would take for a postmaster.
 */
export async function runningPostmaster(cluster: string): Promise<number | undefined> {
  const found = await pidFile(cluster);
  if (found === undefined) return undefined;
  const { pid } = found;
  if (await worksOn(pid, cluster)) return pid;
  if (signalReaches(pid)) await rm(join(cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

async function worksOn(pid: number, cluster: string): Promise<boolean> {
  if ((await processIdentity(pid)) === undefined) return false;
  if (process.platform === 'linux') {
    try {
      // A postmaster's working directory is its cluster.
      return (await readlink(`/proc/${String(pid)}/cwd`)) === (await realpath(cluster));
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return false;
      return true; // Somebody else's process, which may be one: the safe answer.
    }
  }
  if (process.platform === 'win32') return true;
  const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.includes('postgres');
}

const FAST_MS = 60_000;
const IMMEDIATE_MS = 10_000;

/**
 * Stops a postmaster and waits until it is gone: fast (open transactions are rolled back, everything is
 * written), and after a minute at once (it then recovers at the next start). Gives whether it is gone.
 */
export async function halt(pid: number, cluster: string, pgCtl: string): Promise<boolean> {
  const identity = await processIdentity(pid);
  const gone = async (withinMs: number): Promise<boolean> => {
    for (let waited = 0; waited < withinMs; waited += 20) {
      if (identity === undefined || (await processIdentity(pid)) !== identity) return true;
      await pause(20);
    }
    return false;
  };
  await ask(pid, cluster, pgCtl, 'SIGINT', 'fast');
  if (await gone(FAST_MS)) return true;
  await ask(pid, cluster, pgCtl, 'SIGQUIT', 'immediate');
  return gone(IMMEDIATE_MS);
}

async function ask(
  pid: number,
  cluster: string,
  pgCtl: string,
  signal: NodeJS.Signals,
  mode: string,
): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no signals; its own way in is through pg_ctl.
    await run(pgCtl, ['stop', '-D', cluster, '-m', mode, '-W'], { env: environment() }).catch(
      () => undefined,
    );
    return;
  }
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}
