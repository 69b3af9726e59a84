/**
 * What is said of an item beside its title, for those who decide on it: 简介, 责任单位, 投资额, 类别. Kept beside
 * the definition and not in it: it decides nothing, so a document to be counted (docs/round-format.md) does without.
 */
import { z } from 'zod';
import { identifier } from './rules.ts';

const text = (longest: number) => z.string().trim().min(1).max(longest).optional();

/** Words as written, also the amount (`约 120 万元`); what isn't known is left out. */
export const itemFacts = z.strictObject({
  /** 简介 */
  brief: text(300),
  /** 责任单位; of a person who stands for election, where they work. */
  unit: text(100),
  /** 投资额 */
  investment: text(40),
  /** 类别 */
  category: text(40),
});
export type ItemFacts = z.infer<typeof itemFacts>;
export type Fact = keyof ItemFacts;
/** In the order in which they are shown. */
export const FACTS = ['category', 'unit', 'investment', 'brief'] as const satisfies readonly Fact[];

/** By the item's id; items of which nothing is said are missing. */
export const roundFacts = z.record(identifier, itemFacts);
export type RoundFacts = z.infer<typeof roundFacts>;

/** Of a round made from another: what was said of the items that stand again. */
export function factsOfItems(
  facts: RoundFacts,
  items: readonly { readonly id: string }[],
): RoundFacts {
  return Object.fromEntries(
    items.flatMap(({ id }) => {
      const own = Object.hasOwn(facts, id) ? facts[id] : undefined;
      return own === undefined ? [] : [[id, own]];
    }),
  );
}
