/** What a counted round decided, as it is said and written: who or what was taken, what is level, what follows. */
import { electingOf, type Electing } from '../digest.ts';
import { isWritten, itemTitle } from '../names.ts';
import type { ItemsResult, Next, ResultItem } from '../result.ts';
import type { RoundDefinition } from '../round/definition.ts';

export type NamedItem = ResultItem & {
  readonly title: string;
  /** Written in (另选他人): such a name has approvals alone, for nobody could oppose it. */
  readonly written: boolean;
};

export type Decision = {
  readonly way: Electing;
  /** A single motion (议案、决议草案): it passes or it doesn't, and is named in the sentence that says so. */
  readonly motion: NamedItem | null;
  /** Those on the paper, best first; level ones in the paper's order. */
  readonly standing: readonly NamedItem[];
  readonly written: readonly NamedItem[];
  readonly elected: readonly NamedItem[];
  readonly tied: readonly NamedItem[];
  /** Nobody and nothing was taken, because none reached the votes that the rules ask for. */
  readonly missedRule: boolean;
  readonly next: Next;
};

export function decisionOf(
  definition: RoundDefinition,
  result: ItemsResult,
  /** Names a motion whose paper has no question of its own. */
  roundTitle: string,
): Decision {
  const named = result.items
    .toSorted((a, b) => a.rank - b.rank)
    .map((item) => ({
      ...item,
      title: itemTitle(definition, item.id),
      written: isWritten(definition, item.id),
    }));
  const of = (outcome: ResultItem['outcome']) => named.filter((item) => item.outcome === outcome);
  const elected = of('elected');
  const tied = of('tied');
  const [only] = named;
  const single =
    definition.kind === 'package' ||
    (definition.kind === 'each' && definition.items.length === 1 && definition.seats === undefined);
  return {
    way: electingOf(definition),
    motion:
      single && only !== undefined
        ? { ...only, title: definition.items[0]?.title || roundTitle }
        : null,
    standing: named.filter((item) => !item.written),
    written: named.filter((item) => item.written),
    elected,
    tied,
    missedRule: definition.majority.length > 0 && !named.some((item) => item.passed),
    next: result.next,
  };
}

/** The votes by which items are ranked: points of a ranking, else approvals. */
export function votesOf(item: ResultItem): number {
  return item.points ?? item.for;
}
