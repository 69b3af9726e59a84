import { z } from 'zod';
import { Id } from '../common/id.ts';

export const events = {
  'cards.issued': z
    .strictObject({
      meeting: Id,
      count: z.int(),
      // Not in entries from before they were named.
      persons: z.array(Id).optional(),
      renewed: z.array(Id).optional(),
    })
    .describe(
      'Personal cards were issued to these people; several entries where they are many. `renewed` are the people whose earlier card was withdrawn by it: whoever held that can vote no more, and whoever has the new one can.',
    ),
  'card.withdrawn': z
    .strictObject({ meeting: Id, person: Id })
    .describe('A personal card was withdrawn and its device signed out.'),
};
