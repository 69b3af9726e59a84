import { z } from 'zod';
import { DocumentFormat, DocumentName } from '../../contract/documents/schemas.ts';
import { HandMajorityName, Office } from '../../contract/decisions/schemas.ts';
import { Role, RollClass, Seat } from '../../contract/common/roles.ts';
import { BoxPublication, Display, RoundState, ScreenTheme } from '../../contract/room/schemas.ts';

const id = z.uuid();
/** Not in entries from before it was kept. */
const Hash = z.string().optional();
const Renamed = z.strictObject({ before: z.string(), after: z.string() });

/**
 * Every event the audit log knows, with the shape of its detail. A strict object each: what isn't named
 * here can't be written, and no event has room for a choice. docs/audit.md is generated from this
 * (`npm run docs`).
 */
export const AUDIT_EVENTS = {
  'assembly.created': z
    .strictObject({ assembly: id, name: z.string(), sample: z.boolean() })
    .describe(
      'An assembly was made (by set-up or by the operator); also in the chain of the deployment.',
    ),
  'assembly.changed': z
    .strictObject({ assembly: id, name: Renamed })
    .describe('The name of the assembly was changed. What was published keeps the old one.'),
  'sign_in.succeeded': z
    // The address is missing in entries from before it was kept.
    .strictObject({ seat: Seat, session: id, address: z.string().optional() })
    .describe('Somebody signed in. At a tablet this also marks an absent person as present.'),
  'sign_in.failed': z
    .strictObject({
      seat: Seat,
      reason: z.enum(['wrong_credentials', 'locked_out', 'card_withdrawn', 'not_permitted']),
      // Whose account or card it was, where there is one. What was typed is never written down.
      person: id.optional(),
      address: z.string().optional(),
      // The how manieth failure of this name or of codes from this address.
      failures: z.int().optional(),
    })
    .describe(
      'A sign-in was refused; `locked_out` marks the attempt after which this name was slowed down from this address. Written down are the first five failures of a name (or of codes) from an address, then the 8th, 16th, 32nd and so on. In the chain of the deployment where the name or code is unknown.',
    ),
  'session.ended': z
    .strictObject({
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
    })
    .describe('A sign-in ended before it ran out.'),
  'person.added': z.strictObject({ person: id }).describe('A person was added by hand.'),
  'person.changed': z
    .strictObject({ person: id, fields: z.array(z.string()), name: Renamed.optional() })
    .describe(
      'What is known about a person was changed: the names of the fields, not their content; of a name what it was and what it is. A roster that changes names leaves one for each.',
    ),
  'roles.assigned': z
    .strictObject({ person: id, roles: z.array(Role) })
    .describe('A person holds exactly these roles from now on.'),
  'account.set': z
    .strictObject({ person: id })
    .describe('A person was given a password sign-in, or its name or password was changed.'),
  'password.changed': z
    .strictObject({ person: id })
    .describe('Somebody chose a password of their own.'),
  'person.erased': z
    .strictObject({ person: id, nameKept: z.boolean() })
    .describe(
      'Number, unit, phone, account, roles and old cards of a person who takes part no more were deleted; the name stays where records of a meeting name them.',
    ),
  'sessions.deleted': z
    .strictObject({ sessions: z.int() })
    .describe(
      'So many sign-ins that ended more than 90 days ago were deleted (in the chain of the deployment).',
    ),
  'roster.imported': z
    .strictObject({
      sha256: z.string(),
      added: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      leftOut: z.int().optional(),
    })
    .describe('A roster was imported; the hash is of the file.'),
  'roster.person_changed': z
    .strictObject({
      person: id,
      name: z.strictObject({ from: z.string(), to: z.string() }).optional(),
      number: z.strictObject({ from: z.string().nullable(), to: z.string() }).optional(),
    })
    .describe(
      'A roster gave somebody another name, or a number they had none of, as was confirmed.',
    ),
  'meeting.created': z.strictObject({ meeting: id }).describe('A meeting was called.'),
  'meeting.changed': z
    .strictObject({
      meeting: id,
      fields: z.array(z.string()),
      title: Renamed.optional(),
      // As `>2/3` or `≥2/3` of all; `-` without one.
      quorum: z.strictObject({ before: z.string(), after: z.string() }).optional(),
    })
    .describe('Title, place, time or quorum of a meeting was changed.'),
  'meeting.started': z.strictObject({ meeting: id }).describe('A meeting was opened.'),
  'meeting.ended': z.strictObject({ meeting: id }).describe('A meeting was closed.'),
  'meeting.copied': z
    .strictObject({ meeting: id, from: id, people: z.int(), rounds: z.int() })
    .describe('The roll, the rounds or both of an earlier meeting were taken over.'),
  'roll.set': z
    .strictObject({
      meeting: id,
      added: z.int(),
      changed: z.int(),
      // Not in entries from before they were named.
      persons: z.array(id).optional(),
    })
    .describe(
      'People were put on the roll, or their class or right to vote was changed; several entries where they are many.',
    ),
  'roll.entry_changed': z
    .strictObject({
      meeting: id,
      person: id,
      class: RollClass.optional(),
      entitled: z.boolean().optional(),
      attendance: z.enum(['absent', 'present', 'on_leave']).optional(),
      medium: z.enum(['tablet', 'paper']).optional(),
    })
    .describe('One entry of the roll was changed; only what changed is named.'),
  'roll.entry_removed': z
    .strictObject({ meeting: id, person: id })
    .describe('Somebody was taken off the roll before the first vote.'),
  'cards.issued': z
    .strictObject({
      meeting: id,
      count: z.int(),
      // Not in entries from before they were named.
      persons: z.array(id).optional(),
      renewed: z.array(id).optional(),
    })
    .describe(
      'Personal cards were issued to these people; several entries where they are many. `renewed` are the people whose earlier card was withdrawn by it: whoever held that can vote no more, and whoever has the new one can.',
    ),
  'card.withdrawn': z
    .strictObject({ meeting: id, person: id })
    .describe('A personal card was withdrawn and its device signed out.'),
  'screen.theme_changed': z
    .strictObject({ meeting: id, theme: ScreenTheme })
    .describe('The projectors of a meeting were made light or dark.'),
  'screen.paired': z
    .strictObject({ meeting: id, session: id })
    .describe('A projector was paired with a meeting.'),
  'round.drafted': z.strictObject({ round: id, meeting: id }).describe('A round was drafted.'),
  'round.changed': z.strictObject({ round: id, version: z.int() }).describe('A draft was changed.'),
  'round.deleted': z.strictObject({ round: id, meeting: id }).describe('A draft was deleted.'),
  'rounds.ordered': z
    .strictObject({ meeting: id, rounds: z.array(id) })
    .describe('Rounds that were not opened yet were put in another order.'),
  'round.made_ready': z
    .strictObject({ round: id })
    .describe('A draft was declared ready to be voted on.'),
  'round.back_to_draft': z
    .strictObject({ round: id })
    .describe('A ready round was taken back to be changed.'),
  'round.presented': z
    .strictObject({ round: id })
    .describe('A round was put on the floor: the room reads its items.'),
  'round.shown': z
    .strictObject({ round: id })
    .describe('An announced result was put on the screen once more.'),
  'round.opened': z
    .strictObject({
      round: id,
      // Null of a constituency, whose voters are on no roll.
      enrolled: z.int().nullable(),
      present: z.int().nullable(),
      issued: z.int(),
      display: Display,
      // By how many papers figures were let out, 0 of turnout only; not in entries from before it could be chosen.
      shownGroup: z.int().optional(),
      boxPublication: BoxPublication,
      definitionSha256: z.string(),
      // Not in entries from before anything was said of items beside their titles.
      factsSha256: z.string().optional(),
    })
    .describe('The vote was opened: electorate, rules and items are fixed.'),
  'round.waiting_read': z
    .strictObject({ round: id, waiting: z.int() })
    .describe('The presider looked up who had not voted yet: how many they were.'),
  'round.closed': z
    .strictObject({ round: id, issued: z.int(), collected: z.int() })
    .describe('The vote was closed and the box sealed.'),
  'round.counted': z
    .strictObject({
      round: id,
      version: z.int(),
      state: RoundState,
      documentSha256: z.string(),
      resultSha256: Hash,
    })
    .describe(
      'The count was made from the papers. `resultSha256` is of all that was kept of it; it is compared at every reading.',
    ),
  'round.count_refused': z
    .strictObject({ round: id, reason: z.enum(['tally_differs']) })
    .describe('The count disagreed with the live tally and was not kept.'),
  'round.announced': z
    .strictObject({ round: id, version: z.int() })
    .describe('The result was announced to the room.'),
  'round.published': z.strictObject({ round: id }).describe('The result was published.'),
  'round.follows': z
    .strictObject({
      round: id,
      predecessor: id,
      origin: z.enum(['runoff', 'supplementary', 'revote']),
      reason: z.string(),
    })
    .describe('A round was made that follows from the result of another.'),
  'round.recounted': z
    .strictObject({
      round: id,
      version: z.int(),
      state: RoundState,
      reason: z.string(),
      documentSha256: z.string(),
      resultSha256: Hash,
    })
    .describe('A further version of the count was made before it was signed.'),
  'count.hash_kept': z
    .strictObject({ round: id, version: z.int(), resultSha256: z.string() })
    .describe(
      'A count from before hashes were written into the log got one, at the first start of a version that compares them. It is of what was kept at the moment of this entry: whether it was changed before then, this does not tell; the signed tally report does.',
    ),
  'count.signed': z
    .strictObject({
      round: id,
      version: z.int(),
      office: z.enum(['chief_scrutineer', 'scrutineer']),
      documentSha256: z.string(),
      complete: z.boolean(),
    })
    .describe('A scrutineer signed a version of the count.'),
  'decision.recorded': z
    .strictObject({
      decision: id,
      meeting: id,
      kind: z.enum(['rules', 'officers', 'procedure']),
      for: z.int(),
      against: z.int(),
      abstain: z.int(),
      // Not in entries from before it could be chosen.
      majority: HandMajorityName.optional(),
      passed: z.boolean(),
    })
    .describe('A decision by show of hands was recorded: figures only.'),
  'officers.proposed': z
    .strictObject({
      meeting: id,
      officers: z.array(z.strictObject({ person: id, office: Office })),
    })
    .describe(
      'The office named whom the meeting is to decide on as officers; nobody is appointed by it.',
    ),
  'officers.appointed': z
    .strictObject({
      meeting: id,
      decision: id,
      officers: z.array(z.strictObject({ person: id, office: Office })),
    })
    .describe('The meeting appointed its officers.'),
  'stock.recorded': z
    .strictObject({
      round: id,
      printed: z.int(),
      issued: z.int(),
      spoiled: z.int(),
      destroyed: z.int(),
      specimens: z.int(),
      collected: z.int().nullable(),
    })
    .describe('The record of paper ballots was changed.'),
  'entry.finished': z
    .strictObject({ round: id, papers: z.int() })
    .describe('A teller finished entering the pile: how many papers, never what stands on them.'),
  'entry.reopened': z.strictObject({ round: id }).describe('A teller took their entries up again.'),
  'teller.released': z
    .strictObject({ round: id, person: id, entered: z.int(), reason: z.string() })
    .describe(
      'A teller who began to enter was released from a round; what they entered is set aside and not counted.',
    ),
  'document.made': z
    .strictObject({ round: id, document: DocumentName, format: DocumentFormat })
    .describe('A document of a round was made for printing.'),
  'meeting.document_made': z
    .strictObject({
      meeting: id,
      document: z.enum(['sign-in-sheet', 'package']),
      format: z.enum(['docx', 'pdf', 'zip']),
    })
    .describe('The sign-in sheet of a meeting, or all of its documents in an archive, were made.'),
  'round.exported': z
    .strictObject({ round: id })
    .describe('A round was exported with its papers, sorted by what is on them.'),
  'box.published': z
    .strictObject({
      round: id,
      boxPublication: BoxPublication.exclude(['off']),
      version: z.int(),
      papers: z.int(),
      sha256: z.string(),
    })
    .describe(
      'The box was published with its receipts, to the scrutineers or to everybody; the hash is of the file.',
    ),
  'box.handed_out': z
    .strictObject({ round: id, sha256: z.string() })
    .describe('A scrutineer fetched the published box.'),
} as const;

export type AuditEvent = keyof typeof AUDIT_EVENTS;
export type AuditDetail<E extends AuditEvent> = z.infer<(typeof AUDIT_EVENTS)[E]>;
