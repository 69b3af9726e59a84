import type { RoundDefinition } from '$domain/round/definition.ts';
import type { ItemsResult, ResultItem } from '$domain/result.ts';

/** Names written in become items with this prefix (docs/round-format.md). */
const WRITE_IN = 'w:';

/** An item's title; for a name written in, the name. `written` tells which of the two. */
export function titleOf(
  definition: RoundDefinition,
  id: string,
): { text: string; written: boolean } {
  const item = definition.items.find((each) => each.id === id);
  if (item !== undefined) return { text: item.title, written: false };
  return { text: id.startsWith(WRITE_IN) ? id.slice(WRITE_IN.length) : id, written: true };
}

/** The items of a result by rank; those level keep the paper's order, which decides nothing. */
export function byRank(result: ItemsResult): ResultItem[] {
  return result.items.toSorted((a, b) => a.rank - b.rank);
}

/**
 * Where the cut after the last seat is drawn: how many of the ranked items stand above it. Null
 * without seats, and where those on both sides of it are level: nothing parts them, elected or not.
 */
export function cutAfter(
  definition: RoundDefinition,
  ranked: readonly ResultItem[],
): number | null {
  const seats = 'seats' in definition ? definition.seats : undefined;
  if (seats === undefined || seats >= ranked.length) return null;
  const level = ranked[seats - 1]?.rank === ranked[seats]?.rank;
  return level || ranked.some(({ outcome }) => outcome === 'tied') ? null : seats;
}
