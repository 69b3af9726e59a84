import { z } from 'zod';
import { Id } from '../common/id.ts';

export const events = {
  'round.drafted': z.strictObject({ round: Id, meeting: Id }).describe('A round was drafted.'),
  'round.changed': z.strictObject({ round: Id, version: z.int() }).describe('A draft was changed.'),
  'round.deleted': z.strictObject({ round: Id, meeting: Id }).describe('A draft was deleted.'),
  'rounds.ordered': z
    .strictObject({ meeting: Id, rounds: z.array(Id) })
    .describe('Rounds that were not opened yet were put in another order.'),
  'round.made_ready': z
    .strictObject({ round: Id })
    .describe('A draft was declared ready to be voted on.'),
  'round.back_to_draft': z
    .strictObject({ round: Id })
    .describe('A ready round was taken back to be changed.'),
};
