import type { CountedByHand } from '$domain/count/byHand.ts';
import { z } from 'zod';
import type { FigureFields } from './figures.ts';

const text = z.string();
const Kept = z.object({
  figures: z.object({
    enrolled: text,
    present: text,
    issued: text,
    collected: text,
    valid: text,
    invalid: text,
  }),
  items: z.array(z.object({ for: text, against: text, abstain: text, void: text })),
  writeIns: z.array(z.object({ name: text, for: text })),
});

/** Of one round and one teller: on a tablet that changes hands nobody sees another's figures. */
export type KeptOf = { readonly roundId: string; readonly tellerId: string };
const keyOf = ({ roundId, tellerId }: KeptOf) => `gongyi.figures.${roundId}.${tellerId}`;

/** Keeps what is being typed in this tab, so that a reload loses nothing; gone with the tab. */
export function keepFigures(of: KeptOf, fields: FigureFields): void {
  try {
    sessionStorage.setItem(keyOf(of), JSON.stringify(fields));
  } catch {
    // A browser without storage keeps nothing; the form goes on.
  }
}

/** What was being typed; null without it, or where the round has other items. */
export function keptFigures(of: KeptOf, definition: CountedByHand): FigureFields | null {
  try {
    const parsed = Kept.safeParse(JSON.parse(sessionStorage.getItem(keyOf(of)) ?? 'null'));
    if (!parsed.success || parsed.data.items.length !== definition.items.length) return null;
    return parsed.data;
  } catch {
    return null;
  }
}

export function forgetFigures(of: KeptOf): void {
  try {
    sessionStorage.removeItem(keyOf(of));
  } catch {
    // As above.
  }
}
