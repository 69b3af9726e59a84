/**
 * The definition of a round: what is asked, of whom it needs how many, and how it is decided. It is
 * the document of docs/round-format.md without `format`, `roll` and `papers`; the server stores it as
 * JSON and freezes it when the round opens (promise V8).
 */
import { z } from 'zod';
import { checkDefinition } from './checks.ts';
import {
  band,
  fractionText,
  gradeRule,
  identifier,
  indicator,
  majorityRule,
  quorumRule,
  scaleGrade,
  seats,
} from './rules.ts';

/** What is voted on or rated: a candidate project, a person, a body, a report. */
export const item = z
  .strictObject({ id: identifier, title: z.string().default('') })
  .meta({ id: 'roundItem' });
export type Item = z.infer<typeof item>;

const items = z.array(item).min(1, 'at least one item is needed');
const noMajority = z
  .array(majorityRule)
  .max(0, 'this kind has no majority rule; it would not be applied')
  .default([]);

/** What every kind may say. */
const common = {
  items,
  quorum: z.array(quorumRule).default([]),
  round: z.int().positive().default(1),
  shortfall: z.enum(['supplementary', 'vacant', 'next_session']).default('supplementary'),
};

/** Shapes by kind, shared by the definition, the document and its head. */
export const shapes = {
  /** 差额票决: up to `seats` of the items, or exactly that many. */
  choose: {
    ...common,
    kind: z.literal('choose'),
    seats,
    exact: z.boolean().default(false),
    majority: z.array(majorityRule),
  },
  /** 逐项表决: each item for itself; with `seats` the best of those that pass. */
  each: {
    ...common,
    kind: z.literal('each'),
    seats: seats.optional(),
    majority: z.array(majorityRule),
  },
  /** 整体表决: the whole list as one item. */
  package: {
    ...common,
    kind: z.literal('package'),
    items: items.max(1, 'a package is exactly one item'),
    majority: z.array(majorityRule),
  },
  /** 选举, with 另选他人: `choose` with write-ins. */
  election: {
    ...common,
    kind: z.literal('election'),
    seats,
    exact: z.boolean().default(false),
    /** `false` where nobody else can be written in: a runoff is among the tied alone (选举法第四十五条). */
    writeIns: z.literal(false).optional(),
    majority: z.array(majorityRule),
  },
  /** 满意度测评: one grade for each object. */
  rating: {
    ...common,
    kind: z.literal('rating'),
    majority: noMajority,
    scale: z.array(scaleGrade).min(1),
    blank: z.enum(['invalid', 'abstain']).default('invalid'),
    grades: z.array(gradeRule).default([]),
    weights: z.record(identifier, fractionText).optional(),
  },
  /** 多指标评分: a number for each indicator of each object. */
  scorecard: {
    ...common,
    kind: z.literal('scorecard'),
    majority: noMajority,
    indicators: z.array(indicator).min(1),
    bands: z.array(band).default([]),
  },
  /** 排序: 1, 2, 3 … by preference. */
  rank: { ...common, kind: z.literal('rank'), majority: noMajority, seats },
} as const;

/** The definition of a round; cross-field rules included. */
export const roundDefinition = z
  .discriminatedUnion('kind', [
    z.strictObject(shapes.choose),
    z.strictObject(shapes.each),
    z.strictObject(shapes.package),
    z.strictObject(shapes.election),
    z.strictObject(shapes.rating),
    z.strictObject(shapes.scorecard),
    z.strictObject(shapes.rank),
  ])
  .superRefine(checkDefinition);

/** A definition as read: defaults filled in, so that it can be stored, frozen and exported as it is. */
export type RoundDefinition = z.infer<typeof roundDefinition>;
/** A definition as written, where what has a default may be missing. */
export type RoundDefinitionInput = z.input<typeof roundDefinition>;
export type Kind = RoundDefinition['kind'];
export type DefinitionOf<K extends Kind> = Extract<RoundDefinition, { kind: K }>;
