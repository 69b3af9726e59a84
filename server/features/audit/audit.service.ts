import { z } from 'zod';
import type { AuditList, AuditQuery, AuditVerified } from '../../contract/people.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { verifyChain } from '../../platform/audit/verify.ts';
import type { Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { listEntries } from './audit.repo.ts';

const Detail = z.record(z.string(), z.unknown());

/** A page of the audit log of the actor's assembly, newest first. */
export async function auditFor(
  context: Context,
  actor: Actor | undefined,
  query: z.infer<typeof AuditQuery>,
): Promise<Result<z.infer<typeof AuditList>>> {
  const who = allowed(actor, 'audit.read');
  if (!who.ok) return who;
  const { before, event, limit } = query;
  // One more than asked for tells whether there are more.
  const page = { before, event, limit: limit + 1 };
  const rows = await listEntries(context.db, who.value.assemblyId, page);
  const entries = rows.slice(0, limit).map((row) => ({
    seq: row.seq,
    at: row.at.toISOString(),
    event: row.event,
    actor: { personId: row.actor_person_id, name: row.name, seat: row.actor_seat },
    detail: Detail.parse(row.detail),
  }));
  return ok({ entries, more: rows.length > limit });
}

/** Computes the hash chain of the actor's assembly again. */
export async function verifiedFor(
  context: Context,
  actor: Actor | undefined,
): Promise<Result<z.infer<typeof AuditVerified>>> {
  const who = allowed(actor, 'audit.read');
  if (!who.ok) return who;
  // All of one moment: entries written meanwhile must not look like a head that doesn't fit.
  const verdict = await context.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => verifyChain(tx, who.value.assemblyId));
  return ok({ entries: verdict.entries, brokenAt: verdict.brokenAt });
}
