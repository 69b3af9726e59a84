import { z } from 'zod';
import { Role } from '../common/roles.ts';
import { Id } from '../common/id.ts';
import { Renamed } from '../common/events.ts';

export const events = {
  'person.added': z.strictObject({ person: Id }).describe('A person was added by hand.'),
  'person.changed': z
    .strictObject({ person: Id, fields: z.array(z.string()), name: Renamed.optional() })
    .describe(
      'What is known about a person was changed: the names of the fields, not their content; of a name what it was and what it is. A roster that changes names leaves one for each.',
    ),
  'roles.assigned': z
    .strictObject({ person: Id, roles: z.array(Role) })
    .describe('A person holds exactly these roles from now on.'),
  'account.set': z
    .strictObject({ person: Id })
    .describe('A person was given a password sign-in, or its name or password was changed.'),
  'person.erased': z
    .strictObject({ person: Id, nameKept: z.boolean() })
    .describe(
      'Number, unit, phone, account, roles and old cards of a person who takes part no more were deleted; the name stays where records of a meeting name them.',
    ),
};
