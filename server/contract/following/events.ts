import { Origin } from '../common/words.ts';
import { z } from 'zod';
import { Id } from '../common/id.ts';

export const events = {
  'round.follows': z
    .strictObject({
      round: Id,
      predecessor: Id,
      origin: Origin,
      reason: z.string(),
    })
    .describe('A round was made that follows from the result of another.'),
};
