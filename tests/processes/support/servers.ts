import { readFile } from 'node:fs/promises';
import { query } from '../../support/postgres.ts';
import { childrenOf, type ServerChild } from '../../support/server-child.ts';

/** The server processes below a supervisor, by their numbers (its database is another child of it). */
export function serversOf(supervisor: ServerChild): Promise<number[]> {
  return serversBelow(supervisor.pid);
}

/** The same below the process with this number. */
export async function serversBelow(supervisor: number): Promise<number[]> {
  const found = await Promise.all(
    (await childrenOf(supervisor)).map(async (pid) => {
      const command = await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '');
      return command.includes('server.worker.ts') ? [pid] : [];
    }),
  );
  return found.flat().toSorted((a, b) => a - b);
}

/** How many server processes hear of changes on this database: each that runs does. */
export async function listenersOn(databaseUrl: string): Promise<number> {
  const rows = await query(
    databaseUrl,
    `select 1 from pg_stat_activity
     where application_name = 'gongyi listener' and datname = current_database()`,
  );
  return rows.length;
}

/** Whether there is a process with this number. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
