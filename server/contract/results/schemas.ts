import { AssemblyKind } from '../common/words.ts';
import { z } from 'zod';
import { resultDigest } from '../../domain/digest.ts';
import { roundFacts } from '../../domain/round/facts.ts';
import { roundDefinition } from '../../domain/round/document.ts';
import { roundResult } from '../../domain/result.ts';
import { HeldBack } from '../room/schemas.ts';
import { CountedRoll } from '../counting/schemas.ts';

const PublicResultSummary = z.object({
  /** The re-vote that was opened in its place after it was published; whether that one is published. */
  replacedBy: z.object({ roundId: z.uuid(), title: z.string(), published: z.boolean() }).nullable(),
  roundId: z.uuid(),
  title: z.string(),
  meeting: z.string(),
  assembly: z.string(),
  sample: z.boolean(),
  publishedAt: z.iso.datetime(),
});
/** GET /api/public/results — every published round, newest first. Open to anyone. */
export const PublicResultEntry = PublicResultSummary.extend({
  /** Null where what is kept of the count is no longer what was counted. */
  digest: resultDigest.nullable(),
});
export type PublicResultEntry = z.infer<typeof PublicResultEntry>;
export const PublicResultList = z.object({
  /** Whose results they are: the names of the units here, also before there is a result. */
  units: z.array(z.string()),
  results: z.array(PublicResultEntry),
});
/** GET /api/public/results/:roundId — one published result, also the JSON export of the page. */
export const PublicResult = PublicResultSummary.extend({
  kind: AssemblyKind,
  heldOn: z.iso.datetime(),
  definition: roundDefinition,
  facts: roundFacts,
  roll: CountedRoll,
  result: roundResult,
  heldBack: HeldBack.nullable(),
  /** Where the box is public and was published. */
  box: z.object({ sha256: z.string(), papers: z.int(), publishedAt: z.iso.datetime() }).nullable(),
});
export type PublicResult = z.infer<typeof PublicResult>;
