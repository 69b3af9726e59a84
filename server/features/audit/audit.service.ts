import { z } from 'zod';
import type { AuditList, AuditQuery, AuditVerified } from '../../contract/audit/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { idsIn } from '../../platform/audit/audit.ts';
import { verifyChain } from '../../platform/audit/verify.ts';
import type { Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { earlierNames, listEntries, notAnnounced } from './audit.repo.ts';

const Detail = z.record(z.string(), z.unknown());
const Hashed = z.looseObject({ round: z.uuid(), documentSha256: z.string() });

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
  const hidden = await hashesHeldBack(context, who.value.assemblyId, rows);
  const named = await namesOf(context, rows);
  const entries = rows.slice(0, limit).map((row) => {
    const names = named(row);
    const { actor_person_id: personId, actor_seat: seat } = row;
    return {
      seq: row.seq,
      at: row.at.toISOString(),
      event: row.event,
      actor: { personId, name: personId === null ? null : (names[personId] ?? null), seat },
      detail: hidden(Detail.parse(row.detail)),
      names,
    };
  });
  return ok({ entries, more: rows.length > limit });
}

type Named = { names: unknown; actor_person_id: string | null; detail: unknown };
const Names = z.record(z.string(), z.string());

/** What the ids of each entry stood for at its moment; of entries from before that was kept, on the day it began. */
async function namesOf(
  context: Context,
  rows: readonly Named[],
): Promise<(row: Named) => z.infer<typeof Names>> {
  const idsOf = (row: Named): string[] => idsIn([row.actor_person_id, row.detail]);
  const before = rows.filter(({ names }) => names === null);
  const earlier = await earlierNames(context.db, before.flatMap(idsOf));
  return (row) => {
    if (row.names !== null) return Names.parse(row.names);
    const known = idsOf(row).map((id) => [id, earlier.get(id)] as const);
    return Names.parse(Object.fromEntries(known.filter(([, name]) => name !== undefined)));
  };
}

/**
 * Takes the hash of a counted document out of what is shown until its result is announced. In a small round the
 * papers could be guessed until the hash fits; whoever reads the log may not read the count. In the log
 * itself it stands from the beginning.
 */
async function hashesHeldBack(
  context: Context,
  assemblyId: string,
  rows: readonly { detail: unknown }[],
): Promise<(detail: z.infer<typeof Detail>) => z.infer<typeof Detail>> {
  const rounds = rows.flatMap((row) => {
    const hashed = Hashed.safeParse(row.detail);
    return hashed.success ? [hashed.data.round] : [];
  });
  const unknown = await notAnnounced(context.db, assemblyId, rounds);
  return (detail) => {
    const hashed = Hashed.safeParse(detail);
    if (!hashed.success || !unknown.has(hashed.data.round)) return detail;
    const { documentSha256: _document, resultSha256: _result, ...rest } = detail;
    return rest;
  };
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
