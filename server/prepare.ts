import type { Config } from './config.ts';
import { err, ok, type Outcome } from './domain/outcome.ts';
import { ballotBox } from './live/box.ts';
import { keepEarlierHashes } from './platform/audit/earlier-counts.ts';
import { realWorld } from './platform/clock.ts';
import { isUnavailable, openDatabase, sqlState, type Database } from './platform/database.ts';
import { grantToServer, mayChangeRecords, roleOf } from './platform/grants.ts';
import {
  checkMigrated,
  migrateToLatest,
  type MigrationFailure,
  type SchemaMismatch,
} from './platform/migrate.ts';
import { sentence } from './platform/postgres/failure.ts';
import { majorOf, wordOfRelease } from './platform/postgres/release.ts';
import { startPostgres, type EmbeddedPostgres } from './platform/postgres/start.ts';

/** A migration that gives no sign of life for this long (milliseconds) has failed. */
const MIGRATION_MS = 30 * 60_000;

/** A database that runs and has the newest schema. */
export type Prepared = {
  /** For the server. */
  url: string;
  /** For the owner of the tables, where it is another role; not for processes that serve. */
  ownerUrl: string | undefined;
  /** Stops the embedded database; leaves one of the operator's own alone. */
  stop: () => Promise<void>;
};

/**
 * Starts the embedded database, unless one is configured, and brings it to the newest schema. A reason why
 * that can't be comes back as a sentence for the operator; nothing is left running then.
 */
export async function prepareDatabase(
  config: Config,
  say: (line: string) => void,
): Promise<Outcome<Prepared, string>> {
  const database = await databaseOf(config, say);
  if (!database.ok) return database;
  const { url, ownerUrl, embedded } = database.value;
  const stop = async (): Promise<void> => {
    await embedded?.stop();
  };
  try {
    const release =
      config.databaseUrl === undefined ? null : wordOfRelease(await connected(url, majorOf));
    if (release?.refused) return err(release.sentence);
    if (release !== null) say(release.sentence);
    const migrated = await migrate(ownerUrl ?? url);
    if (!migrated.ok) {
      await stop();
      return err(migrationSentence(migrated.error));
    }
    if (ownerUrl !== undefined) await grant(ownerUrl, url);
    await connected(ownerUrl ?? url, (owner) => keepEarlierHashes(owner, realWorld.now()));
    if (await connected(url, mayChangeRecords)) say(OWNS_RECORDS);
    await sweep(url, say);
    return ok({ url, ownerUrl, stop });
  } catch (error) {
    await stop();
    const reason = unreachable(error);
    if (reason === undefined) throw error;
    return err(reason);
  }
}

/**
 * For a process that others started beside them: whether this program and the database as it is go together.
 * Only a full start changes the database, because the others still run on it.
 */
export async function checkDatabase(url: string): Promise<Outcome<null, string>> {
  const { db, close } = openDatabase(url, { max: 1, onError: () => undefined });
  try {
    const checked = await checkMigrated(db);
    return checked.ok ? checked : err(migrationSentence(checked.error));
  } catch (error) {
    const reason = unreachable(error);
    if (reason === undefined) throw error;
    return err(reason);
  } finally {
    await close();
  }
}

/** The sentence for an error that means that the database is not there; undefined for every other error. */
export function unreachable(error: unknown): string | undefined {
  return isUnavailable(error) || isRefusedLogin(error) ? unreachableSentence(error) : undefined;
}

/** Migrations wait for one another, and a large table takes its time: a connection with more patience. */
async function migrate(url: string): ReturnType<typeof migrateToLatest> {
  const { db, close } = openDatabase(url, {
    max: 1,
    patienceMs: MIGRATION_MS,
    onError: () => undefined, // Whoever waits for the migration hears of it.
  });
  try {
    return await migrateToLatest(db);
  } finally {
    await close();
  }
}

/** Said at the start where whoever has the server's role could change what is only ever added to. */
const OWNS_RECORDS =
  "The server's database role owns its tables, so whoever has it can change papers, results and the audit log: " +
  'give the owner an address of its own, DATABASE_OWNER_URL (README).\n' +
  '服务使用的数据库角色拥有数据表，掌握该角色者可以改动表决票、结果和操作记录：请用 DATABASE_OWNER_URL 为属主另设地址（见 README）。';

/** Removes what a close left on the disk that was interrupted, or that an earlier version left. */
async function sweep(url: string, say: (line: string) => void): Promise<void> {
  await connected(url, (db) => ballotBox.sweep(db)).catch((error: unknown) => {
    say(`Traces of sealed boxes were not removed from the disk yet: ${String(error)}`);
  });
}

/** Lets the role of `url` do what the server does. */
async function grant(ownerUrl: string, url: string): Promise<void> {
  const role = await connected(url, roleOf);
  await connected(ownerUrl, async (owner) => {
    if ((await roleOf(owner)) !== role) await grantToServer(owner, role);
  });
}

async function connected<T>(url: string, ask: (db: Database) => Promise<T>): Promise<T> {
  const { db, close } = openDatabase(url, { max: 1, onError: () => undefined });
  try {
    return await ask(db);
  } finally {
    await close();
  }
}

type Found = { url: string; ownerUrl: string | undefined; embedded: EmbeddedPostgres | undefined };

async function databaseOf(
  config: Config,
  say: (line: string) => void,
): Promise<Outcome<Found, string>> {
  if (config.databaseUrl !== undefined) {
    const { databaseUrl: url, databaseOwnerUrl: ownerUrl } = config;
    return ok({ url, ownerUrl, embedded: undefined });
  }
  const started = await startPostgres({ dataDir: config.dataDir, log: say });
  if (!started.ok) return err(sentence(started.error));
  const { serverUrl, url } = started.value;
  return ok({ url: serverUrl, ownerUrl: url, embedded: started.value });
}

/** Why a database and this program don't go together, for the operator. */
function migrationSentence(failure: MigrationFailure | SchemaMismatch): string {
  switch (failure.code) {
    case 'database_newer_than_code':
      return (
        `The database was written by a newer version of this program (it knows ${failure.unknown.join(', ')}); nothing was changed: start the newer version.\n` +
        `数据库由本程序的更新版本写入（含 ${failure.unknown.join('、')}），未作任何更改：请启动新版本。`
      );
    case 'database_older_than_code':
      return (
        `This version changes the database (${failure.missing.join(', ')}), which only a full start does; nothing was changed: stop the server and start it again.\n` +
        `本版本需要升级数据库（${failure.missing.join('、')}），只能在完整启动时进行，未作任何更改：请停止服务后重新启动。`
      );
    case 'migration_failed':
      return (
        `The database could not be brought up to date (${failure.migration}: ${failure.reason}); nothing was changed: keep the data and report this.\n` +
        `数据库升级失败（${failure.migration}：${failure.reason}），未作任何更改：请保留数据并报告此问题。`
      );
  }
}

/** A wrong name or password (class 28), or a database that doesn't exist (3D000): the address is wrong. */
function isRefusedLogin(error: unknown): boolean {
  const state = sqlState(error);
  return state !== undefined && (state.startsWith('28') || state === '3D000');
}

function unreachableSentence(error: unknown): string {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return (
    `The database of DATABASE_URL can't be reached (${reason}); nothing was changed: check the address and that PostgreSQL runs.\n` +
    `无法连接 DATABASE_URL 指定的数据库（${reason}），未作任何更改：请检查地址以及 PostgreSQL 是否在运行。`
  );
}
