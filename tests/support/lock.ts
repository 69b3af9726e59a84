import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Awaits a condition that nobody tells of; fails after `ms`. */
export async function eventually<T>(
  found: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 10_000,
): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const value = await found();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) {
      throw new Error(`waited ${String(ms)} ms in vain: ${found.toString()}`);
    }
    await pause(10);
  }
}

/** A table that nobody can read or write until it is let go, to hold others at a chosen place. */
export type HeldTable = {
  /** Resolves when `statements` or more wait for the table. */
  waitedFor(statements?: number): Promise<void>;
  /** Ends the connections of those that wait. */
  killWaiting(): Promise<void>;
  release(): Promise<void>;
  /** For when the database has been killed, and the lock with it. */
  isGone(): Promise<void>;
};

/** Holds a table of the database at `url`; takes effect when whoever uses it now has finished. */
export async function holdTable(url: string, table: string): Promise<HeldTable> {
  const holder = new pg.Client(url);
  const watcher = new pg.Client(url);
  // A test may kill the database; whoever uses the connection then hears of it.
  for (const client of [holder, watcher]) client.on('error', () => undefined);
  await holder.connect();
  await watcher.connect();
  const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
  const pid = rows[0]?.pid;
  await holder.query('begin');
  await holder.query(`lock table ${table} in access exclusive mode`);
  const waiting = async () => {
    const found = await watcher.query<{ pid: number }>(
      'select pid from pg_stat_activity where $1 = any(pg_blocking_pids(pid))',
      [pid],
    );
    return found.rows;
  };
  return {
    async waitedFor(statements = 1) {
      await eventually(async () => (await waiting()).length >= statements);
    },
    async killWaiting() {
      for (const blocked of await waiting()) {
        await watcher.query('select pg_terminate_backend($1)', [blocked.pid]);
      }
    },
    async release() {
      await holder.query('commit');
      await holder.end();
      await watcher.end();
    },
    async isGone() {
      await Promise.allSettled([holder.end(), watcher.end()]);
    },
  };
}
