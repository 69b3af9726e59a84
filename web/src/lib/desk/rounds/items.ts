import type { DraftFacts } from './facts.ts';

/** One line of the list being written. `key` names it while it moves; its id comes from its place. */
export type DraftItem = { readonly key: string; title: string; facts: DraftFacts };

/** Ids by place: p01, p02 … p100. */
export function itemId(index: number): string {
  return `p${String(index + 1).padStart(2, '0')}`;
}

/** The list with one entry moved by so many places; out of bounds changes nothing. */
export function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const to = from + by;
  const next = [...list];
  const [entry] = next.splice(from, 1);
  if (entry === undefined || to < 0 || to > next.length) return [...list];
  next.splice(to, 0, entry);
  return next;
}

/** Titles that stand more than once, so that nobody knows which is meant. */
export function repeated(items: readonly { readonly title: string }[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { title } of items) {
    const text = title.trim();
    if (text === '') continue;
    if (seen.has(text)) twice.add(text);
    seen.add(text);
  }
  return twice;
}

/** How a 差额 stands: candidates beyond the seats, and whether that is what meetings usually ask. */
export type Surplus =
  | { readonly standing: 'good'; readonly surplus: number }
  | { readonly standing: 'narrow' | 'none' | 'lacking'; readonly surplus: number };

/** `narrow` below a fifth of the seats, `none` when everybody gets a seat, `lacking` when seats stay empty. */
export function surplusOf(candidates: number, seats: number): Surplus {
  const surplus = candidates - seats;
  if (surplus < 0) return { standing: 'lacking', surplus };
  if (surplus === 0) return { standing: 'none', surplus };
  return { standing: surplus * 5 < seats ? 'narrow' : 'good', surplus };
}
