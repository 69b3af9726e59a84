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
