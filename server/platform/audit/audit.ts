import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Seat } from '../../contract/roles.ts';
import { canonicalJson } from '../canonical.ts';
import type { Tx } from '../database.ts';
import { AUDIT_EVENTS, type AuditDetail, type AuditEvent } from './catalogue.ts';

/** The chain of acts that belong to no assembly. */
export const DEPLOYMENT_CHAIN = '00000000-0000-0000-0000-000000000000';

export type AuditActor = { personId: string | null; seat: Seat | null };
export const NOBODY: AuditActor = { personId: null, seat: null };

export type AuditRow = {
  chain_id: string;
  seq: number;
  at: Date;
  event: string;
  actor_person_id: string | null;
  actor_seat: string | null;
  detail: unknown;
  previous_hash: Buffer;
};

/**
 * The hash of an entry: SHA-256 over its fields and the hash before it, as one JSON array with sorted
 * keys, so that anyone can compute it again from an export.
 */
export function entryHash(row: AuditRow): Buffer {
  const content = canonicalJson([
    row.chain_id,
    row.seq,
    row.at.toISOString(),
    row.event,
    row.actor_person_id,
    row.actor_seat,
    row.detail,
    row.previous_hash.toString('hex'),
  ]);
  return createHash('sha256').update(content).digest();
}

/**
 * Writes an entry in the transaction of the act it records (V11): either both happen or neither. Takes the
 * lock on the chain's head, so it is called last in a transaction.
 */
export async function record<E extends AuditEvent>(
  tx: Tx,
  entry: { chain: string; event: E; actor: AuditActor; at: Date; detail: AuditDetail<E> },
): Promise<void> {
  const detail = AUDIT_EVENTS[entry.event].parse(entry.detail);
  const head = (await lockHead(tx, entry.chain)) ?? (await beginChain(tx, entry.chain));
  const row: AuditRow = {
    chain_id: entry.chain,
    seq: head.seq + 1,
    at: entry.at,
    event: entry.event,
    actor_person_id: entry.actor.personId,
    actor_seat: entry.actor.seat,
    detail,
    previous_hash: head.hash,
  };
  const hash = entryHash(row);
  // One statement for both: a whole hall waits for this lock when it signs in.
  await tx
    .with('entry', (cte) =>
      cte
        .insertInto('audit_entry')
        .values({ ...row, detail: sql`${JSON.stringify(detail)}::jsonb`, hash }),
    )
    .updateTable('audit_chain')
    .set({ seq: row.seq, hash })
    .where('chain_id', '=', entry.chain)
    .execute();
}

type Head = { seq: number; hash: Buffer };

async function lockHead(tx: Tx, chain: string): Promise<Head | undefined> {
  return tx
    .selectFrom('audit_chain')
    .select(['seq', 'hash'])
    .where('chain_id', '=', chain)
    .forUpdate()
    .executeTakeFirst();
}

async function beginChain(tx: Tx, chain: string): Promise<Head> {
  await tx
    .insertInto('audit_chain')
    .values({ chain_id: chain, seq: 0, hash: Buffer.alloc(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Somebody else may have begun it in this moment: it is theirs or ours, and locked now.
  const head = await lockHead(tx, chain);
  if (head === undefined) throw new Error('an audit chain that was just begun is not there');
  return head;
}
