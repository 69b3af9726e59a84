import { z } from 'zod';
import { Id } from '../common/id.ts';

export const events = {
  'round.follows': z
    .strictObject({
      round: Id,
      predecessor: Id,
      origin: z.enum(['runoff', 'supplementary', 'revote']),
      reason: z.string(),
    })
    .describe('A round was made that follows from the result of another.'),
};
