import { z } from 'zod';
import { Id } from './id.ts';
import { RollClass } from './roles.ts';
import { MeetingQuorum, MeetingState, RollFigures, ScreenTheme } from './room.ts';

export const Meeting = z.object({
  id: z.uuid(),
  title: z.string(),
  place: z.string(),
  startsAt: z.iso.datetime(),
  state: MeetingState,
  roll: RollFigures,
  /** 法定人数, asked at its opening and at each show of hands; empty where the body has none. */
  quorum: MeetingQuorum,
  rounds: z.int(),
});
export type Meeting = z.infer<typeof Meeting>;
/** GET /api/meetings, newest first; POST /api/meetings; PATCH /api/meetings/:id. */
export const MeetingList = z.object({ meetings: z.array(Meeting) });
export const MeetingBody = z.strictObject({
  title: z.string().trim().min(1).max(200),
  place: z.string().trim().max(200).default(''),
  startsAt: z.iso.datetime(),
  /** What its body usually has, where it isn't said. */
  quorum: MeetingQuorum.optional(),
});
export const MeetingPatch = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    place: z.string().trim().max(200),
    startsAt: z.iso.datetime(),
    quorum: MeetingQuorum,
  })
  .partial();
// POST /api/meetings/:id/start and /end: no body; answer Meeting. 409 quorum_not_met at the start.

export const RollEntry = z.object({
  personId: z.uuid(),
  name: z.string(),
  number: z.string().nullable(),
  unit: z.string().nullable(),
  class: RollClass,
  entitled: z.boolean(),
  attendance: z.enum(['absent', 'present', 'on_leave']),
  /** Votes on paper where a round is mixed. */
  medium: z.enum(['tablet', 'paper']),
  card: z.enum(['none', 'issued', 'used', 'withdrawn']),
});
export type RollEntry = z.infer<typeof RollEntry>;
/** GET /api/meetings/:id/roll */
export const Roll = z.object({ figures: RollFigures, entries: z.array(RollEntry) });
/** PUT /api/meetings/:id/roll — adds these people (or changes their class and right to vote); answers Roll. */
export const RollBody = z.strictObject({
  entries: z
    .array(z.strictObject({ personId: Id, class: RollClass, entitled: z.boolean() }))
    .min(1)
    .max(20_000),
});
/** GET /api/meetings/:id/roll/self — the presider's own entry, if they are on the roll; POST counts them as present. */
export const OwnEntry = z.object({ entry: RollEntry.nullable() });
/** PATCH /api/meetings/:id/roll/:personId; DELETE takes somebody off a roll as long as no round has opened. */
export const RollPatch = z
  .strictObject({
    class: RollClass,
    entitled: z.boolean(),
    attendance: z.enum(['absent', 'present', 'on_leave']),
    medium: z.enum(['tablet', 'paper']),
  })
  .partial();

/**
 * POST /api/meetings/:id/cards — issues cards and answers with their codes, the only time they can be
 * seen: only hashes are kept. `who: 'without'` for everybody on the roll that has no valid card, `'unused'`
 * also renews cards that were never used (for printing again), or a list of people (each gets a new card,
 * the old one and its device lose their right).
 */
export const CardsBody = z.strictObject({
  who: z.union([z.enum(['without', 'unused']), z.array(Id).min(1).max(20_000)]),
});
export const Card = z.object({
  personId: z.uuid(),
  name: z.string(),
  number: z.string().nullable(),
  unit: z.string().nullable(),
  class: RollClass,
  /** Sixteen digits, shown in groups of four: typed, they work again and again. */
  code: z.string(),
  /** The secret of the QR code ORIGIN/t#LINK: it works once. */
  link: z.string(),
});
export const CardList = z.object({ cards: z.array(Card) });
// DELETE /api/meetings/:id/cards/:personId — withdraws the card and signs its device out.

/** PUT /api/meetings/:id/screen-theme: how the projectors of the meeting look, from now on. Answers 204. */
export const ScreenThemeBody = z.strictObject({ theme: ScreenTheme });
/** GET /api/meetings/:id/screens; DELETE /api/meetings/:id/screens/:sessionId unpairs. */
export const ScreenList = z.object({
  screens: z.array(z.object({ id: z.uuid(), pairedAt: z.iso.datetime() })),
  /** Under which addresses the hall's other computers reach the server; empty where only the asker's own is known. */
  origins: z.array(z.string()),
});
