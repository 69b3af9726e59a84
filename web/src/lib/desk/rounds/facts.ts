import { FACTS, type Fact, type ItemFacts, type RoundFacts } from '$domain/round/facts.ts';
import type { Kind } from '$domain/round/definition.ts';
import { itemId, type DraftItem } from './items.ts';

/** What is said of an item as the form holds it; empty fields are sent as nothing. */
export type DraftFacts = { [fact in Fact]?: string | undefined };

/** Where persons stand there is no investment; the rest is asked in its own words. */
export function factsAsked(kind: Kind): readonly Fact[] {
  return kind === 'election' ? FACTS.filter((fact) => fact !== 'investment') : FACTS;
}

/** What a column with this heading holds; undefined for a heading that says something else. */
export function factOfHeading(heading: string): Fact | undefined {
  const text = heading.normalize('NFKC').replaceAll(/\s|\(.*?\)/g, '');
  return (Object.keys(HEADINGS) as Fact[]).find((fact) => HEADINGS[fact].test(text));
}
const HEADINGS: Record<Fact, RegExp> = {
  category: /^(项目)?(类别|类型|分类)$|^category$/i,
  unit: /^(责任|牵头|承办|实施|建设|工作|所在)?(单位|部门)$|^(responsible)?unit$/i,
  investment:
    /^(计划|估算|预计|概算|总)?(总?投资|资金|投资估算|投资概算|概算)(额|金额|总额|规模)?$|^investment$/i,
  brief: /^(项目|主要|建设|个人)?(简介|概况|介绍|说明|内容|简要情况|建设内容)$|^brief$/i,
};

/** What is sent: of each item by the id of its place, without what is empty. */
export function factsBody(items: readonly DraftItem[]): RoundFacts {
  return Object.fromEntries(
    items.flatMap(({ facts }, index) => {
      const said = saidOf(facts);
      return Object.keys(said).length === 0 ? [] : [[itemId(index), said]];
    }),
  );
}

/** The fields that say something, trimmed. */
export function saidOf(facts: DraftFacts): ItemFacts {
  return Object.fromEntries(
    FACTS.flatMap((fact) => {
      const text = facts[fact]?.trim() ?? '';
      return text === '' ? [] : [[fact, text]];
    }),
  );
}
