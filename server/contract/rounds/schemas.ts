import { Origin } from '../common/words.ts';
import { z } from 'zod';
import { countableByHand } from '../../domain/count/byHand.ts';
import { LARGEST_GROUP, SMALLEST_GROUP } from '../../domain/display.ts';
import { roundFacts } from '../../domain/round/facts.ts';
import { roundDefinition } from '../../domain/round/document.ts';
import { checkCastable } from './castable.ts';
import { Id } from '../common/id.ts';
import { RollClass } from '../common/roles.ts';
import { BoxPublication, Display, Medium, RoundState } from '../room/schemas.ts';

/** A round as the desk and the chair see it. */
export const Round = z.object({
  id: z.uuid(),
  meetingId: z.uuid(),
  position: z.int(),
  title: z.string(),
  state: RoundState,
  display: Display,
  /** With `batched`: by how many papers figures are let out; null where the electorate's size decides. */
  shownGroup: z.int().nullable(),
  definition: roundDefinition,
  /** What is said of each item beside its title, by the item's id. */
  facts: roundFacts,
  /** How papers are cast; on `mixed` some vote on tablets and some on paper. */
  medium: Medium,
  /** Who gets the box after the announcement. */
  boxPublication: BoxPublication,
  /** The box as it was published: the hash of the file and when. */
  box: z.object({ sha256: z.string(), publishedAt: z.iso.datetime() }).nullable(),
  /** As fixed at the opening; null before it, and of a constituency, whose voters are on no roll. */
  roll: z.object({ enrolled: z.int(), present: z.int(), issued: z.int() }).nullable(),
  /** Whether appointed scrutineers must sign before the announcement; known from the opening on. */
  signaturesRequired: z.boolean().nullable(),
  /** The round this one follows, and why. */
  predecessorId: z.uuid().nullable(),
  /** The re-vote that was opened in its place: its own result counts no more and is not published. */
  replacedBy: z.object({ roundId: z.uuid(), title: z.string() }).nullable(),
  origin: Origin.nullable(),
  openedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  announcedAt: z.iso.datetime().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  /** Send it along with a change; 409 `stale` when somebody else changed the round meanwhile. */
  version: z.int(),
});
export type Round = z.infer<typeof Round>;
/** GET /api/meetings/:id/rounds */
export const RoundList = z.object({ rounds: z.array(Round) });
/** POST /api/meetings/:id/rounds makes a draft; PUT /api/rounds/:id changes a draft. */
export const RoundBody = z.strictObject({
  title: z.string().trim().min(1).max(200),
  display: Display.default('turnout'),
  /** With `batched`: k; left out, ten or a tenth of the electorate. */
  shownGroup: z.int().min(SMALLEST_GROUP).max(LARGEST_GROUP).nullable().default(null),
  medium: Medium.default('tablet'),
  /** Other than `off` needs tablets alone: 400 `definition_invalid` with the path `boxPublication`. */
  boxPublication: BoxPublication.default('off'),
  /** Of items of the definition only: 400 `invalid_input` with the path `facts` otherwise. */
  facts: roundFacts.default({}),
  definition: roundDefinition.superRefine((definition, context) => {
    checkCastable(definition, (path, message) => {
      context.addIssue({ code: 'custom', path, message });
    });
  }),
});
/** What the two together have to keep; where a body is taken in. */
export const RoundDraft = RoundBody.superRefine(checkMedium).superRefine(checkFacts);
export const RoundChange = RoundBody.extend({ version: z.int() })
  .superRefine(checkMedium)
  .superRefine(checkFacts);
/** PUT /api/meetings/:id/rounds/order — all rounds that were not opened, in the order wanted; answers RoundList. */
export const OrderBody = z.strictObject({ rounds: z.array(Id).min(1).max(500) });
/**
 * POST /api/meetings/:id/copy — what an earlier meeting had, while this one is prepared: its roll, with nobody present,
 * and its rounds, as drafts. Answers how many of each came.
 */
export const CopyBody = z.strictObject({ from: Id, roll: z.boolean(), rounds: z.boolean() });
export const Copied = z.object({ people: z.int(), rounds: z.int() });
// DELETE /api/rounds/:id — only a draft.

/**
 * POST /api/rounds/:id/ACTION, answering Round. Every action is idempotent for the person who presses
 * twice: the second press gets 409 `wrong_state` with the state that holds now.
 * - make-ready, back-to-draft (staff)
 * - present: puts a ready round on the floor, so that the room reads its items before it opens
 * - open: fixes the electorate, the rules and the items (V8). 409 quorum_not_met, another_round_open …
 * - close: a barrier (V4); seals the box.
 * - count: makes the count afresh from the papers (V6). 409 tally_differs when it disagrees with the live tally.
 * - announce, publish
 * - publish-box (staff): writes the box down with its receipts for those named by `boxPublication`. 409
 *   box_stays_closed where that is nobody, box_published_already, class_too_small, wrong_state before the announcement
 */
export const RoundAction = z.enum([
  'make-ready',
  'back-to-draft',
  'present',
  'show',
  'open',
  'close',
  'count',
  'announce',
  'publish',
  'publish-box',
]);
export type RoundAction = z.infer<typeof RoundAction>;
/** GET /api/rounds/:id/readiness — what the presider's next step would meet. */
export const Readiness = z.object({
  enrolled: z.int(),
  present: z.int(),
  /** Smallest number present with which the quorum of this round holds. */
  needed: z.int(),
  quorate: z.boolean(),
  /** Where a rule counts a class apart: classes of which one to four are present, so that no figures go by class. */
  smallClasses: z.array(RollClass),
});
/**
 * GET /api/rounds/:id/waiting — who may vote on a tablet and has not yet, while votes are taken; for the presider. Every
 * reading is in the audit log. 409 wrong_state before and after; votes_shown_live where every paper changes the figures.
 */
export const Waiting = z.object({
  waiting: z.array(z.object({ name: z.string(), unit: z.string().nullable() })),
});
export type Waiting = z.infer<typeof Waiting>;

function checkFacts(
  { facts, definition }: Pick<z.infer<typeof RoundBody>, 'facts' | 'definition'>,
  context: z.RefinementCtx,
): void {
  const ids = new Set(definition.items.map(({ id }) => id));
  for (const id of Object.keys(facts)) {
    if (ids.has(id)) continue;
    context.addIssue({ code: 'custom', path: ['facts', id], message: 'there is no such item' });
  }
}

function checkMedium(
  { medium, definition }: Pick<z.infer<typeof RoundBody>, 'medium' | 'definition'>,
  context: z.RefinementCtx,
): void {
  if (medium !== 'figures' || countableByHand(definition)) return;
  const message = 'only kinds with votes for and against are counted by hand';
  context.addIssue({ code: 'custom', path: ['medium'], message });
}
