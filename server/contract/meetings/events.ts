import { z } from 'zod';
import { Id } from '../common/id.ts';
import { Renamed } from '../common/events.ts';

export const events = {
  'meeting.created': z.strictObject({ meeting: Id }).describe('A meeting was called.'),
  'meeting.changed': z
    .strictObject({
      meeting: Id,
      fields: z.array(z.string()),
      title: Renamed.optional(),
      // As `>2/3` or `≥2/3` of all; `-` without one.
      quorum: z.strictObject({ before: z.string(), after: z.string() }).optional(),
    })
    .describe('Title, place, time or quorum of a meeting was changed.'),
  'meeting.started': z.strictObject({ meeting: Id }).describe('A meeting was opened.'),
  'meeting.ended': z.strictObject({ meeting: Id }).describe('A meeting was closed.'),
  'meeting.copied': z
    .strictObject({ meeting: Id, from: Id, people: z.int(), rounds: z.int() })
    .describe('The roll, the rounds or both of an earlier meeting were taken over.'),
};
