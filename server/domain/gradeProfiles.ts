/**
 * Grade profiles (等次规则) as data: how counts of ticks, or a total, become a grade. Every place has
 * its own; sources and readings are in docs/counting.md. Rules name the grades `satisfied`,
 * `basically_satisfied`, `dissatisfied` of the scale S3; the same word may be another rank elsewhere,
 * so profiles belong to a scale and labels are never compared.
 */
import { add, decimal, fraction, type Fraction } from './fraction.ts';
import { own } from './own.ts';
import type { Band, GradeRule, ScaleGrade } from './round/rules.ts';

const grade = (id: string, label: string, excluded = false): ScaleGrade => ({
  id,
  label,
  excluded,
});

/** Scales (测评档次), best first. */
export const SCALES = {
  S3: [
    grade('satisfied', '满意'),
    grade('basically_satisfied', '基本满意'),
    grade('dissatisfied', '不满意'),
  ],
  S3U: [
    grade('satisfied', '满意'),
    grade('basically_satisfied', '基本满意'),
    grade('dissatisfied', '不满意'),
    grade('unfamiliar', '不了解', true),
  ],
  S4: [
    grade('satisfied', '满意'),
    grade('fairly_satisfied', '比较满意'),
    grade('basically_satisfied', '基本满意'),
    grade('dissatisfied', '不满意'),
  ],
  G3: [grade('good', '好'), grade('fairly_good', '较好'), grade('fair', '一般')],
  G4: [
    grade('good', '好'),
    grade('fairly_good', '较好'),
    grade('fair', '一般'),
    grade('poor', '差'),
  ],
  C3: [
    grade('competent', '称职'),
    grade('basically_competent', '基本称职'),
    grade('incompetent', '不称职'),
  ],
  C4: [
    grade('excellent', '优秀'),
    grade('competent', '称职'),
    grade('basically_competent', '基本称职'),
    grade('incompetent', '不称职'),
  ],
} as const satisfies Record<string, readonly ScaleGrade[]>;

const both = ['satisfied', 'basically_satisfied'];

/** Profiles for `rating`. */
export const GRADE_PROFILES = {
  /** 全体成员过半数 for 满意, else both together; exactly half is 不满意. */
  P_ZH: [
    {
      grade: 'satisfied',
      when: [{ sum: ['satisfied'], base: 'enrolled', fraction: '1/2', strict: true }],
    },
    {
      grade: 'basically_satisfied',
      when: [{ sum: both, base: 'enrolled', fraction: '1/2', strict: true }],
    },
    { grade: 'dissatisfied', when: [] },
  ],
  /** 不满意过半数: put right within a time limit and report again; else it passes. */
  P_TY: [
    {
      grade: 'rectify',
      when: [{ sum: ['dissatisfied'], base: 'collected', fraction: '1/2', strict: true }],
    },
    { grade: 'pass', when: [] },
  ],
  /** 称职率 of the raters: 80 % and 50 % belong to the better grade. */
  P_DW: [
    {
      grade: 'competent',
      when: [{ sum: ['competent'], base: 'collected', fraction: '4/5', strict: false }],
    },
    {
      grade: 'basically_competent',
      when: [{ sum: ['competent'], base: 'collected', fraction: '1/2', strict: false }],
    },
    { grade: 'incompetent', when: [] },
  ],
  /** 居民满意率 below 70 %: a second rectification. */
  P_SG: [
    {
      grade: 'pass',
      when: [{ sum: ['satisfied'], base: 'valid', fraction: '7/10', strict: false }],
    },
    { grade: 'rectify', when: [] },
  ],
  /** This project's own default; no source has exactly this. */
  P_DEFAULT: [
    {
      grade: 'satisfied',
      when: [
        { sum: ['satisfied'], base: 'valid', fraction: '1/2', strict: true },
        { sum: both, base: 'valid', fraction: '4/5', strict: false },
      ],
    },
    {
      grade: 'basically_satisfied',
      when: [{ sum: both, base: 'valid', fraction: '1/2', strict: false }],
    },
    { grade: 'dissatisfied', when: [] },
  ],
} as const satisfies Record<string, readonly DeepReadonly<GradeRule>[]>;
export type GradeProfile = keyof typeof GRADE_PROFILES;

/** Profiles for `scorecard`. */
export const BAND_PROFILES = {
  /** 80–100, 60–79, 59 and below. */
  P_SCORE_100: [
    { grade: 'satisfied', min: '80' },
    { grade: 'basically_satisfied', min: '60' },
    { grade: 'dissatisfied', min: '0' },
  ],
  /** Mean of five indicators: 85, 75, 60. */
  P_SCORE_4: [
    { grade: 'satisfied', min: '85' },
    { grade: 'fairly_satisfied', min: '75' },
    { grade: 'basically_satisfied', min: '60' },
    { grade: 'dissatisfied', min: '0' },
  ],
} as const satisfies Record<string, readonly Band[]>;
export type BandProfile = keyof typeof BAND_PROFILES;

/** P_MAP: points for each grade; 不了解 has none and stays outside. */
export const P_MAP: Readonly<Record<string, number>> = {
  satisfied: 100,
  basically_satisfied: 70,
  dissatisfied: 30,
};

/**
 * The mean of ticks mapped to points, exact, printed with two digits half up; `null` when no tick
 * has points. Grades without points are outside the base.
 */
export function mappedMean(
  counts: Readonly<Record<string, number>>,
  points: Readonly<Record<string, number>> = P_MAP,
): string | null {
  let sum = 0n;
  let base = 0n;
  for (const [id, count] of Object.entries(counts)) {
    const each = own(points, id);
    if (each === undefined) continue;
    sum += BigInt(each) * BigInt(count);
    base += BigInt(count);
  }
  return base === 0n ? null : decimal(fraction(sum, base));
}

/**
 * One rate for several objects. `pooled` adds ticks and bases first, `mean` averages the objects'
 * rates; the two are different numbers, so whoever prints one says which. Objects with base 0 are
 * left out; `null` when none is left.
 */
export function overallRate(
  objects: readonly { part: number; base: number }[],
  method: 'pooled' | 'mean',
): Fraction | null {
  const counted = objects.filter(({ base }) => base > 0);
  if (counted.length === 0) return null;
  if (method === 'pooled') {
    const part = counted.reduce((sum, object) => sum + object.part, 0);
    return fraction(
      part,
      counted.reduce((sum, object) => sum + object.base, 0),
    );
  }
  const sum = counted.map(({ part, base }) => fraction(part, base)).reduce(add);
  return { num: sum.num, den: sum.den * BigInt(counted.length) };
}

type DeepReadonly<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
