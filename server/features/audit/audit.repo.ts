import { sql } from 'kysely';
import type { Connection } from '../../platform/database.ts';

/** Which of these rounds have a count that the room does not know yet. */
export async function notAnnounced(
  db: Connection,
  chain: string,
  roundIds: readonly string[],
): Promise<Set<string>> {
  if (roundIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('round')
    .select('id')
    .where('assembly_id', '=', chain)
    .where('id', 'in', roundIds)
    .where('state', 'in', ['tallied', 'signed'])
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Entries of a chain with what their ids stood for, newest first. */
export async function listEntries(
  db: Connection,
  chain: string,
  page: { before: number | undefined; event: string | undefined; limit: number },
) {
  let query = db
    .selectFrom('audit_entry')
    .select([
      'audit_entry.seq',
      'audit_entry.at',
      'audit_entry.event',
      'audit_entry.actor_person_id',
      'audit_entry.actor_seat',
      'audit_entry.detail',
      'audit_entry.names',
    ])
    .where('audit_entry.chain_id', '=', chain);
  if (page.before !== undefined) query = query.where('audit_entry.seq', '<', page.before);
  if (page.event !== undefined) query = query.where('audit_entry.event', '=', page.event);
  return query.orderBy('audit_entry.seq', 'desc').limit(page.limit).execute();
}

/** What ids stood for on the day from which entries keep that themselves. */
export async function earlierNames(
  db: Connection,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('earlier_name')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
