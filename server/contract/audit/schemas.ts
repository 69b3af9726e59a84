import { z } from 'zod';

/** GET /api/audit?before=SEQ&event=…&limit=… — newest first. */
export const AuditQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  event: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const AuditEntry = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  event: z.string(),
  actor: z.object({
    personId: z.uuid().nullable(),
    name: z.string().nullable(),
    seat: z.string().nullable(),
  }),
  detail: z.record(z.string(), z.unknown()),
  /** What the ids in it stood for at its moment: names of people and assemblies, titles of meetings and rounds. */
  names: z.record(z.string(), z.string()),
});
export const AuditList = z.object({ entries: z.array(AuditEntry), more: z.boolean() });
export const AuditVerified = z.object({
  entries: z.int(),
  /** First entry whose hash doesn't fit, or null when the chain is whole. */
  brokenAt: z.int().nullable(),
});
