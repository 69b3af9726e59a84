/** The result document `gongyi-result/1` (计票结果): what a count prints and the server certifies. */
import { z } from 'zod';

export const RESULT_FORMAT = 'gongyi-result/1';

const count = z.int().nonnegative();
/** `42/45`, not reduced, so that both figures can be read off. */
const share = z.string().regex(/^\d+\/\d+$/);
/** `93.33`: two digits, a half goes up; `null` where the base is 0. */
const percentText = z.string().regex(/^\d+\.\d\d$/);
const mean = z.string().regex(/^-?\d+\.\d\d$/);
const closer = z.string().regex(/^-?\d+\.\d{3,}$/);
const format = z.literal(RESULT_FORMAT);
const ids = z.array(z.string());
const seats = z.int().positive();

/** Why a whole paper is invalid (废票). */
export const invalidReason = z.enum(['illegible', 'too_many', 'too_few', 'bad_ranking']);
export type InvalidReason = z.infer<typeof invalidReason>;

/** One item's figures. `points` on `rank` only. */
export const resultItem = z.strictObject({
  id: z.string(),
  for: count,
  against: count,
  abstain: count,
  void: count,
  share,
  percent: percentText.nullable(),
  points: count.optional(),
  rank: z.int().positive(),
  passed: z.boolean(),
  outcome: z.enum(['elected', 'tied', 'not_elected']),
});
export type ResultItem = z.infer<typeof resultItem>;

/** What has to follow: 再次投票 among the tied, 另行票决 for open seats, or nothing. */
export const next = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('runoff'), items: ids, seats }),
    z.strictObject({ kind: z.literal('supplementary'), items: ids, seats }),
    z.strictObject({ kind: z.literal('vacant'), seats }),
    z.strictObject({ kind: z.literal('next_session'), seats }),
  ])
  .nullable();
export type Next = z.infer<typeof next>;

/** One object of a rating (测评对象). */
export const ratedObject = z.strictObject({
  id: z.string(),
  counts: z.record(z.string(), count),
  abstain: count,
  valid: count,
  invalid: count,
  strict: share,
  broad: share,
  weighted: z
    .strictObject({ strict: share, broad: share, renormalised: z.literal(true).optional() })
    .nullable(),
  grade: z.string().nullable(),
});
export type RatedObject = z.infer<typeof ratedObject>;

/** One object of a scorecard. */
export const scoredObject = z.strictObject({
  id: z.string(),
  valid: count,
  indicators: z.record(z.string(), mean.nullable()),
  total: mean.nullable(),
  /** The total with more digits, only where two read like another band than its grade. */
  closer: closer.optional(),
  grade: z.string().nullable(),
});
export type ScoredObject = z.infer<typeof scoredObject>;

/** An object's total as it is printed everywhere: with as many digits as tell it from the next band. */
export function printedTotal({ total, closer }: ScoredObject): string | null {
  return closer ?? total;
}

const collectedOnly = z.strictObject({ collected: count });

/** A round that was inquorate or void: nothing was counted. */
export const endedResult = z.strictObject({
  format,
  round: z.enum(['inquorate', 'void']),
  papers: collectedOnly,
  next: z.null().optional(),
});
/** `choose`, `each`, `package`, `election`, `rank`. */
export const itemsResult = z.strictObject({
  format,
  round: z.literal('valid'),
  papers: z.strictObject({
    collected: count,
    valid: count,
    invalid: count,
    /** Of papers that were counted by hand it isn't recorded why they are invalid. */
    reasons: z.partialRecord(invalidReason, count),
  }),
  items: z.array(resultItem),
  next,
});
export const ratingResult = z.strictObject({
  format,
  round: z.literal('valid'),
  papers: collectedOnly,
  objects: z.array(ratedObject),
});
export const scorecardResult = z.strictObject({
  format,
  round: z.literal('valid'),
  papers: collectedOnly,
  objects: z.array(scoredObject),
});

/** Every result document. */
export const roundResult = z.union([endedResult, itemsResult, ratingResult, scorecardResult]);
export type EndedResult = z.infer<typeof endedResult>;
export type ItemsResult = z.infer<typeof itemsResult>;
export type RatingResult = z.infer<typeof ratingResult>;
export type ScorecardResult = z.infer<typeof scorecardResult>;
export type RoundResult = z.infer<typeof roundResult>;
