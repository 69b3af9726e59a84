/**
 * What a display lets out of a running tally, and what somebody who watches who presses when could learn from it. When
 * figures are let out, and how many, depends on the number of papers alone: whatever reacted to what stands on
 * them would give it away (docs/secrecy.md).
 */
export type Shown = 'live' | 'batched' | 'turnout';

/** The fewest papers by which a batched display may let figures out. */
export const SMALLEST_GROUP = 5;
export const LARGEST_GROUP = 10_000;

/** The papers of a group where nobody chose another number: ten, or a tenth of those who may vote. */
export function usualGroup(electors: number): number {
  return Math.max(10, Math.ceil(electors / 10));
}

/**
 * Of how many papers a batched display shows the sums, with `papers` in the box: of the first `group`, 2 × `group` … of
 * them, each only when as many again have followed. So what the result adds in the end is a group too, however many
 * vote.
 */
export function shownPapers(group: number, papers: number): number {
  return Math.max(0, Math.floor(papers / group) - 1) * group;
}

/**
 * The groups of which a watcher comes to know the sums, when `papers` come one by one, in their order; the last is what
 * the result adds.
 */
export function groupsSeen(display: Shown, group: number, papers: number): number[] {
  if (papers === 0) return [];
  if (display === 'live') return Array.from({ length: papers }, () => 1);
  const shown = display === 'turnout' ? 0 : shownPapers(group, papers);
  return [...Array.from({ length: shown / group }, () => group), papers - shown];
}

/**
 * How likely it is that some group is of one mind on some of `items`, so that the watcher knows how each of its people
 * marked that item: where everybody marks each item `for` with the probability `support` and else another way, all the
 * same one, independently of one another. Between 0 and 1.
 */
export function chanceOfOneMind(groups: readonly number[], items: number, support: number): number {
  // log(1 − x) summed up, so that neither very small nor very large chances are rounded away.
  const mixed = groups.reduce(
    (sum, size) => sum + Math.log1p(-Math.min(1, support ** size + (1 - support) ** size)),
    0,
  );
  return groups.length === 0 ? 0 : -Math.expm1(items * mixed);
}
