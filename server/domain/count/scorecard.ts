/** Counts `scorecard` (多指标评分): exact means of each indicator and their weighted total. */
import {
  add,
  compare,
  decimal,
  fraction,
  multiply,
  parseFraction,
  ZERO,
  type Fraction,
} from '../fraction.ts';
import { own } from '../own.ts';
import { RESULT_FORMAT, type ScorecardResult, type ScoredObject } from '../result.ts';
import type { DefinitionOf } from '../round/definition.ts';
import type { MarksOf, Paper } from '../round/paper.ts';
import type { Counter } from './counter.ts';

/** A total that needs more is told apart by its grade alone. */
const MOST_DIGITS = 15;

type Scorecard = DefinitionOf<'scorecard'>;

/** Scores of one object: `sums` in hundredths, by indicator in the definition's order. */
type Scores = { valid: number; sums: bigint[] };

export class ScorecardCounter implements Counter<ScorecardResult> {
  readonly #definition: Scorecard;
  readonly #objects: Map<string, Scores>;
  readonly #rows: { id: string; min: bigint; max: bigint; weight: Fraction }[];
  #collected = 0;

  constructor(definition: Scorecard) {
    this.#definition = definition;
    this.#rows = definition.indicators.map(({ id, min, max, weight }) => ({
      id,
      min: hundredths(min),
      max: hundredths(max),
      weight: parseFraction(weight),
    }));
    const none = (): Scores => ({ valid: 0, sums: this.#rows.map(() => 0n) });
    this.#objects = new Map(definition.items.map(({ id }) => [id, none()]));
  }

  add(paper: Paper): void {
    this.#collected += 1;
    if (paper.illegible === true) return;
    const marks = paper.marks as MarksOf<'scorecard'>;
    for (const [id, scores] of this.#objects) {
      const given = this.#scores(own(marks, id));
      if (!given) continue;
      scores.valid += 1;
      given.forEach((value, index) => {
        scores.sums[index] = (scores.sums[index] ?? 0n) + value;
      });
    }
  }

  /** The scores in hundredths, or `null` unless every indicator is there and in range. */
  #scores(given: Record<string, number> | undefined): bigint[] | null {
    if (!given) return null;
    const values: bigint[] = [];
    for (const { id, min, max } of this.#rows) {
      const score = own(given, id);
      if (score === undefined) return null;
      const value = hundredths(score);
      if (value < min || value > max) return null;
      values.push(value);
    }
    return values;
  }

  result(): ScorecardResult {
    return {
      format: RESULT_FORMAT,
      round: 'valid',
      papers: { collected: this.#collected },
      objects: [...this.#objects].map(([id, scores]) => this.#object(id, scores)),
    };
  }

  #object(id: string, { valid, sums }: Scores): ScoredObject {
    if (valid === 0) {
      const indicators = Object.fromEntries(this.#rows.map((row) => [row.id, null]));
      return { id, valid, indicators, total: null, grade: null };
    }
    const means = sums.map((sum) => fraction(sum, 100n * BigInt(valid)));
    const total = this.#rows.reduce(
      (sum, { weight }, index) => add(sum, multiply(weight, means[index] ?? ZERO)),
      ZERO,
    );
    return {
      id,
      valid,
      indicators: Object.fromEntries(
        this.#rows.map((row, index) => [row.id, decimal(means[index] ?? ZERO)]),
      ),
      total: decimal(total),
      ...this.#closer(total),
      grade: this.#grade(total),
    };
  }

  /** Where two digits read like another band: as many as tell them apart, 84.9975 below a band from 85. */
  #closer(total: Fraction): Pick<ScoredObject, 'closer'> {
    const grade = this.#grade(total);
    const reads = (digits: number) => this.#grade(parseFraction(decimal(total, digits))) === grade;
    if (reads(2)) return {};
    let digits = 3;
    while (digits < MOST_DIGITS && !reads(digits)) digits += 1;
    return { closer: decimal(total, digits) };
  }

  /** The first band whose `min` is at most the exact total, not the printed one. */
  #grade(total: Fraction): string | null {
    const band = this.#definition.bands.find(({ min }) => compare(parseFraction(min), total) <= 0);
    return band?.grade ?? null;
  }
}

/** A score with at most two decimals as a whole number of hundredths, read from its digits. */
export function hundredths(score: number): bigint {
  const { num, den } = parseFraction(String(score));
  return (num * 100n) / den;
}
