import { Attendance, CastingMedium } from '../common/words.ts';
import { z } from 'zod';
import { RollClass } from '../common/roles.ts';
import { Id } from '../common/id.ts';

export const events = {
  'roll.set': z
    .strictObject({
      meeting: Id,
      added: z.int(),
      changed: z.int(),
      // Not in entries from before they were named.
      persons: z.array(Id).optional(),
    })
    .describe(
      'People were put on the roll, or their class or right to vote was changed; several entries where they are many.',
    ),
  'roll.entry_changed': z
    .strictObject({
      meeting: Id,
      person: Id,
      class: RollClass.optional(),
      entitled: z.boolean().optional(),
      attendance: Attendance.optional(),
      medium: CastingMedium.optional(),
    })
    .describe('One entry of the roll was changed; only what changed is named.'),
  'roll.entry_removed': z
    .strictObject({ meeting: Id, person: Id })
    .describe('Somebody was taken off the roll before the first vote.'),
};
