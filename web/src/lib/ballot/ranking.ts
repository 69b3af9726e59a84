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

/**
 * The items of a result by rank; those level keep the paper's order, which decides nothing. Where other rules than the
 * number of approvals decide as well, those elected come first.
 */
export function byRank(result: ItemsResult): ResultItem[] {
  const ORDER = { elected: 0, tied: 1, not_elected: 2 };
  return result.items.toSorted((a, b) => ORDER[a.outcome] - ORDER[b.outcome] || a.rank - b.rank);
}

/** Under which of the ranked items a line is drawn: the last one elected. Null where nobody is. */
export function lastElected(ranked: readonly ResultItem[]): number | null {
  const index = ranked.findLastIndex(({ outcome }) => outcome === 'elected');
  return index === -1 ? null : index;
}
