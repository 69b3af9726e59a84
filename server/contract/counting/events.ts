import { z } from 'zod';
import { RoundState } from '../room/schemas.ts';
import { Id } from '../common/id.ts';
import { Hash } from '../common/events.ts';

export const events = {
  'round.counted': z
    .strictObject({
      round: Id,
      version: z.int(),
      state: RoundState,
      documentSha256: z.string(),
      resultSha256: Hash,
    })
    .describe(
      'The count was made from the papers. `resultSha256` is of all that was kept of it; it is compared at every reading.',
    ),
  'round.count_refused': z
    .strictObject({ round: Id, reason: z.enum(['tally_differs']) })
    .describe('The count disagreed with the live tally and was not kept.'),
  'round.announced': z
    .strictObject({ round: Id, version: z.int() })
    .describe('The result was announced to the room.'),
  'round.published': z.strictObject({ round: Id }).describe('The result was published.'),
  'round.recounted': z
    .strictObject({
      round: Id,
      version: z.int(),
      state: RoundState,
      reason: z.string(),
      documentSha256: z.string(),
      resultSha256: Hash,
    })
    .describe('A further version of the count was made before it was signed.'),
  'count.hash_kept': z
    .strictObject({ round: Id, version: z.int(), resultSha256: z.string() })
    .describe(
      'A count from before hashes were written into the log got one, at the first start of a version that compares them. It is of what was kept at the moment of this entry: whether it was changed before then, this does not tell; the signed tally report does.',
    ),
  'count.signed': z
    .strictObject({
      round: Id,
      version: z.int(),
      office: z.enum(['chief_scrutineer', 'scrutineer']),
      documentSha256: z.string(),
      complete: z.boolean(),
    })
    .describe('A scrutineer signed a version of the count.'),
  'round.exported': z
    .strictObject({ round: Id })
    .describe('A round was exported with its papers, sorted by what is on them.'),
};
