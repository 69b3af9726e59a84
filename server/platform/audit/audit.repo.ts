import { sql } from 'kysely';
import type { Tx } from '../database.ts';

type Head = { seq: number; hash: Buffer };

/** The head of a chain, begun where it is missing, and locked until the transaction ends. */
export async function lockHead(tx: Tx, chain: string): Promise<Head> {
  const { rows } = await sql<Head>`select seq, hash from lock_audit_head(${chain})`.execute(tx);
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
