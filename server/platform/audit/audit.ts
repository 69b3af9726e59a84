import { createHash } from 'node:crypto';
import type { Seat } from '../../contract/common/roles.ts';
import { canonicalJson } from '../canonical.ts';
import type { Tx } from '../database.ts';
import { addEntry, lockHead } from './audit.repo.ts';
import { AUDIT_EVENTS, type AuditDetail, type AuditEvent } from '../../contract/events.ts';

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
  /** What the ids in it stood for; null in entries from before that was kept. */
  names: unknown;
  previous_hash: Buffer;
};

/**
 * The hash of an entry: SHA-256 over its fields, the hash before it and the names of its moment, as one JSON array with
 * sorted keys, so that anyone can compute it again from an export.
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
    ...(row.names === null ? [] : [row.names]),
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
  const ids = idsIn([entry.actor.personId, detail]);
  const head = await lockHead(tx, entry.chain, ids);
  const row: AuditRow = {
    chain_id: entry.chain,
    seq: head.seq + 1,
    at: entry.at,
    event: entry.event,
    actor_person_id: entry.actor.personId,
    actor_seat: entry.actor.seat,
    detail,
    names: head.names,
    previous_hash: head.hash,
  };
  const hash = entryHash(row);
  await addEntry(tx, { ...row, hash });
}

/** As many people as one entry names. */
const LOT = 200;

/** People in lots that an entry each can name; one empty lot of nobody, so that the act is written down. */
export function inLots(persons: readonly string[]): string[][] {
  const lots = [persons.slice(0, LOT)];
  for (let n = LOT; n < persons.length; n += LOT) lots.push(persons.slice(n, n + LOT));
  return lots;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Every id that a value names, however deep. */
export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return ID.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(idsIn))];
}
