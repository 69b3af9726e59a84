import { z } from 'zod';
import { Seat } from '../common/roles.ts';
import { Id } from '../common/id.ts';

export const events = {
  'sign_in.succeeded': z
    // The address is missing in entries from before it was kept.
    .strictObject({ seat: Seat, session: Id, address: z.string().optional() })
    .describe('Somebody signed in. At a tablet this also marks an absent person as present.'),
  'sign_in.failed': z
    .strictObject({
      seat: Seat,
      reason: z.enum(['wrong_credentials', 'locked_out', 'card_withdrawn', 'not_permitted']),
      // Whose account or card it was, where there is one. What was typed is never written down.
      person: Id.optional(),
      address: z.string().optional(),
      // The how manieth failure of this name or of codes from this address.
      failures: z.int().optional(),
    })
    .describe(
      'A sign-in was refused; `locked_out` marks the attempt after which this name was slowed down from this address. Written down are the first five failures of a name (or of codes) from an address, then the 8th, 16th, 32nd and so on. In the chain of the deployment where the name or code is unknown.',
    ),
  'session.ended': z
    .strictObject({
      session: Id,
      seat: Seat,
      reason: z.enum([
        'signed_out',
        'taken_over',
        'card_withdrawn',
        'account_changed',
        'unpaired',
        'roles_changed',
      ]),
    })
    .describe('A sign-in ended before it ran out.'),
  'password.changed': z
    .strictObject({ person: Id })
    .describe('Somebody chose a password of their own.'),
  'sessions.deleted': z
    .strictObject({ sessions: z.int() })
    .describe(
      'So many sign-ins that ended more than 90 days ago were deleted (in the chain of the deployment).',
    ),
};
