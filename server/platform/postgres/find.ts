import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPassword, ROLE } from './cluster.ts';
import { isThere, readNote } from './placement.ts';
import { runningPostmaster } from './postmaster.ts';

/** The embedded database of a data folder, found without starting or making anything. */
export type FoundDatabase =
  | { state: 'none' }
  | { state: 'stopped' }
  /** postgres://… with its password: not for logs. */
  | { state: 'running'; url: string };

/** Finds the embedded database of `dataDir`, for commands that work beside a running server. */
export async function findDatabase(dataDir: string): Promise<FoundDatabase> {
  if (!(await isThere(dataDir))) return { state: 'none' };
  const home = (await readNote(dataDir)) ?? dataDir;
  const cluster = join(home, 'postgres');
  if (!(await isThere(cluster))) return { state: 'none' };
  if ((await runningPostmaster(cluster)) === undefined) return { state: 'stopped' };
  // The fourth line is the port (PostgreSQL documentation, "postmaster.pid").
  const port = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[3]?.trim();
  const password = await readPassword(join(dataDir, 'postgres.password'));
  if (port === undefined || password === undefined) return { state: 'stopped' };
  return { state: 'running', url: `postgres://${ROLE}:${password}@127.0.0.1:${port}/${ROLE}` };
}
