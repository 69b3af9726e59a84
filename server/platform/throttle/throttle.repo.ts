import { sql } from 'kysely';
import type { Connection, Tx } from '../database.ts';

/** When this key's lock ends, if it is locked at `now`; a lock to beyond `latest` is none. */
export async function lockedUntil(
  db: Connection,
  keyHash: Buffer,
  now: Date,
  latest: Date,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('sign_in_throttle')
    .select('locked_until')
    .where('key_hash', '=', keyHash)
    .where('locked_until', '>', now)
    .where('locked_until', '<=', latest)
    .executeTakeFirst();
  return row?.locked_until ?? undefined;
}

/**
 * Counts one failure more, less those forgotten since the last one, and gives the new count; undefined
 * (and nothing counted) while the key is locked. The row stays locked until the transaction ends, so
 * attempts at the same moment are counted one after the other. A clock that was set back makes nobody's failures
 * more or fewer, and a lock that lasts longer than the longest is none.
 */
export async function addFailure(
  tx: Tx,
  keyHash: Buffer,
  now: Date,
  { forgetAfter, longestLock }: { forgetAfter: number; longestLock: number },
): Promise<number | undefined> {
  const { rows } = await sql<{ failures: number }>`
    insert into sign_in_throttle as t (key_hash, failures, locked_until, updated_at)
    values (${keyHash}, 1, null, ${now})
    on conflict (key_hash) do update set
      failures = 1 + greatest(0, t.failures
        - greatest(0, floor(extract(epoch from excluded.updated_at - t.updated_at) / ${forgetAfter}))::integer),
      locked_until = null,
      updated_at = excluded.updated_at
    where t.locked_until is null or t.locked_until <= excluded.updated_at
      or t.locked_until > excluded.updated_at + make_interval(secs => ${longestLock})
    returning failures`.execute(tx);
  return rows[0]?.failures;
}

export async function lockUntil(tx: Tx, keyHash: Buffer, until: Date): Promise<void> {
  await tx
    .updateTable('sign_in_throttle')
    .set({ locked_until: until })
    .where('key_hash', '=', keyHash)
    .execute();
}

export async function resetFailures(tx: Tx, keyHash: Buffer): Promise<void> {
  await tx
    .updateTable('sign_in_throttle')
    .set({ failures: 0, locked_until: null })
    .where('key_hash', '=', keyHash)
    .execute();
}

/** Takes one counted failure back, and the lock it brought when fewer than `limit` are left. */
export async function removeFailure(tx: Tx, keyHash: Buffer, limit: number): Promise<void> {
  await tx
    .updateTable('sign_in_throttle')
    .set({
      failures: sql`greatest(failures - 1, 0)`,
      locked_until: sql`case when failures - 1 < ${limit} then null else locked_until end`,
    })
    .where('key_hash', '=', keyHash)
    .execute();
}

/** Forgets keys without a failure since `before`, so that made-up names don't fill the table. */
export async function deleteStale(tx: Tx, before: Date): Promise<void> {
  await sql`
    delete from sign_in_throttle where key_hash in (
      select key_hash from sign_in_throttle where updated_at < ${before}
      limit 100 for update skip locked)`.execute(tx);
}
