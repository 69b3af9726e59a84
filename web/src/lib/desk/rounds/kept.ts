import { z } from 'zod';
import { Display, Medium } from '$contract/room.ts';
import { majorityRule, quorumRule } from '$domain/round/rules.ts';
import { WRITABLE_KINDS, type DraftFields } from './fields.ts';

/** A form as it waits in the browser for the server: also what can't be sent yet. */
const Kept = z.object({
  version: z.int(),
  fields: z.object({
    title: z.string(),
    display: Display,
    medium: Medium,
    kind: z.enum(WRITABLE_KINDS),
    items: z.array(z.object({ key: z.string(), title: z.string() })),
    seats: z.number().nullable(),
    seated: z.boolean(),
    exact: z.boolean(),
    quorum: z.array(quorumRule),
    majority: z.array(majorityRule),
    shortfall: z.enum(['supplementary', 'vacant', 'next_session']),
    round: z.int(),
  }),
});

const keyOf = (roundId: string) => `gongyi.draft.${roundId}`;

/** Keeps unsaved changes through a reload or a closed browser. `version` is the one they were made on. */
export function keep(roundId: string, version: number, fields: DraftFields): void {
  localStorage.setItem(keyOf(roundId), JSON.stringify({ version, fields }));
}

export function forget(roundId: string): void {
  localStorage.removeItem(keyOf(roundId));
}

/** What was kept of this draft; null when nothing was, or nothing that is understood. */
export function kept(roundId: string): { version: number; fields: DraftFields } | null {
  const text = localStorage.getItem(keyOf(roundId));
  if (text === null) return null;
  try {
    const parsed = Kept.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // Not ours: somebody else wrote under this key.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
