/** The parts of a definition that are rules: thresholds, scales, grades, indicators, bands. */
import { z } from 'zod';

/** Names that an object cannot safely hold as a key of its own. */
const RESERVED = '__proto__';

/** An identifier: of an item, a grade, an indicator, a class. Any text but the empty one. */
export const identifier = z
  .string()
  .min(1, 'an identifier must not be empty')
  .refine((id) => id !== RESERVED, 'this identifier is reserved')
  .meta({ id: 'roundIdentifier' });

/**
 * `2/3`, or a whole number. Fifteen digits are far more than any rule needs. What is no fraction ends the
 * check: the rules between fields, such as that weights add up, calculate with it.
 */
export const fractionText = z
  .string()
  .regex(/^\d{1,15}(\/0*[1-9]\d{0,14})?$/, {
    message: 'must be a fraction such as "2/3"',
    abort: true,
  })
  .meta({ id: 'roundFraction' });

/** `85`, `84.5` or `255/3`. */
export const boundText = z.string().regex(/^-?\d{1,15}(\.\d{1,9}|\/0*[1-9]\d{0,14})?$/, {
  message: 'must be a number in a string, such as "85"',
  abort: true,
});

export const wholeNumber = z.int().nonnegative();
export const seats = z.int().positive();

/** 法定人数. `enrolled` compares those present, `registered` the papers collected, with fraction × enrolled. */
export const quorumRule = z
  .strictObject({
    of: z.enum(['enrolled', 'registered']),
    fraction: fractionText,
    strict: z.boolean(),
  })
  .meta({ id: 'roundQuorumRule' });
export type QuorumRule = z.infer<typeof quorumRule>;

/** 过半数等通过条件. Approvals against fraction × base, of one class of electors where it names one. */
export const majorityRule = z
  .strictObject({
    base: z.enum(['enrolled', 'present', 'issued', 'collected', 'valid']),
    fraction: fractionText,
    strict: z.boolean(),
    class: identifier.optional(),
  })
  .meta({ id: 'roundMajorityRule' });
export type MajorityRule = z.infer<typeof majorityRule>;
export type MajorityBase = MajorityRule['base'];

/** One grade of a scale (等次), from best to worst. `excluded`: counted but outside `valid` (不了解). */
export const scaleGrade = z
  .strictObject({
    id: identifier.refine((id) => id !== 'illegible', '"illegible" is a mark, not a grade'),
    label: z.string().default(''),
    excluded: z.boolean().default(false),
  })
  .meta({ id: 'roundScaleGrade' });
export type ScaleGrade = z.infer<typeof scaleGrade>;

/** Σ counts of the named grades against fraction × base. */
export const gradeCondition = z
  .strictObject({
    sum: z.array(identifier).min(1),
    base: z.enum(['valid', 'collected', 'present', 'enrolled']),
    fraction: fractionText,
    strict: z.boolean(),
  })
  .meta({ id: 'roundGradeCondition' });
export type GradeCondition = z.infer<typeof gradeCondition>;

/** The grade given when every condition holds; the first rule that holds wins. */
export const gradeRule = z
  .strictObject({ grade: identifier, when: z.array(gradeCondition) })
  .meta({ id: 'roundGradeRule' });
export type GradeRule = z.infer<typeof gradeRule>;

/** A number with at most two decimals, as people write scores. */
export const score = z.number().refine((value) => /^-?\d{1,12}(\.\d{1,2})?$/.test(String(value)), {
  message: 'must be a number with at most two decimals',
});

/** One row of a scorecard (评分指标). */
export const indicator = z
  .strictObject({
    id: identifier,
    min: score,
    max: score,
    weight: fractionText,
  })
  .meta({ id: 'roundIndicator' });
export type Indicator = z.infer<typeof indicator>;

/** The grade of every total from `min` up to the band above. */
export const band = z.strictObject({ grade: identifier, min: boundText }).meta({ id: 'roundBand' });
export type Band = z.infer<typeof band>;
