import type { RoundDefinition } from '$domain/round/definition.ts';

/**
 * What decides about an item: its points where the round is a ranking (排序), else its approvals. A figure of
 * its own kind, so that nobody reads places as approvals.
 */
export function decidingFigure(item: { for: number; points?: number | undefined }): number {
  return item.points ?? item.for;
}

/** The most points that an item can have: the first place on every paper. Null where there are none. */
export function mostPoints(definition: RoundDefinition, papers: number): number | null {
  return definition.kind === 'rank' ? definition.seats * papers : null;
}
