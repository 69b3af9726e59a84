/**
 * The live tally as a vector of whole-number counters. Papers only ever add, so tallies of batches,
 * of boxes or of processes are summed cell by cell and never go backwards (promise V5).
 *
 * Cells in document order: `choose`, `each`, `package`, `election` four an item (for, against,
 * abstain, void); `rating` one for each grade of the scale, then abstain, then invalid; `rank` one
 * for each place, and after the last item one for the papers themselves. A scorecard's means and the
 * names written in at an election are not kept live: of those only the turnout is.
 */
import { percent } from './fraction.ts';
import { ranksOf } from './count/seats.ts';
import { reasonInvalid } from './count/validity.ts';
import { passes } from './majority.ts';
import { own } from './own.ts';
import type { RatedObject, ResultItem } from './result.ts';
import type { DefinitionOf, RoundDefinition } from './round/definition.ts';
import type { Marks, Paper } from './round/paper.ts';
import type { Roll } from './round/roll.ts';
import type { MajorityRule } from './round/rules.ts';

export { agrees, differences, type Difference } from './agreement.ts';

const CHOICES = ['for', 'against', 'abstain', 'illegible'] as const;

/** How many cells the tally of this definition has; 0 where only the turnout is live. */
export function cellsOf(definition: RoundDefinition): number {
  const { items } = definition;
  switch (definition.kind) {
    case 'choose':
    case 'each':
    case 'package':
    case 'election':
      return items.length * CHOICES.length;
    case 'rating':
      return items.length * (definition.scale.length + 2);
    case 'rank':
      return items.length * definition.seats + 1;
    case 'scorecard':
      return 0;
  }
}

/**
 * The cells that one valid paper adds one to, each at most once, ascending. The marks are as
 * `acceptElectronic` gives them, or of a paper for which `reasonInvalid` is `null`; for `rating` any
 * legible paper. A paper that is invalid as a whole adds to no cell.
 */
export function cellsOfPaper(definition: RoundDefinition, marks: Marks): number[] {
  const { items } = definition;
  const markOf = (id: string): unknown => own<unknown>(marks, id);
  switch (definition.kind) {
    case 'choose':
    case 'each':
    case 'package':
    case 'election':
      return items.map(({ id }, index) => {
        const choice = CHOICES.findIndex((mark) => mark === (markOf(id) ?? 'abstain'));
        if (choice < 0) throw new Error('a mark that the schema should have refused');
        return index * CHOICES.length + choice;
      });
    case 'rating': {
      const { scale, blank } = definition;
      const width = scale.length + 2;
      return items.map(({ id }, index) => {
        const mark = markOf(id);
        const grade = scale.findIndex((entry) => entry.id === mark);
        const other = mark === undefined && blank === 'abstain' ? width - 2 : width - 1;
        return index * width + (grade < 0 ? other : grade);
      });
    }
    case 'rank': {
      const { seats } = definition;
      const placed = items.flatMap(({ id }, index) => {
        const place = markOf(id);
        return typeof place === 'number' ? [index * seats + place - 1] : [];
      });
      return [...placed, items.length * seats];
    }
    case 'scorecard':
      return [];
  }
}

/**
 * The cells of any paper in the box, tellers' papers too: none for one that is invalid as a whole,
 * except that an illegible `rating` paper is invalid for each object.
 */
export function cellsOfStoredPaper(definition: RoundDefinition, paper: Paper): number[] {
  const reason = reasonInvalid(definition, paper);
  if (reason === null) return cellsOfPaper(definition, paper.marks);
  if (definition.kind !== 'rating') return [];
  const width = definition.scale.length + 2;
  return definition.items.map((_, index) => (index + 1) * width - 1);
}

/** An item as a screen shows it: the result's figures without an outcome. */
export type TallyItem = Omit<ResultItem, 'share' | 'percent' | 'passed' | 'outcome'> & {
  /** `null` while the base of the first majority rule is not known. */
  readonly share: string | null;
  readonly percent: string | null;
  /** `null` while a figure that could decide it is not known. */
  readonly passed: boolean | null;
};
export type TallyObject = Pick<
  RatedObject,
  'id' | 'counts' | 'abstain' | 'valid' | 'invalid' | 'strict' | 'broad'
>;

/** What the cells say. `papers` is the number of papers in the box, the turnout. */
export type Tally =
  | { readonly kind: 'items'; readonly papers: number; valid: number; items: TallyItem[] }
  | { readonly kind: 'objects'; readonly papers: number; objects: TallyObject[] }
  | { readonly kind: 'turnout'; readonly papers: number };

