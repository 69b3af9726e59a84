import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { err, ok, type Outcome } from '../domain/outcome.ts';

type Newer = { code: 'database_newer_than_code'; unknown: string[] };

/** Why a database could not be brought to the newest schema. It is as it was before. */
export type MigrationFailure =
  Newer | { code: 'migration_failed'; migration: string; reason: string };

/** Why a database and this code don't go together as they are. */
export type SchemaMismatch = Newer | { code: 'database_older_than_code'; missing: string[] };

/** The names of the migrations that were carried out just now, in their order. */
export type Migrated = { applied: string[] };

const FOLDER = join(import.meta.dirname, '../../db/migrations');

// Any fixed number will do, as long as all processes on one database use the same.
const LOCK = 7_206_412_551n;

/**
 * Brings the database to the newest schema: every NNNN_name.sql of `folder` that it has not seen yet, in
 * order and all in one transaction. An advisory lock lets several processes start at once: one migrates,
 * the others wait and find nothing to do. A database with migrations that this code does not know is
 * refused, since nobody can say what they changed.
 */
export async function migrateToLatest<Schema>(
  db: Kysely<Schema>,
  folder: string = FOLDER,
): Promise<Outcome<Migrated, MigrationFailure>> {
  const migrations = await readMigrations(folder);
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection);
    try {
      const seen = await seenBy(connection);
      const unknown = seen.filter((name) => !(name in migrations));
      if (unknown.length > 0) return err({ code: 'database_newer_than_code', unknown });
      // Where there is nothing to do, a role that may change nothing will do.
      if (seen.length === Object.keys(migrations).length) return ok({ applied: [] });
      return await run(connection, migrations);
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
    }
  });
}

/** Whether the database has exactly the migrations that this code knows. Nothing is changed. */
export async function checkMigrated<Schema>(
  db: Kysely<Schema>,
  folder: string = FOLDER,
): Promise<Outcome<null, SchemaMismatch>> {
  const migrations = Object.keys(await readMigrations(folder));
  const seen = await seenBy(db);
  const unknown = seen.filter((name) => !migrations.includes(name));
  if (unknown.length > 0) return err({ code: 'database_newer_than_code', unknown });
  const missing = migrations.filter((name) => !seen.includes(name));
  if (missing.length > 0) return err({ code: 'database_older_than_code', missing });
  return ok(null);
}

async function run<Schema>(
  db: Kysely<Schema>,
  migrations: Record<string, Migration>,
): Promise<Outcome<Migrated, MigrationFailure>> {
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return ok({ applied: results.map((result) => result.migrationName) });
  const failed = results.find((result) => result.status === 'Error');
  const reason = error instanceof Error ? error.message : String(error);
  return err({ code: 'migration_failed', migration: failed?.migrationName ?? '', reason });
}

/** The migrations that the database has seen; none before the first. */
async function seenBy<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const table = await sql<{ found: boolean }>`
    select to_regclass('kysely_migration') is not null as found`.execute(db);
  if (table.rows[0]?.found !== true) return [];
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {};
  const numbers = new Set<string>();
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  for (const file of files) {
    const [, name, number] = /^((\d{4})_[a-z0-9_]+)\.sql$/.exec(file) ?? [];
    if (name === undefined || number === undefined || numbers.has(number)) {
      throw new Error(`${file} is not a migration: NNNN_name.sql, each number once`);
    }
    numbers.add(number);
    const text = await readFile(join(folder, file), 'utf8');
    migrations[name] = { up: async (db) => void (await sql.raw(text).execute(db)) };
  }
  return migrations;
}
