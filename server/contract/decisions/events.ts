import { z } from 'zod';
import { Office, HandMajorityName } from './schemas.ts';
import { Id } from '../common/id.ts';

export const events = {
  'decision.recorded': z
    .strictObject({
      decision: Id,
      meeting: Id,
      kind: z.enum(['rules', 'officers', 'procedure']),
      for: z.int(),
      against: z.int(),
      abstain: z.int(),
      // Not in entries from before it could be chosen.
      majority: HandMajorityName.optional(),
      passed: z.boolean(),
    })
    .describe('A decision by show of hands was recorded: figures only.'),
  'officers.proposed': z
    .strictObject({
      meeting: Id,
      officers: z.array(z.strictObject({ person: Id, office: Office })),
    })
    .describe(
      'The office named whom the meeting is to decide on as officers; nobody is appointed by it.',
    ),
  'officers.appointed': z
    .strictObject({
      meeting: Id,
      decision: Id,
      officers: z.array(z.strictObject({ person: Id, office: Office })),
    })
    .describe('The meeting appointed its officers.'),
};
