import {
  add,
  compare,
  decimal,
  fraction,
  multiply,
  ONE,
  parseFraction,
  ZERO,
} from '$domain/fraction.ts';
import { fractionText, type Indicator } from '$domain/round/rules.ts';

/** One indicator (评分指标) while it is written: null while a field is empty, the weight as it was typed. */
export type IndicatorRow = {
  readonly key: string;
  /** Its name, which is also what marks and results call it. */
  id: string;
  min: number | null;
  max: number | null;
  weight: string;
};

export function indicatorRow({ id, min, max, weight }: Indicator, key: string): IndicatorRow {
  return { key, id, min, max, weight: weightShown(weight) };
}

/** What a scorecard starts with: one score of up to a hundred. */
export function startingIndicator(key: string, id: string): IndicatorRow {
  return { key, id, min: 0, max: 100, weight: '100%' };
}

/** What is sent for a row, not yet checked. */
export function indicatorOf({ id, min, max, weight }: IndicatorRow): object {
  return { id: id.trim(), min, max, weight: weightOf(weight) };
}

/** A weight as people type it, `20%`, `0.2` or `1/5`, as an exact fraction; anything else as it is. */
export function weightOf(typed: string): string {
  const text = typed.trim().replace('％', '%').replace('．', '.');
  const found = /^(\d{1,9})(?:\.(\d{1,4}))?(%?)$/.exec(text);
  if (found === null) return text;
  const [, whole = '', decimals = '', percent = ''] = found;
  const zeros = decimals.length + (percent === '' ? 0 : 2);
  const digits = `${whole}${decimals}`.replace(/^0+(?=\d)/, '');
  return zeros === 0 ? digits : `${digits}/1${'0'.repeat(zeros)}`;
}

/** A weight for the field: hundredths and smaller decimal parts as a percentage, the rest as a fraction. */
export function weightShown(weight: string): string {
  const found = /^(\d+)\/1(0{2,6})$/.exec(weight);
  if (found === null) return weight;
  const [, digits = '', zeros = ''] = found;
  const places = zeros.length - 2;
  if (places === 0) return `${digits}%`;
  const padded = digits.padStart(places + 1, '0');
  return `${padded.slice(0, -places)}.${padded.slice(-places)}%`;
}

/** The weights together, as a percentage with two digits; null while one of them is no number. */
export function weightsTogether(
  rows: readonly IndicatorRow[],
): { readonly percent: string; readonly whole: boolean } | null {
  const weights = rows.map(({ weight }) => weightOf(weight));
  if (!weights.every((weight) => fractionText.safeParse(weight).success)) return null;
  const sum = weights.map(parseFraction).reduce(add, ZERO);
  return { percent: decimal(multiply(sum, fraction(100))), whole: compare(sum, ONE) === 0 };
}

/** Every indicator with the same weight. */
export function evenWeights(rows: readonly IndicatorRow[]): IndicatorRow[] {
  const weight = rows.length === 1 ? '1' : `1/${String(rows.length)}`;
  return rows.map((row) => ({ ...row, weight }));
}
