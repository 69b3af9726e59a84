import { sql } from 'kysely';
import type { Connection, Tx } from '../database.ts';

type Head = { seq: number; hash: Buffer; names: Record<string, string> };

/**
 * The head of a chain, begun where it is missing, and locked until the transaction ends; with what these ids stand for
 * now: names of people and assemblies, titles of meetings and rounds.
 */
export async function lockHead(tx: Tx, chain: string, ids: readonly string[]): Promise<Head> {
  const { rows } = await sql<Head>`
    select seq, hash, names from lock_audit_head(${chain}, ${ids}::uuid[])`.execute(tx);
  const head = rows[0];
  if (head === undefined) throw new Error('an audit chain gave no head');
  return head;
}

/** Adds an entry at the end of its chain, whose head is locked. The server's role has no other way to write one. */
export async function addEntry(
  tx: Tx,
  entry: {
    chain_id: string;
    seq: number;
    at: Date;
    event: string;
    actor_person_id: string | null;
    actor_seat: string | null;
    detail: unknown;
    names: unknown;
    previous_hash: Buffer;
    hash: Buffer;
  },
): Promise<void> {
  const row = JSON.stringify({
    ...entry,
    previous_hash: `\\x${entry.previous_hash.toString('hex')}`,
    hash: `\\x${entry.hash.toString('hex')}`,
  });
  await sql`
    select add_audit_entry(jsonb_populate_record(null::audit_entry, ${row}::jsonb))`.execute(tx);
}

/** Waits for whoever else writes hashes of earlier counts, until the transaction ends. */
export async function lockEarlierCounts(tx: Tx): Promise<void> {
  // Any fixed number will do, as long as all processes on one database use the same.
  await sql`select pg_advisory_xact_lock(7206412553)`.execute(tx);
}

/** Counts that stand in the log without their hash, as it is now; oldest first. */
export async function countsWithoutHash(tx: Tx) {
  const { rows } = await sql<{
    assembly_id: string;
    round_id: string;
    version: number;
    sha256: string;
  }>`
    with known as (
      select c.*, count_hash(c) as sha256, (
        select bool_or(e.detail ? 'resultSha256') from audit_entry e
        where e.chain_id = c.assembly_id and e.event in ('round.counted', 'round.recounted', 'count.hash_kept')
          and e.detail ->> 'round' = c.round_id::text and e.detail ->> 'version' = c.version::text) as hashed
      from round_count c)
    select assembly_id, round_id, version, sha256 from known where hashed = false
    order by made_at, round_id, version`.execute(tx);
  return rows;
}

/** How far a chain goes: the number of its last entry and that one's hash, in hexadecimal. */
export type AuditHead = { seq: number; hash: string };

export async function readHead(db: Connection, chain: string): Promise<AuditHead | undefined> {
  const row = await db
    .selectFrom('audit_chain')
    .select(['seq', 'hash'])
    .where('chain_id', '=', chain)
    .executeTakeFirst();
  return row === undefined ? undefined : { seq: row.seq, hash: row.hash.toString('hex') };
}
