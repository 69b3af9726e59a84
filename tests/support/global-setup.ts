import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../server/platform/database.ts';
import { grantToServer } from '../../server/platform/grants.ts';
import { migrateToLatest } from '../../server/platform/migrate.ts';
import { sentence } from '../../server/platform/postgres/failure.ts';
import { takeLock } from '../../server/platform/postgres/lock.ts';
import { startPostgres, type EmbeddedPostgres } from '../../server/platform/postgres/start.ts';
import { clearAway } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** postgres://… of the run's PostgreSQL for the owner of everything; its role may create databases. */
    postgresUrl: string;
    /** The same for the role that servers work as. */
    serverUrl: string;
    /** The name of the migrated database that `freshDatabase` clones. */
    templateDatabase: string;
  }
}

/**
 * One real PostgreSQL for the whole run, with the settings of production (fsync stays on: what is
 * confirmed is on disk in tests too), and a migrated template in it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(folder, 0o711); // As root, the database's own account has to get through.
  const started = await startPostgres({
    dataDir: join(folder, 'data'),
    log: (line) => console.error(line),
    mayCreateDatabases: true,
  });
  if (!started.ok) {
    await clearAway(folder, []);
    throw new Error(sentence(started.error));
  }
  const postgres = started.value;
  const teardown = async (): Promise<void> => {
    await postgres.stop();
    await clearAway(folder, []);
  };
  try {
    await makeTemplate(postgres);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('postgresUrl', postgres.url);
  project.provide('serverUrl', postgres.serverUrl);
  project.provide('templateDatabase', TEMPLATE);
  return teardown;
}

const PREFIX = 'gongyi-tests-';
const TEMPLATE = 'gongyi_template';

/** Clears away what runs that were killed have left: their database goes on without them. */
async function sweep(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    const folder = join(tmpdir(), name);
    const data = join(folder, 'data');
    if (!existsSync(join(data, 'gongyi.lock'))) continue; // only just begun
    const taken = await takeLock(data);
    if (!taken.ok) continue; // another run, alive
    if (taken.value.tookOver) await clearAway(folder, [data]);
    await taken.value.release();
  }
}

async function makeTemplate({ url, serverUrl }: EmbeddedPostgres): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`create database ${TEMPLATE}`);
  } finally {
    await client.end();
  }
  const template = new URL(url);
  template.pathname = `/${TEMPLATE}`;
  const { db, close } = openDatabase(template.href, {
    max: 1,
    onError: (error) => console.error(error),
  });
  try {
    const migrated = await migrateToLatest(db);
    if (!migrated.ok) throw new Error(`the template: ${JSON.stringify(migrated.error)}`);
    await grantToServer(db, new URL(serverUrl).username);
  } finally {
    await close();
  }
}
