/** One paper (表决票) and its marks, in general and as one definition allows it. */
import { z } from 'zod';
import { writtenName } from '../writtenName.ts';
import type { DefinitionOf, Kind, RoundDefinition } from './definition.ts';
import { identifier, score } from './rules.ts';

/** A mark of `choose`, `each`, `package` and `election`. */
export const choiceMark = z
  .enum(['for', 'against', 'abstain', 'illegible'])
  .meta({ id: 'roundChoiceMark' });
export type ChoiceMark = z.infer<typeof choiceMark>;

/** A mark of `rating`: a grade's id, `illegible`, or the grades of a double tick. */
export const ratingMark = z.union([identifier, z.array(identifier).min(2)]);
/** The marks of one object of a `scorecard`. */
export const scorecardMark = z.record(identifier, score);
/** A mark of `rank`: 1 is the first place. */
export const rankMark = z.int().positive();

/** The marks of one paper by kind: item id → mark. */
export const marksByKind = {
  choose: z.record(identifier, choiceMark),
  each: z.record(identifier, choiceMark),
  package: z.record(identifier, choiceMark),
  election: z.record(identifier, choiceMark),
  rating: z.record(identifier, ratingMark),
  scorecard: z.record(identifier, scorecardMark),
  rank: z.record(identifier, rankMark),
} as const;

type MarksByKind = { [K in Kind]: z.infer<(typeof marksByKind)[K]> };
export type MarksOf<K extends Kind> = MarksByKind[K];
export type Marks = MarksByKind[Kind];
export type ChoiceMarks = MarksOf<'choose'>;

/** The names written in on an `election` paper (另选他人). */
export const writeIns = z.array(
  z
    .string()
    .min(1, 'a name must not be empty')
    // Signs that nobody sees make no name.
    .refine((name) => writtenName(name) !== '', 'a name must not be empty'),
);

/** Whether somebody else than the candidates can be written in (另选他人). */
export function takesWriteIns(definition: RoundDefinition): definition is DefinitionOf<'election'> {
  return definition.kind === 'election' && definition.writeIns !== false;
}

/** A paper of a kind with these marks. */
export function paperWith<M extends z.ZodType>(marks: M) {
  return z.strictObject({
    marks,
    class: identifier.optional(),
    illegible: z.boolean().optional(),
  });
}

export type PaperOf<K extends Kind> = {
  marks: MarksOf<K>;
  class?: string | undefined;
  illegible?: boolean | undefined;
} & (K extends 'election' ? { writeIns?: string[] | undefined } : unknown);
export type Paper = {
  marks: Marks;
  class?: string | undefined;
  illegible?: boolean | undefined;
  writeIns?: string[] | undefined;
};

const marksSchemas = new WeakMap<RoundDefinition, z.ZodType<Marks>>();

/**
 * The marks that this definition allows: its items, its grades, its indicators and nothing else.
 * Built once for each definition object, since a hall sends thousands of papers in a second.
 */
export function marksSchemaOf(definition: RoundDefinition): z.ZodType<Marks> {
  const built = marksSchemas.get(definition) ?? buildMarksSchema(definition);
  marksSchemas.set(definition, built);
  return built;
}

function buildMarksSchema(definition: RoundDefinition): z.ZodType<Marks> {
  switch (definition.kind) {
    case 'choose':
    case 'each':
    case 'package':
    case 'election':
      return marksOf(definition, choiceMark, choiceMark.options);
    case 'rank':
      return marksOf(definition, rankMark, []);
    case 'rating': {
      const grade = z.enum(definition.scale.map(({ id }) => id));
      const single = z.enum([...grade.options, 'illegible']);
      return marksOf(definition, z.union([single, z.array(grade).min(2)]), single.options);
    }
    case 'scorecard': {
      const row = definition.indicators.map(({ id }) => [id, score.optional()] as const);
      return marksOf(definition, z.strictObject(Object.fromEntries(row)), []);
    }
  }
}

/**
 * An object from items to marks. `words` are the marks that `mark` accepts at sight: nearly all of a
 * million papers consist of them, and looking them up costs a tenth of parsing an object of thirty
 * optional keys. Everything else is for `mark` to judge.
 */
function marksOf(
  { items }: RoundDefinition,
  mark: z.ZodType,
  words: readonly string[],
): z.ZodType<Marks> {
  const known = new Set(items.map(({ id }) => id));
  const sight = new Set<unknown>(words);
  return z.custom<Marks>(isObject, 'must be an object from items to marks').check((context) => {
    const marks: Record<string, unknown> = context.value;
    for (const id of Object.keys(marks)) {
      if (!known.has(id)) {
        context.issues.push({ code: 'unrecognized_keys', keys: [id], input: marks });
      } else if (!sight.has(marks[id])) {
        for (const issue of mark.safeParse(marks[id]).error?.issues ?? []) {
          const { message, path } = issue;
          const inner = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
          context.issues.push({
            code: 'custom',
            path: [id, ...path, ...inner],
            message,
            input: marks,
          });
        }
      }
    }
  });
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The papers that this definition allows. With `weights` every paper needs one of the weighted
 * classes.
 */
export function paperSchemaOf(definition: RoundDefinition): z.ZodType<Paper> {
  const paper = paperWith(marksSchemaOf(definition));
  if (takesWriteIns(definition)) return paper.extend({ writeIns: writeIns.optional() });
  const weights = weightsOf(definition);
  return weights ? paper.extend({ class: z.enum(Object.keys(weights)) }) : paper;
}

function weightsOf(definition: RoundDefinition): DefinitionOf<'rating'>['weights'] {
  return definition.kind === 'rating' ? definition.weights : undefined;
}
