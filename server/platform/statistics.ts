import { sql } from 'kysely';
import type { Tx } from './database.ts';

/** From how many new rows on a statement is worth telling the planner. */
const MANY = 1_000;

/**
 * Lets PostgreSQL look at a table after `rows` were added to it at once, so that it plans anew. Without it a
 * connection goes on checking foreign keys with the plan it made while the table was small, reading the
 * whole table for each row: twenty thousand people took over a minute instead of two seconds.
 */
export async function noticeGrowth(
  tx: Tx,
  table: 'person' | 'roll_entry' | 'round_elector',
  rows: number,
): Promise<void> {
  if (rows >= MANY) await sql`analyze ${sql.table(table)}`.execute(tx);
}
