import { z } from 'zod';
import { BoxPublication, Display, Medium } from '$contract/room/schemas.ts';
import { FACTS } from '$domain/round/facts.ts';
import { gradeRule, majorityRule, quorumRule, scaleGrade } from '$domain/round/rules.ts';
import { WRITABLE_KINDS, type DraftFields } from './fields.ts';

/** A form as it waits in the browser for the server: also what can't be sent yet. */
const keptSchema = z.object({
  version: z.int(),
  /** What was on its way to the server when this was written down. */
  sent: z.string().nullable(),
  fields: z.object({
    title: z.string(),
    display: Display,
    // Nor was there a number of papers.
    shownGroup: z.number().nullable().default(null),
    medium: Medium,
    // A draft that was kept by an older page has none.
    boxPublication: BoxPublication.default('off'),
    kind: z.enum(WRITABLE_KINDS),
    items: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        // Nor any facts.
        facts: z.partialRecord(z.enum(FACTS), z.string()).default({}),
      }),
    ),
    seats: z.number().nullable(),
    seated: z.boolean(),
    exact: z.boolean(),
    // What was kept before it was asked has none to forbid.
    writeIns: z.boolean().default(true),
    quorum: z.array(quorumRule),
    majority: z.array(majorityRule),
    shortfall: z.enum(['supplementary', 'vacant', 'next_session']),
    round: z.int(),
    scale: z.array(scaleGrade),
    blank: z.enum(['invalid', 'abstain']),
    grades: z.array(gradeRule),
    weights: z.record(z.string(), z.string()).nullable(),
    indicators: z.array(
      z.object({
        key: z.string(),
        id: z.string(),
        min: z.number().nullable(),
        max: z.number().nullable(),
        weight: z.string(),
      }),
    ),
    bands: z.array(z.object({ key: z.string(), grade: z.string(), min: z.string() })),
  }),
});

const keyOf = (roundId: string) => `gongyi.draft.${roundId}`;

export type Kept = { version: number; sent: string | null; fields: DraftFields };

/** Keeps unsaved changes through a reload or a closed browser. `version` is the one they were made on. */
export function keep(roundId: string, kept: Kept): void {
  localStorage.setItem(keyOf(roundId), JSON.stringify(kept));
}

export function forget(roundId: string): void {
  localStorage.removeItem(keyOf(roundId));
}

/** What was kept of this draft; null when nothing was, or nothing that is understood. */
export function kept(roundId: string): Kept | null {
  const text = localStorage.getItem(keyOf(roundId));
  if (text === null) return null;
  try {
    const parsed = keptSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // Not ours: somebody else wrote under this key.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * What a draft is opened with. `known` is what the server has now, as text, and its version. Changes that
 * reached it although their answer never came are nobody else's: they neither come back nor make it stale.
 */
export function resumed(
  before: Kept | null,
  known: { version: number; text: string },
  textOf: (fields: DraftFields) => string,
): { version: number; fields: DraftFields | null } {
  if (before === null || textOf(before.fields) === known.text) {
    return { version: known.version, fields: null };
  }
  const mine = before.sent === known.text;
  return { version: mine ? known.version : before.version, fields: before.fields };
}
