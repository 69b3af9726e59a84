import { z } from 'zod';
import { BoxPublication } from '../room/schemas.ts';
import { Id } from '../common/id.ts';

export const events = {
  'box.published': z
    .strictObject({
      round: Id,
      boxPublication: BoxPublication.exclude(['off']),
      version: z.int(),
      papers: z.int(),
      sha256: z.string(),
    })
    .describe(
      'The box was published with its receipts, to the scrutineers or to everybody; the hash is of the file.',
    ),
  'box.handed_out': z
    .strictObject({ round: Id, sha256: z.string() })
    .describe('A scrutineer fetched the published box.'),
};