/** The figures of the roll that are known so far. */
export type KnownRoll = Partial<Pick<Roll, 'enrolled' | 'present' | 'issued'>>;

/**
 * Reads the cells. `papers` counts every paper in the box; `roll` is what is known of the roll, for
 * shares whose base is there. Throws when the vector has the wrong length: another round's cells.
 */
export function tallyOf(
  definition: RoundDefinition,
  papers: number,
  cells: readonly number[],
  roll: KnownRoll = {},
): Tally {
  if (cells.length !== cellsOf(definition)) throw new Error('these cells are of another round');
  switch (definition.kind) {
    case 'scorecard':
      return { kind: 'turnout', papers };
    case 'rating':
      return { kind: 'objects', papers, objects: objectsOf(definition, cells) };
    case 'choose':
    case 'each':
    case 'package':
    case 'election':
    case 'rank': {
      const { valid, figures } =
        definition.kind === 'rank'
          ? rankFigures(definition, cells)
          : choiceFigures(definition, cells);
      const ranks = ranksOf(figures.map((item) => item.points ?? item.for));
      const base = (rule: MajorityRule | null): number | null => {
        if (rule?.class !== undefined) return null;
        if (rule === null || rule.base === 'valid') return valid;
        return rule.base === 'collected' ? papers : (roll[rule.base] ?? null);
      };
      const items = figures.map((item, index): TallyItem => {
        const first = definition.majority[0] ?? null;
        const whole = base(first);
        const approvals = (rule: MajorityRule | null): number | null =>
          rule?.class === undefined ? item.for : null;
        return {
          ...item,
          share: whole === null ? null : `${item.for}/${whole}`,
          percent: whole === null ? null : percent(item.for, whole),
          rank: ranks[index] ?? items.length,
          passed:
            item.points === undefined
              ? passes(definition.majority, { approvals, base })
              : item.points > 0,
        };
      });
      return { kind: 'items', papers, valid, items };
    }
  }
}

type Figures = Pick<ResultItem, 'id' | 'for' | 'against' | 'abstain' | 'void'> & {
  points?: number;
};

function choiceFigures(
  definition: DefinitionOf<'choose' | 'each' | 'package' | 'election'>,
  cells: readonly number[],
): { valid: number; figures: Figures[] } {
  const figures = definition.items.map(({ id }, index): Figures => {
    const [approvals, against, abstain, illegible] = [0, 1, 2, 3].map(
      (choice) => cells[index * CHOICES.length + choice] ?? 0,
    ) as [number, number, number, number];
    return { id, for: approvals, against, abstain, void: illegible };
  });
  // Each valid paper adds to exactly one of an item's four cells.
  const [first] = figures;
  const valid = first ? first.for + first.against + first.abstain + first.void : 0;
  return { valid, figures };
}

function rankFigures(
  definition: DefinitionOf<'rank'>,
  cells: readonly number[],
): { valid: number; figures: Figures[] } {
  const { items, seats } = definition;
  const valid = cells[items.length * seats] ?? 0;
  const figures = items.map(({ id }, index): Figures => {
    const placed = cells.slice(index * seats, (index + 1) * seats);
    const approvals = placed.reduce((sum, count) => sum + count, 0);
    const points = placed.reduce((sum, count, place) => sum + count * (seats - place), 0);
    return { id, for: approvals, against: 0, abstain: valid - approvals, void: 0, points };
  });
  return { valid, figures };
}

function objectsOf(definition: DefinitionOf<'rating'>, cells: readonly number[]): TallyObject[] {
  const { scale } = definition;
  const width = scale.length + 2;
  return definition.items.map(({ id }, index) => {
    const own = cells.slice(index * width, (index + 1) * width);
    const counted = scale.map((grade, place) => ({ ...grade, count: own[place] ?? 0 }));
    const inside = counted.filter((grade) => !grade.excluded).map(({ count }) => count);
    const abstain = own[width - 2] ?? 0;
    const valid = inside.reduce((sum, count) => sum + count, abstain);
    return {
      id,
      counts: Object.fromEntries(counted.map((grade) => [grade.id, grade.count])),
      abstain,
      valid,
      invalid: own[width - 1] ?? 0,
      strict: `${inside[0] ?? 0}/${valid}`,
      broad: `${(inside[0] ?? 0) + (inside[1] ?? 0)}/${valid}`,
    };
  });
}
