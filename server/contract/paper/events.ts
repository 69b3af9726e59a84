import { z } from 'zod';
import { Id } from '../common/id.ts';

export const events = {
  'stock.recorded': z
    .strictObject({
      round: Id,
      printed: z.int(),
      issued: z.int(),
      spoiled: z.int(),
      destroyed: z.int(),
      specimens: z.int(),
      collected: z.int().nullable(),
    })
    .describe('The record of paper ballots was changed.'),
  'entry.finished': z
    .strictObject({ round: Id, papers: z.int() })
    .describe('A teller finished entering the pile: how many papers, never what stands on them.'),
  'entry.reopened': z.strictObject({ round: Id }).describe('A teller took their entries up again.'),
  'teller.released': z
    .strictObject({ round: Id, person: Id, entered: z.int(), reason: z.string() })
    .describe(
      'A teller who began to enter was released from a round; what they entered is set aside and not counted.',
    ),
};
