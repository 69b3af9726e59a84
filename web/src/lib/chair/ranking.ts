import type { RoundDefinition } from '$domain/round/definition.ts';
import type { ItemsResult, ResultItem } from '$domain/result.ts';
import { byRank, titleOf } from '../ballot/ranking.ts';

/** A counted item with its name. */
export type RankedItem = ResultItem & { readonly title: string };

/** Every counted item with its name, best first. */
export function rankedItems(definition: RoundDefinition, result: ItemsResult): RankedItem[] {
  return byRank(result).map((item) => ({ ...item, title: nameOf(definition, item.id) }));
}

/** The name of an item, or of somebody written in; its id where the paper gives it no name. */
export function nameOf(definition: RoundDefinition, id: string): string {
  const { text } = titleOf(definition, id);
  return text === '' ? id : text;
}
