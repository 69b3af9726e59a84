/**
 * Classes too small for figures of their own. Where a rule counts a class apart, its figures beside everybody's
 * say how that class voted; of one or two people that is how each of them did.
 */
import { percent } from './fraction.ts';
import type { RatingResult, RoundResult, ScorecardResult } from './result.ts';

/** Papers from which on a class may have figures of its own. */
export const SMALLEST_CLASS = 5;

/** Why a part of a result is not published: a class has papers, but fewer than five. */
export type HeldBack = 'small_class';

/** The classes with one to four of these papers; a class without a paper has nothing to hide. */
export function smallClasses(papers: Iterable<{ class?: string | undefined }>): string[] {
  const sizes = new Map<string, number>();
  for (const { class: of } of papers) {
    if (of !== undefined) sizes.set(of, (sizes.get(of) ?? 0) + 1);
  }
  return [...sizes].filter(([, size]) => size < SMALLEST_CLASS).map(([name]) => name);
}

/**
 * The part of a result that is published. Without figures by class: a share is of everybody's valid papers, and
 * there is no weighted share. What passed, who is elected, and an object's grade stay as the exact count
 * gave them.
 */
export function publishable(result: RoundResult, heldBack: HeldBack | null): RoundResult {
  if (heldBack === null) return result;
  if ('items' in result) {
    const { valid } = result.papers;
    const items = result.items.map((item) => ({
      ...item,
      share: `${String(item.for)}/${String(valid)}`,
      percent: percent(item.for, valid),
    }));
    return { ...result, items };
  }
  if (!('objects' in result) || !isRating(result)) return result;
  return { ...result, objects: result.objects.map((object) => ({ ...object, weighted: null })) };
}

function isRating(result: RatingResult | ScorecardResult): result is RatingResult {
  return result.objects.every((object) => 'weighted' in object);
}
