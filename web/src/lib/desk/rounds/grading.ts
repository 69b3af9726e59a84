import {
  BAND_PROFILES,
  GRADE_PROFILES,
  SCALES,
  type BandProfile,
  type GradeProfile,
} from '$domain/gradeProfiles.ts';
import type { Band, GradeRule, ScaleGrade } from '$domain/round/rules.ts';

/** The scales (测评档次) that a rating may start from; each can be changed afterwards. */
export const SCALE_CHOICES = [
  'S3',
  'S3U',
  'S4',
  'G4',
  'C3',
] as const satisfies readonly (keyof typeof SCALES)[];
export type ScaleChoice = (typeof SCALE_CHOICES)[number];

/** The rules (等次规则) that a rating may choose from, with the scales whose grades they speak of. */
const PROFILE_SCALES = {
  P_ZH: ['S3', 'S3U'],
  P_TY: ['S3', 'S3U', 'S4'],
  P_SG: ['S3', 'S3U', 'S4'],
  P_DW: ['C3'],
  P_DEFAULT: ['S3', 'S3U'],
} as const satisfies Record<GradeProfile, readonly ScaleChoice[]>;
const PROFILES = Object.keys(PROFILE_SCALES) as GradeProfile[];

/** One band (分数段) of a scorecard while it is written. */
export type BandRow = { readonly key: string; grade: string; min: string };
export const BAND_CHOICES = ['P_SCORE_100', 'P_SCORE_4'] as const satisfies readonly BandProfile[];
export type BandChoice = (typeof BAND_CHOICES)[number];

/** A scale as it is proposed, to be changed freely. */
export function presetScale(choice: ScaleChoice): ScaleGrade[] {
  return SCALES[choice].map((grade) => ({ ...grade }));
}

/** The preset that a scale is, labels and all; null once it was changed. */
export function scaleChoiceOf(scale: readonly ScaleGrade[]): ScaleChoice | null {
  const text = textOf(scale);
  return SCALE_CHOICES.find((choice) => textOf(SCALES[choice]) === text) ?? null;
}

/**
 * The profiles that mean what they say on this scale: the same grades as one of theirs, whatever they are
 * called. On another scale the same rule would leave grades out without a word.
 */
export function profilesFor(scale: readonly ScaleGrade[]): GradeProfile[] {
  const ids = idsOf(scale);
  return PROFILES.filter((profile) =>
    PROFILE_SCALES[profile].some((choice) => idsOf(SCALES[choice]) === ids),
  );
}

/** The rules of a profile. */
export function profileRules(profile: GradeProfile): GradeRule[] {
  return GRADE_PROFILES[profile].map(({ grade, when }) => ({
    grade,
    when: when.map((condition) => ({ ...condition, sum: [...condition.sum] })),
  }));
}

/** The profile that these rules are; `none` without rules, null for rules of their own. */
export function profileOf(grades: readonly GradeRule[]): GradeProfile | 'none' | null {
  if (grades.length === 0) return 'none';
  const text = rulesText(grades);
  return PROFILES.find((profile) => rulesText(profileRules(profile)) === text) ?? null;
}

/** The rules that can stay when the scale becomes another one; none where they would mean something else. */
export function gradesAfter(
  grades: readonly GradeRule[],
  scale: readonly ScaleGrade[],
): GradeRule[] {
  const profile = profileOf(grades);
  if (profile === 'none') return [];
  if (profile !== null) return profilesFor(scale).includes(profile) ? [...grades] : [];
  const known = new Set(scale.map(({ id }) => id));
  const fits = grades.every(({ when }) =>
    when.every(({ sum }) => sum.every((id) => known.has(id))),
  );
  return fits ? [...grades] : [];
}

/** An id that no grade of the scale has yet: g1, g2 … */
export function newGradeId(scale: readonly ScaleGrade[]): string {
  const taken = new Set(scale.map(({ id }) => id));
  let number = 1;
  while (taken.has(`g${String(number)}`)) number++;
  return `g${String(number)}`;
}

/** The preset that these bands are; `none` without bands, null for bands of their own. */
export function bandChoiceOf(bands: readonly Band[]): BandChoice | 'none' | null {
  if (bands.length === 0) return 'none';
  const text = bandsText(bands);
  return BAND_CHOICES.find((choice) => bandsText(BAND_PROFILES[choice]) === text) ?? null;
}

/** The bands of a preset, to be changed freely. */
export function presetBands(choice: BandChoice, newKey: () => string): BandRow[] {
  return BAND_PROFILES[choice].map(({ grade, min }) => ({ key: newKey(), grade, min }));
}

const textOf = (scale: readonly ScaleGrade[]) =>
  JSON.stringify(scale.map(({ id, label, excluded }) => [id, label, excluded]));
/** Counted grades and those outside the base, apart: S3U is not S3 with a fourth grade. */
const idsOf = (scale: readonly ScaleGrade[]) =>
  JSON.stringify(scale.map(({ id, excluded }) => [id, excluded]));
const rulesText = (grades: readonly GradeRule[]) =>
  JSON.stringify(
    grades.map(({ grade, when }) => [
      grade,
      when.map(({ sum, base, fraction, strict }) => [sum, base, fraction, strict]),
    ]),
  );
const bandsText = (bands: readonly Band[]) =>
  JSON.stringify(bands.map(({ grade, min }) => [grade, min]));
