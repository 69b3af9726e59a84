import { createHash } from 'node:crypto';
import type { Seat } from '../../contract/roles.ts';
import { canonicalJson } from '../canonical.ts';
import type { Tx } from '../database.ts';
import { addEntry, lockHead } from './audit.repo.ts';
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
  const head = await lockHead(tx, entry.chain);
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
  await addEntry(tx, { ...row, hash });
}
