/**
 * The round document `gongyi-round/1`: everything needed to count a round again, away from the
 * server. The contract is docs/round-format.md; the JSON Schema in docs/ is generated from here.
 */
import { z } from 'zod';
import { err, ok, type Outcome } from '../outcome.ts';
import { checkDefinition, checkRollOf } from './checks.ts';
import { shapes, type Kind, type RoundDefinition } from './definition.ts';
import { marksByKind, paperWith, writeIns, type Paper } from './paper.ts';
import { refusalOf, type Refusal } from './refusal.ts';
import { roundResult } from '../result.ts';
import { roll, type Roll } from './roll.ts';

export * from './definition.ts';
export * from './paper.ts';
export type { Refusal } from './refusal.ts';
export { roll, type Roll } from './roll.ts';

export const ROUND_FORMAT = 'gongyi-round/1';
/** A published box: a round document in the order of receipts, with the receipts. */
export const BOX_FORMAT = 'gongyi-box/1';

const format = z.literal(ROUND_FORMAT);
/**
 * What was announced, in an export: whoever counts the papers compares with it. It decides nothing, and what the server
 * itself counts has none.
 */
export const announced = z
  .strictObject({ title: z.string(), result: roundResult })
  .meta({ id: 'roundAnnounced' });
export type AnnouncedResult = z.infer<typeof announced>;
const withRoll = { format, roll, announced: announced.optional() };

/** A document without its papers: enough to know every rule and figure before the first paper. */
const head = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...shapes.choose, ...withRoll }),
    z.strictObject({ ...shapes.each, ...withRoll }),
    z.strictObject({ ...shapes.package, ...withRoll }),
    z.strictObject({ ...shapes.election, ...withRoll }),
    z.strictObject({ ...shapes.rating, ...withRoll }),
    z.strictObject({ ...shapes.scorecard, ...withRoll }),
    z.strictObject({ ...shapes.rank, ...withRoll }),
  ])
  .superRefine((document, context) => {
    checkDefinition(document, context);
    checkRollOf({ definition: document, roll: document.roll }, context);
  });

const papersOf = <K extends Kind>(kind: K) => z.array(paperWith(marksByKind[kind]));

/**
 * The whole document, for its type and its JSON Schema. Reading goes through `readHead` and one
 * schema per paper instead, because papers may be a million and are not looked at in a void round.
 */
export const roundDocument = z.discriminatedUnion('kind', [
  z.strictObject({ ...shapes.choose, ...withRoll, papers: papersOf('choose') }),
  z.strictObject({ ...shapes.each, ...withRoll, papers: papersOf('each') }),
  z.strictObject({ ...shapes.package, ...withRoll, papers: papersOf('package') }),
  z.strictObject({
    ...shapes.election,
    ...withRoll,
    papers: z.array(paperWith(marksByKind.election).extend({ writeIns: writeIns.optional() })),
  }),
  z.strictObject({ ...shapes.rating, ...withRoll, papers: papersOf('rating') }),
  z.strictObject({ ...shapes.scorecard, ...withRoll, papers: papersOf('scorecard') }),
  z.strictObject({ ...shapes.rank, ...withRoll, papers: papersOf('rank') }),
]);
export type RoundDocument = z.infer<typeof roundDocument>;
export type RoundDocumentInput = z.input<typeof roundDocument>;

/** What a document says before its papers. */
export type RoundHead = {
  readonly definition: RoundDefinition;
  readonly roll: Roll;
  readonly announced?: AnnouncedResult;
};

/** Reads everything but the papers. `input` is the document without the key `papers`. */
export function readHead(input: unknown): Outcome<RoundHead, Refusal> {
  const parsed = head.safeParse(input);
  if (!parsed.success) return err(refusalOf(parsed.error));
  const { roll: figures, announced: said, ...rest } = parsed.data;
  delete (rest as { format?: unknown }).format;
  return ok({
    definition: rest,
    roll: figures,
    ...(said === undefined ? {} : { announced: said }),
  });
}

/** Puts a document together again from what the server stores: definition, roll figures, papers. */
export function documentOf(
  definition: RoundDefinition,
  figures: Roll,
  papers: readonly Paper[],
): RoundDocument {
  return {
    format: ROUND_FORMAT,
    ...definition,
    roll: figures,
    papers: [...papers],
  } as RoundDocument;
}
