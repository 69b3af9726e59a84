import { z } from 'zod';
import { Id } from '../common/id.ts';
import { Renamed } from '../common/events.ts';

export const events = {
  'assembly.created': z
    .strictObject({ assembly: Id, name: z.string(), sample: z.boolean() })
    .describe(
      'An assembly was made (by set-up or by the operator); also in the chain of the deployment.',
    ),
  'assembly.changed': z
    .strictObject({ assembly: Id, name: Renamed })
    .describe('The name of the assembly was changed. What was published keeps the old one.'),
};
