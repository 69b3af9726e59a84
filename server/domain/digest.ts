/** What a list of results says about each in a line: how many were taken, or which grades were reached. */
import { z } from 'zod';
import { electsPersons } from './elects.ts';
import { compare, parseFraction } from './fraction.ts';
import {
  ratedObject,
  type ItemsResult,
  type RatedObject,
  type RatingResult,
  type RoundResult,
  type ScorecardResult,
} from './result.ts';
import type { DefinitionOf, RoundDefinition } from './round/definition.ts';
import { scaleGrade } from './round/rules.ts';

const count = z.int().nonnegative();

/** How many objects reached a grade. */
const reached = z.strictObject({ grade: z.string(), objects: count });
const graded = {
  objects: count,
  /** Best first, none that nobody reached. */
  grades: z.array(reached),
};

/** Whether people are elected, items are taken into seats, or each item passes or not. */
const electing = z.enum(['chosen', 'elected', 'passed']);
export type Electing = z.infer<typeof electing>;

/** How to speak of what a round elects: 当选 3 名, 当选 3 项, 通过 3 项. */
export function electingOf(definition: RoundDefinition): Electing {
  if (electsPersons(definition)) return 'chosen';
  return 'seats' in definition && definition.seats !== undefined ? 'elected' : 'passed';
}

export const resultDigest = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('ended'), round: z.enum(['inquorate', 'void']) }),
  z.strictObject({
    of: z.literal('items'),
    items: count,
    elected: count,
    tied: count,
    way: electing,
  }),
  z.strictObject({
    of: z.literal('ratings'),
    ...graded,
    scale: z.array(scaleGrade),
    /** The ticks of all objects together, not weighted: what a picture of the whole is drawn from. */
    pooled: ratedObject.pick({
      counts: true,
      abstain: true,
      invalid: true,
      valid: true,
      strict: true,
      broad: true,
    }),
  }),
  z.strictObject({
    of: z.literal('scores'),
    ...graded,
    /** Lowest and highest total; null where nobody scored. */
    totals: z.strictObject({ lowest: z.string(), highest: z.string() }).nullable(),
  }),
]);
export type ResultDigest = z.infer<typeof resultDigest>;
export type Pooled = Extract<ResultDigest, { of: 'ratings' }>['pooled'];

export function digestOf(definition: RoundDefinition, result: RoundResult): ResultDigest {
  if (result.round !== 'valid') return { of: 'ended', round: result.round };
  if ('items' in result) return itemsDigest(definition, result);
  return definition.kind === 'rating'
    ? ratingsDigest(definition, result as RatingResult)
    : scoresDigest(definition, result as ScorecardResult);
}

function itemsDigest(definition: RoundDefinition, { items }: ItemsResult): ResultDigest {
  const became = (outcome: ItemsResult['items'][number]['outcome']) =>
    items.filter((item) => item.outcome === outcome).length;
  return {
    of: 'items',
    // Whoever was written in didn't stand: four candidates are not counted where there were two.
    items: definition.items.length,
    elected: became('elected'),
    tied: became('tied'),
    way: electingOf(definition),
  };
}

function ratingsDigest(definition: DefinitionOf<'rating'>, result: RatingResult): ResultDigest {
  const { scale } = definition;
  const sums = (read: (object: RatedObject) => number) =>
    result.objects.reduce((sum, object) => sum + read(object), 0);
  const counts = Object.fromEntries(
    scale.map(({ id }) => [id, sums((object) => object.counts[id] ?? 0)]),
  );
  const valid = sums((object) => object.valid);
  const best = (most: number) =>
    scale
      .filter((grade) => !grade.excluded)
      .slice(0, most)
      .reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);
  return {
    of: 'ratings',
    objects: result.objects.length,
    grades: reachedGrades(
      // A profile may speak of grades outside the scale, such as 整改.
      [...scale.map(({ id }) => id), ...definition.grades.map(({ grade }) => grade)],
      result.objects,
    ),
    scale,
    pooled: {
      counts,
      abstain: sums((object) => object.abstain),
      invalid: sums((object) => object.invalid),
      valid,
      strict: `${best(1)}/${valid}`,
      broad: `${best(2)}/${valid}`,
    },
  };
}

function scoresDigest(definition: RoundDefinition, { objects }: ScorecardResult): ResultDigest {
  const bands = definition.kind === 'scorecard' ? definition.bands : [];
  const totals = objects
    .flatMap(({ total }) => (total === null ? [] : [total]))
    .toSorted((a, b) => compare(parseFraction(a), parseFraction(b)));
  const lowest = totals[0];
  const highest = totals.at(-1);
  return {
    of: 'scores',
    objects: objects.length,
    grades: reachedGrades(
      bands.map(({ grade }) => grade),
      objects,
    ),
    totals: lowest === undefined || highest === undefined ? null : { lowest, highest },
  };
}

/** How many of the objects reached each grade, in the order of `known`. */
function reachedGrades(
  known: readonly string[],
  objects: readonly { grade: string | null }[],
): z.infer<typeof reached>[] {
  return [...new Set(known)]
    .map((grade) => ({ grade, objects: objects.filter((each) => each.grade === grade).length }))
    .filter((each) => each.objects > 0);
}
