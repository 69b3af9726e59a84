import { z } from 'zod';
import { Display, BoxPublication } from '../room/schemas.ts';
import { Id } from '../common/id.ts';

export const events = {
  'round.presented': z
    .strictObject({ round: Id })
    .describe('A round was put on the floor: the room reads its items.'),
  'round.shown': z
    .strictObject({ round: Id })
    .describe('An announced result was put on the screen once more.'),
  'round.opened': z
    .strictObject({
      round: Id,
      // Null of a constituency, whose voters are on no roll.
      enrolled: z.int().nullable(),
      present: z.int().nullable(),
      issued: z.int(),
      display: Display,
      // By how many papers figures were let out, 0 of turnout only; not in entries from before it could be chosen.
      shownGroup: z.int().optional(),
      boxPublication: BoxPublication,
      definitionSha256: z.string(),
      // Not in entries from before anything was said of items beside their titles.
      factsSha256: z.string().optional(),
    })
    .describe('The vote was opened: electorate, rules and items are fixed.'),
  'round.waiting_read': z
    .strictObject({ round: Id, waiting: z.int() })
    .describe('The presider looked up who had not voted yet: how many they were.'),
  'round.closed': z
    .strictObject({ round: Id, issued: z.int(), collected: z.int() })
    .describe('The vote was closed and the box sealed.'),
};
