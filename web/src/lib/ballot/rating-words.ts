import type { DefinitionOf, RoundDefinition } from '$domain/round/definition.ts';
import type { RatedObject } from '$domain/result.ts';
import type { GradeCondition, ScaleGrade } from '$domain/round/rules.ts';
import { RollClass } from '$contract/common/roles.ts';
import type { Say } from '../i18n/say.ts';
import { grades } from '../i18n/zh/grades.ts';
import type { MessageKey } from '../i18n/zh/index.ts';
import { percentOfShare, rateGrades } from './rates.ts';

type Rating = DefinitionOf<'rating'>;
type Scaled = { readonly scale: readonly ScaleGrade[] };

/**
 * What a grade is called: by the scale, where that is a name of its own; else (a usual grade, a scorecard's
 * band, a verdict such as 整改) by its usual name in the reader's language; else its id.
 */
export function gradeOf(
  scale: readonly Pick<ScaleGrade, 'id' | 'label'>[],
  id: string,
  say: Say,
): string {
  const label = scale.find((grade) => grade.id === id)?.label ?? '';
  const key = `grade.${id}`;
  const usual = Object.hasOwn(grades, key) ? (key as keyof typeof grades) : null;
  if (usual !== null && (label === '' || label === grades[usual])) return say(usual);
  return label === '' ? id : label;
}

/** What the two rates are called, “满意率” and “满意率（含基本满意）”; one where the scale has one grade that counts. */
export function rateNames({ scale }: Scaled, say: Say): { strict: string; broad: string | null } {
  const [grade = '', second] = rateGrades({ scale }).broad.map((id) => gradeOf(scale, id, say));
  return {
    strict: say('result.rate.strict', { grade }),
    broad: second === undefined ? null : say('result.rate.broad', { grade, second }),
  };
}

/** One rate of an object as it is printed: its name, the share it is of, and per cent. */
export type Rate = {
  readonly name: string;
  /** Votes over valid votes, `38/40`; null for a weighted rate, whose fraction is of no votes. */
  readonly share: string | null;
  readonly percent: string;
  readonly weighted: boolean;
};

/** The rates of an object: by weights first where the round has them, then plain. */
export function ratesOfObject(definition: Rating, object: RatedObject, say: Say): Rate[] {
  const names = rateNames(definition, say);
  const rates = (of: { strict: string; broad: string }, weighted: boolean): Rate[] =>
    (['strict', 'broad'] as const).flatMap((key) => {
      const name = names[key];
      return name === null
        ? []
        : [{ name, share: weighted ? null : of[key], percent: percentText(of[key]), weighted }];
    });
  return [...(object.weighted ? rates(object.weighted, true) : []), ...rates(object, false)];
}

/** `93.33%` of a share such as `42/45`; a dash where nothing was counted. */
export function percentText(share: string): string {
  const percent = percentOfShare(share);
  return percent === null ? '—' : `${percent}%`;
}

/** How the rates come about, sentence by sentence: of what, what is left out, how classes weigh. */
export function rateSentences(definition: Rating, say: Say): string[] {
  const { scale } = definition;
  const [grade = '', second] = rateGrades({ scale }).broad.map((id) => gradeOf(scale, id, say));
  const names = rateNames(definition, say);
  const excluded = definition.scale
    .filter((each) => each.excluded)
    .map(({ id }) => gradeOf(definition.scale, id, say));
  return [
    say('result.rate.strict.is', { rate: names.strict, grade }),
    ...(names.broad === null || second === undefined
      ? []
      : [say('result.rate.broad.is', { rate: names.broad, grade, second })]),
    say(`result.rate.blank.${definition.blank}`),
    ...(excluded.length === 0
      ? []
      : [say('result.rate.excluded', { grades: excluded.join(say('result.list')) })]),
    ...(definition.weights === undefined
      ? []
      : [say('result.rate.weights', { weights: weightsText(definition.weights, say) })]),
  ];
}

function weightsText(weights: NonNullable<Rating['weights']>, say: Say): string {
  return Object.entries(weights)
    .map(([name, weight]) => `${className(name, say)} ${plainPercent(weight)}`)
    .join(say('result.list'));
}

function className(name: string, say: Say): string {
  const known = RollClass.safeParse(name);
  return known.success ? say(`class.${known.data}`) : name;
}

/** `70%` of `7/10`, digits after the point only where they say something. */
export function plainPercent(share: string): string {
  return percentText(share)
    .replace(/(\.\d*?)0+%$/, '$1%')
    .replace('.%', '%');
}

/** How an object comes to its grade (等次), rule by rule; null where none is given. */
export function gradeSentence(definition: RoundDefinition, say: Say): string | null {
  if (definition.kind === 'scorecard') {
    const bands = definition.bands.map(({ grade, min }) =>
      say('result.grade.band', { grade: gradeOf([], grade, say), min }),
    );
    return bands.length === 0
      ? null
      : say('result.grade.rules', { rules: bands.join(say('result.then')) });
  }
  if (definition.kind !== 'rating' || definition.grades.length === 0) return null;
  const rules = definition.grades.map(({ grade, when }) =>
    when.length === 0
      ? say('result.grade.else', { grade: gradeOf(definition.scale, grade, say) })
      : say('result.grade.when', {
          grade: gradeOf(definition.scale, grade, say),
          conditions: when
            .map((each) => conditionText(definition, each, say))
            .join(say('rule.and')),
        }),
  );
  return say('result.grade.rules', { rules: rules.join(say('result.then')) });
}

function conditionText(
  definition: Rating,
  { sum, base, fraction, strict }: GradeCondition,
  say: Say,
): string {
  const grades = sum.map((id) => gradeOf(definition.scale, id, say)).join(say('result.plus'));
  const key: MessageKey = strict ? 'result.grade.more' : 'result.grade.atLeast';
  const of =
    definition.weights === undefined ? say(`base.${base}`) : say('result.grade.weightedBase');
  return say(key, { grades, base: of, percent: plainPercent(fraction) });
}
