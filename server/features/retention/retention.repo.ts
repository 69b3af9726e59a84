import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** The most that one run deletes: the next goes on. */
const MOST = 20_000;

/** Deletes sign-ins that ended or ran out before; gives how many. Of processes that do it at once each takes others. */
export async function deleteOldSessions(tx: Tx, before: Date): Promise<number> {
  await sql`
    delete from screen_pairing where session_id in (
      select id from session where expires_at < ${before} or ended_at < ${before})`.execute(tx);
  const { rows } = await sql`
    delete from session where id in (
      select id from session where expires_at < ${before} or ended_at < ${before}
      limit ${MOST} for update skip locked)
    returning id`.execute(tx);
  return rows.length;
}

export async function deleteOldBrowsers(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('known_browser').where('last_used_at', '<', before).execute();
}
