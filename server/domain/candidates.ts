/** Names of the list: no two items of one name, and nobody written in who is on it. */
import type { RoundDefinition } from './round/definition.ts';
import { takesWriteIns, type Paper } from './round/paper.ts';
import { nameKey } from './writtenName.ts';

/** Built once for each definition, since every paper of a hall is held against it. */
const listed = new WeakMap<RoundDefinition, ReadonlyMap<string, string>>();

/** The item whose title is this name, in whatever spelling; null where it is on the list under none. */
export function candidateNamed(definition: RoundDefinition, name: string): string | null {
  let ids = listed.get(definition);
  if (ids === undefined) {
    ids = new Map(definition.items.map(({ id, title }) => [nameKey(title), id]));
    listed.set(definition, ids);
  }
  const key = nameKey(name);
  return key === '' ? null : (ids.get(key) ?? null);
}

/**
 * A paper as its elector meant it: a candidate who is written in as well is approved once, on the list. Where the
 * list says the opposite of the name, what is meant can't be made out, and that candidate's mark is void (部分无效).
 */
export function withoutCandidates<P extends Paper>(definition: RoundDefinition, paper: P): P {
  if (!takesWriteIns(definition) || paper.writeIns === undefined) return paper;
  const named = paper.writeIns.flatMap((name) => candidateNamed(definition, name) ?? []);
  if (named.length === 0) return paper;
  const marks: Record<string, unknown> = { ...paper.marks };
  for (const id of named) {
    marks[id] = marks[id] === 'against' || marks[id] === 'illegible' ? 'illegible' : 'for';
  }
  const { writeIns, ...rest } = paper;
  const others = writeIns.filter((name) => candidateNamed(definition, name) === null);
  return { ...rest, marks, ...(others.length > 0 && { writeIns: others }) } as P;
}

/** The first item whose name another one bears before it, in whatever spelling; null where all differ. */
export function repeatedName({ items }: Pick<RoundDefinition, 'items'>): number | null {
  const seen = new Set<string>();
  for (const [index, { title }] of items.entries()) {
    const key = nameKey(title);
    if (key !== '' && seen.has(key)) return index;
    seen.add(key);
  }
  return null;
}
