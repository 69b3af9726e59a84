import { z } from 'zod';
import { DocumentFormat, DocumentName, Office } from '../../contract/certification.ts';
import { Role, RollClass, Seat } from '../../contract/roles.ts';
import { Display, RoundState } from '../../contract/room.ts';

const id = z.uuid();

/**
 * Every event the audit log knows, with the shape of its detail. A strict object each: what isn't named
 * here can't be written, and no event has room for a choice. docs/audit.md is generated from this.
 */
export const AUDIT_EVENTS = {
  'assembly.created': z.strictObject({ assembly: id, name: z.string(), sample: z.boolean() }),
  'sign_in.succeeded': z.strictObject({ seat: Seat, session: id }),
  'sign_in.failed': z.strictObject({
    seat: Seat,
    reason: z.enum(['wrong_credentials', 'locked_out', 'card_withdrawn', 'not_permitted']),
    // Whose account or card it was, where there is one. What was typed is never written down.
    person: id.optional(),
  }),
  'session.ended': z.strictObject({
    session: id,
    seat: Seat,
    reason: z.enum([
      'signed_out',
      'taken_over',
      'card_withdrawn',
      'account_changed',
      'unpaired',
      'roles_changed',
    ]),
  }),
  'person.added': z.strictObject({ person: id }),
  'person.changed': z.strictObject({ person: id, fields: z.array(z.string()) }),
  'roles.assigned': z.strictObject({ person: id, roles: z.array(Role) }),
  'account.set': z.strictObject({ person: id }),
  'roster.imported': z.strictObject({
    sha256: z.string(),
    added: z.int(),
    updated: z.int(),
    unchanged: z.int(),
  }),
  'meeting.created': z.strictObject({ meeting: id }),
  'meeting.changed': z.strictObject({ meeting: id, fields: z.array(z.string()) }),
  'meeting.started': z.strictObject({ meeting: id }),
  'meeting.ended': z.strictObject({ meeting: id }),
  'roll.set': z.strictObject({ meeting: id, added: z.int(), changed: z.int() }),
  'roll.entry_changed': z.strictObject({
    meeting: id,
    person: id,
    class: RollClass.optional(),
    entitled: z.boolean().optional(),
    attendance: z.enum(['absent', 'present', 'on_leave']).optional(),
  }),
  'roll.entry_removed': z.strictObject({ meeting: id, person: id }),
  'cards.issued': z.strictObject({ meeting: id, count: z.int() }),
  'card.withdrawn': z.strictObject({ meeting: id, person: id }),
  'screen.paired': z.strictObject({ meeting: id, session: id }),
  'round.drafted': z.strictObject({ round: id, meeting: id }),
  'round.changed': z.strictObject({ round: id, version: z.int() }),
  'round.deleted': z.strictObject({ round: id, meeting: id }),
  'round.made_ready': z.strictObject({ round: id }),
  'round.back_to_draft': z.strictObject({ round: id }),
  'round.opened': z.strictObject({
    round: id,
    enrolled: z.int(),
    present: z.int(),
    issued: z.int(),
    display: Display,
    definitionSha256: z.string(),
  }),
  'round.closed': z.strictObject({ round: id, issued: z.int(), collected: z.int() }),
  'round.counted': z.strictObject({
    round: id,
    version: z.int(),
    state: RoundState,
    documentSha256: z.string(),
  }),
  'round.count_refused': z.strictObject({ round: id, reason: z.enum(['tally_differs']) }),
  'round.announced': z.strictObject({ round: id, version: z.int() }),
  'round.published': z.strictObject({ round: id }),
  'round.follows': z.strictObject({
    round: id,
    predecessor: id,
    origin: z.enum(['runoff', 'supplementary', 'revote']),
    reason: z.string(),
  }),
  'round.recounted': z.strictObject({
    round: id,
    version: z.int(),
    reason: z.string(),
    documentSha256: z.string(),
  }),
  'count.signed': z.strictObject({
    round: id,
    version: z.int(),
    office: z.enum(['chief_scrutineer', 'scrutineer']),
    documentSha256: z.string(),
    complete: z.boolean(),
  }),
  'decision.recorded': z.strictObject({
    decision: id,
    meeting: id,
    kind: z.enum(['rules', 'officers', 'procedure']),
    for: z.int(),
    against: z.int(),
    abstain: z.int(),
    passed: z.boolean(),
  }),
  'officers.appointed': z.strictObject({
    meeting: id,
    decision: id,
    officers: z.array(z.strictObject({ person: id, office: Office })),
  }),
  'stock.recorded': z.strictObject({
    round: id,
    printed: z.int(),
    issued: z.int(),
    spoiled: z.int(),
    destroyed: z.int(),
    specimens: z.int(),
    collected: z.int().nullable(),
  }),
  // How many papers a teller has entered, never what stands on them.
  'entry.finished': z.strictObject({ round: id, papers: z.int() }),
  'entry.reopened': z.strictObject({ round: id }),
  'document.made': z.strictObject({ round: id, document: DocumentName, format: DocumentFormat }),
  'round.exported': z.strictObject({ round: id }),
} as const;

export type AuditEvent = keyof typeof AUDIT_EVENTS;
export type AuditDetail<E extends AuditEvent> = z.infer<(typeof AUDIT_EVENTS)[E]>;
