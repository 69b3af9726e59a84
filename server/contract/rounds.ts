import { z } from 'zod';
import { roundDefinition } from '../domain/round/document.ts';
import { resultDigest } from '../domain/digest.ts';
import { roundResult } from '../domain/result.ts';
import { checkCastable } from './castable.ts';
import { Display, Medium, RoundState } from './room.ts';

/** A round as the desk and the chair see it. */
export const Round = z.object({
  id: z.uuid(),
  meetingId: z.uuid(),
  position: z.int(),
  title: z.string(),
  state: RoundState,
  display: Display,
  definition: roundDefinition,
  /** How papers are cast; on `mixed` some vote on tablets and some on paper. */
  medium: Medium,
  roll: z.object({ enrolled: z.int(), present: z.int(), issued: z.int() }).nullable(),
  /** Whether appointed scrutineers must sign before the announcement; known from the opening on. */
  signaturesRequired: z.boolean().nullable(),
  /** The round this one follows, and why. */
  predecessorId: z.uuid().nullable(),
  origin: z.enum(['runoff', 'supplementary', 'revote']).nullable(),
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
  display: Display.default('batched'),
  medium: Medium.default('tablet'),
  definition: roundDefinition.superRefine((definition, context) => {
    checkCastable(definition, (path, message) => {
      context.addIssue({ code: 'custom', path, message });
    });
  }),
});
export const RoundChange = RoundBody.extend({ version: z.int() });
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
 */
export const RoundAction = z.enum([
  'make-ready',
  'back-to-draft',
  'present',
  'open',
  'close',
  'count',
  'announce',
  'publish',
]);
export type RoundAction = z.infer<typeof RoundAction>;

export const CountedRoll = z.object({
  enrolled: z.int(),
  present: z.int(),
  issued: z.int(),
  collected: z.int(),
});

/** GET /api/rounds/:id/count — the newest count, for those who may see it before the announcement. */
export const RoundCount = z.object({
  version: z.int(),
  madeAt: z.iso.datetime(),
  documentSha256: z.string(),
  /** 应到, 实到, 发出, 收回 as counted, tablets and paper together. */
  roll: CountedRoll,
  /** Why a further version was made; null for the first. */
  reason: z.string().nullable(),
  result: roundResult,
});

/** GET /api/meetings/:id/readiness — what the presider's next step would meet. */
export const Readiness = z.object({
  enrolled: z.int(),
  present: z.int(),
  /** Smallest number present with which the quorum of this round holds. */
  needed: z.int(),
  quorate: z.boolean(),
});

// GET /api/rounds/:id/export — the round document (docs/round-format.md) with the papers, in random order;
// for staff and presider once the round is announced.

const PublicResultSummary = z.object({
  roundId: z.uuid(),
  title: z.string(),
  meeting: z.string(),
  assembly: z.string(),
  sample: z.boolean(),
  publishedAt: z.iso.datetime(),
});
/** GET /api/public/results — every published round, newest first. Open to anyone. */
export const PublicResultEntry = PublicResultSummary.extend({ digest: resultDigest });
export type PublicResultEntry = z.infer<typeof PublicResultEntry>;
export const PublicResultList = z.object({ results: z.array(PublicResultEntry) });
/** GET /api/public/results/:roundId — one published result, also the JSON export of the page. */
export const PublicResult = PublicResultSummary.extend({
  kind: z.enum(['subdistrict', 'town']),
  heldOn: z.iso.datetime(),
  definition: roundDefinition,
  roll: CountedRoll,
  result: roundResult,
});
export type PublicResult = z.infer<typeof PublicResult>;
