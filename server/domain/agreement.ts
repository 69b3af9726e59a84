/** The live tally beside the certified count (promise V6). */
import type { RoundResult } from './result.ts';
import type { RoundDefinition } from './round/definition.ts';
import type { Tally } from './tally.ts';

/** One figure on which the two differ; `null` where one of them does not have it at all. */
export type Difference = {
  /** The item or object; `null` for a figure of the whole round. */
  readonly item: string | null;
  readonly figure: string;
  readonly live: number | null;
  readonly counted: number | null;
};

/**
 * Where the live tally and a count of the stored papers differ, figure by figure; empty when they
 * agree. A void or inquorate result has only the number of papers to compare; so has a scorecard,
 * and the names written in at an election are not live.
 */
export function differences(
  definition: RoundDefinition,
  tally: Tally,
  result: RoundResult,
): Difference[] {
  const found: Difference[] = [];
  const live = new Figures();
  const counted = new Figures();
  live.add(null, 'papers', tally.papers);
  counted.add(null, 'papers', result.papers.collected);
  if (result.round === 'valid' && definition.kind !== 'scorecard') {
    addTally(live, tally);
    addResult(counted, result, new Set(definition.items.map(({ id }) => id)));
  }
  for (const [key, { item, figure }] of new Map([...live.names, ...counted.names])) {
    const pair = { live: live.values.get(key) ?? null, counted: counted.values.get(key) ?? null };
    if (pair.live !== pair.counted) found.push({ item, figure, ...pair });
  }
  return found;
}

/** Do the live tally and the certified count agree in every figure? */
export function agrees(definition: RoundDefinition, tally: Tally, result: RoundResult): boolean {
  return differences(definition, tally, result).length === 0;
}

class Figures {
  readonly names = new Map<string, { item: string | null; figure: string }>();
  readonly values = new Map<string, number>();

  add(item: string | null, figure: string, value: number): void {
    const key = JSON.stringify([item, figure]);
    this.names.set(key, { item, figure });
    this.values.set(key, value);
  }
}

const ITEM_FIGURES = ['for', 'against', 'abstain', 'void', 'points'] as const;
type Item = { id: string } & { [F in (typeof ITEM_FIGURES)[number]]?: number | undefined };
type Rated = { id: string; counts: Record<string, number>; abstain: number; invalid: number };

function addTally(figures: Figures, tally: Tally): void {
  if (tally.kind === 'items') {
    figures.add(null, 'valid', tally.valid);
    for (const item of tally.items) addItem(figures, item);
  }
  if (tally.kind === 'objects') for (const object of tally.objects) addRated(figures, object);
}

function addResult(figures: Figures, result: RoundResult, listed: ReadonlySet<string>): void {
  if ('items' in result) {
    figures.add(null, 'valid', result.papers.valid);
    for (const item of result.items) if (listed.has(item.id)) addItem(figures, item);
  }
  if ('objects' in result) {
    for (const object of result.objects) if ('counts' in object) addRated(figures, object);
  }
}

function addItem(figures: Figures, item: Item): void {
  for (const figure of ITEM_FIGURES) {
    const value = item[figure];
    if (value !== undefined) figures.add(item.id, figure, value);
  }
}

function addRated(figures: Figures, { id, counts, abstain, invalid }: Rated): void {
  for (const [grade, value] of Object.entries(counts)) figures.add(id, `grade:${grade}`, value);
  figures.add(id, 'abstain', abstain);
  figures.add(id, 'invalid', invalid);
}
