/** Counts `rating` (满意度测评): a grade for each object, then the object's grade by rule. */
import {
  add,
  compare,
  divide,
  formatReduced,
  fraction,
  multiply,
  parseFraction,
  reaches,
  ZERO,
  type Fraction,
} from '../fraction.ts';
import { own } from '../own.ts';
import { RESULT_FORMAT, type RatedObject, type RatingResult } from '../result.ts';
import type { DefinitionOf } from '../round/definition.ts';
import type { Paper } from '../round/paper.ts';
import type { Roll } from '../round/roll.ts';
import type { GradeCondition } from '../round/rules.ts';
import type { Counter } from './counter.ts';

type Rating = DefinitionOf<'rating'>;

/** One class's ticks for one object, or everybody's. */
type Ticks = { counts: Map<string, number>; abstain: number; invalid: number };

/** The group of everybody, beside the classes. */
const ALL = null;
type Group = string | typeof ALL;

export class RatingCounter implements Counter<RatingResult> {
  readonly #definition: Rating;
  readonly #roll: Roll;
  readonly #groups = new Map<Group, Map<string, Ticks>>();
  #collected = 0;

  constructor(definition: Rating, roll: Roll) {
    this.#definition = definition;
    this.#roll = roll;
    for (const group of [ALL as Group, ...Object.keys(definition.weights ?? {})]) {
      this.#groups.set(group, new Map(definition.items.map(({ id }) => [id, this.#noTicks()])));
    }
  }

  #noTicks(): Ticks {
    return {
      counts: new Map(this.#definition.scale.map(({ id }) => [id, 0])),
      abstain: 0,
      invalid: 0,
    };
  }

  add(paper: Paper): void {
    this.#collected += 1;
    const own = this.#definition.weights && paper.class !== undefined ? [paper.class] : [];
    for (const group of [ALL as Group, ...own]) {
      for (const [id, ticks] of this.#groups.get(group) ?? []) this.#tick(ticks, paper, id);
    }
  }

  #tick(ticks: Ticks, paper: Paper, id: string): void {
    if (paper.illegible === true) {
      ticks.invalid += 1;
      return;
    }
    const mark = own<unknown>(paper.marks, id);
    const before = typeof mark === 'string' ? ticks.counts.get(mark) : undefined;
    if (typeof mark === 'string' && before !== undefined) ticks.counts.set(mark, before + 1);
    else if (mark === undefined && this.#definition.blank === 'abstain') ticks.abstain += 1;
    else ticks.invalid += 1;
  }

  result(): RatingResult {
    return {
      format: RESULT_FORMAT,
      round: 'valid',
      papers: { collected: this.#collected },
      objects: this.#definition.items.map(({ id }) => this.#object(id)),
    };
  }

  #object(id: string): RatedObject {
    const ticks = this.#ticks(ALL, id);
    const valid = this.#valid(ticks);
    const [best, broad] = this.#best();
    return {
      id,
      counts: Object.fromEntries(ticks.counts),
      abstain: ticks.abstain,
      valid,
      invalid: ticks.invalid,
      strict: `${sum(ticks, best)}/${valid}`,
      broad: `${sum(ticks, broad)}/${valid}`,
      weighted: this.#weighted(id),
      grade: valid === 0 ? null : this.#grade(id, ticks, valid),
    };
  }

  /** The grade ids behind 满意率: the best grade, and the best two that are not excluded. */
  #best(): [string[], string[]] {
    const counting = this.#definition.scale.filter((grade) => !grade.excluded);
    return [counting.slice(0, 1).map(({ id }) => id), counting.slice(0, 2).map(({ id }) => id)];
  }

  #ticks(group: Group, id: string): Ticks {
    return this.#groups.get(group)?.get(id) ?? this.#noTicks();
  }

  /** Everything inside the base: ticks of grades not excluded, and blanks that abstain. */
  #valid(ticks: Ticks): number {
    const counting = this.#definition.scale.filter((grade) => !grade.excluded);
    return (
      sum(
        ticks,
        counting.map(({ id }) => id),
      ) + ticks.abstain
    );
  }

  #grade(id: string, ticks: Ticks, valid: number): string | null {
    for (const rule of this.#definition.grades) {
      if (rule.when.every((condition) => this.#holds(condition, id, ticks, valid))) {
        return rule.grade;
      }
    }
    return null;
  }

  #holds(condition: GradeCondition, id: string, ticks: Ticks, valid: number): boolean {
    const of = parseFraction(condition.fraction);
    if (this.#definition.weights) {
      const share = this.#weightedShare(id, condition.sum);
      return share !== null && reaches(share, of, fraction(1), condition.strict);
    }
    const base = condition.base === 'valid' ? valid : this.#base(condition.base);
    return reaches(fraction(sum(ticks, condition.sum)), of, fraction(base), condition.strict);
  }

  #base(base: 'collected' | 'present' | 'enrolled'): number {
    return base === 'collected' ? this.#collected : this.#roll[base];
  }

  #weighted(id: string): RatedObject['weighted'] {
    const [best, broad] = this.#best();
    const strict = this.#weightedShare(id, best);
    const both = this.#weightedShare(id, broad);
    if (strict === null || both === null) return null;
    const shares = { strict: formatReduced(strict), broad: formatReduced(both) };
    return this.#voting(id).dropped ? { ...shares, renormalised: true } : shares;
  }

  /** The classes with a valid paper for this object, and whether any class had none. */
  #voting(id: string): { classes: [string, Fraction][]; dropped: boolean } {
    const all = Object.entries(this.#definition.weights ?? {});
    const classes = all
      .filter(([name]) => this.#valid(this.#ticks(name, id)) > 0)
      .map(([name, weight]): [string, Fraction] => [name, parseFraction(weight)]);
    return { classes, dropped: classes.length < all.length };
  }

  /** Σ weight × count / valid over the classes, weights scaled to 1; `null` without weights or papers. */
  #weightedShare(id: string, grades: readonly string[]): Fraction | null {
    const { classes } = this.#voting(id);
    const weight = classes.reduce((total, [, own]) => add(total, own), ZERO);
    if (compare(weight, ZERO) === 0) return null;
    const share = classes.reduce((total, [name, own]) => {
      const ticks = this.#ticks(name, id);
      const part = fraction(sum(ticks, grades), this.#valid(ticks));
      return add(total, multiply(own, part));
    }, ZERO);
    return divide(share, weight);
  }
}

function sum(ticks: Ticks, grades: readonly string[]): number {
  return grades.reduce((total, grade) => total + (ticks.counts.get(grade) ?? 0), 0);
}
