import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Connection, Database } from '../platform/database.ts';

/**
 * What became of the traces of sealed boxes: `none` there were any; `later`, because votes are taken somewhere in this
 * database; `tables`, but in a database whose write-ahead log is not ours; or `all`.
 */
export type Swept = 'none' | 'later' | 'tables' | 'all';

/** What a vote is written to; the tally because its old rows, one a batch, hold the votes in their order. */
const TABLES = ['roll_mark', 'paper', 'round_tally'] as const;
// Any fixed number will do, as long as all processes on one database use the same.
const LOCK = 7_206_412_553n;
/** How long anybody's votes wait behind a table that waits to be rewritten (milliseconds). */
const LOCK_MS = 3_000;
const SNAPSHOT_TURNS = 20;

/**
 * Removes from the disk what joins marks to papers of sealed boxes (V7): old rows in the free space of tables, which are
 * written into new files, and the write-ahead log, which is begun anew. The tables are locked meanwhile, so nothing
 * is done while a round takes votes: the last one that closes does it for all.
 */
export async function sweepTraces(db: Database): Promise<Swept> {
  return db.connection().execute(async (connection) => {
    await sql`set lock_timeout = ${sql.lit(LOCK_MS)}`.execute(connection);
    try {
      await sql`select pg_advisory_lock(${LOCK})`.execute(connection);
      try {
        return await sweep(connection);
      } finally {
        await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
      }
    } finally {
      await sql`reset lock_timeout`.execute(connection);
    }
  });
}

async function sweep(db: Connection): Promise<Swept> {
  const owed = await db.selectFrom('unswept_box').select('round_id').execute();
  if (owed.length === 0) return 'none';
  const open = await db
    .selectFrom('round')
    .select('id')
    .where('state', '=', 'voting')
    .limit(1)
    .executeTakeFirst();
  if (open !== undefined) return 'later';
  await readersGone(db);
  for (const table of TABLES) await sql`vacuum full ${sql.table(table)}`.execute(db);
  const renewed = await renewLog(db);
  await db
    .deleteFrom('unswept_box')
    .where(
      'round_id',
      'in',
      owed.map((box) => box.round_id),
    )
    .execute();
  return renewed ? 'all' : 'tables';
}

/** Old rows are kept for whoever began to read before they were old: lets those finish that are about to. */
async function readersGone(db: Connection): Promise<void> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  for (let turn = 0; turn < SNAPSHOT_TURNS; turn += 1) {
    const { rows: reading } = await sql`
      select pid from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_xmin is not null
        and xact_start < ${rows[0]?.now}`.execute(db);
    if (reading.length === 0) return;
    await pause(50);
  }
}

/**
 * Ends the segment of the write-ahead log that is being written and has all before it removed; segments that lie ready
 * under later names, left by settings of before, are gone through first. False where the role may not do this: in a
 * database of the operator's own.
 */
async function renewLog(db: Connection): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select has_function_privilege('pg_switch_wal()', 'execute') and has_function_privilege('pg_ls_waldir()', 'execute')
      and pg_has_role('pg_checkpoint', 'usage') as may`.execute(db);
  if (rows[0]?.may !== true) return false;
  for (let left = await segmentsAhead(db); left >= 0; left -= 1) {
    await sql`select pg_switch_wal()`.execute(db);
    // A segment in which nothing was written is not ended.
    await sql`select pg_logical_emit_message(false, 'gongyi', '')`.execute(db);
  }
  await sql`checkpoint`.execute(db);
  return true;
}

async function segmentsAhead(db: Connection): Promise<number> {
  const { rows } = await sql<{ ahead: number }>`
    select count(*)::integer as ahead from pg_ls_waldir()
    where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_lsn())`.execute(db);
  return rows[0]?.ahead ?? 0;
}
