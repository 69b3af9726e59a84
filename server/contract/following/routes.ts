import { route } from '../common/route.ts';
import { Round } from '../rounds/schemas.ts';
import { SuccessorBody } from './schemas.ts';

export const follow = route({
  method: 'POST',
  path: '/rounds/:id/successor',
  says: 'Makes the round that follows from the result; pressed again it gives the same round.',
  may: 'round.follow',
  body: SuccessorBody,
  gives: Round,
  refuses: [
    'wrong_state',
    'nothing_follows',
    'follows_already',
    'reason_needed',
    'meeting_not_in_session',
    'result_differs',
    'not_counted_yet',
  ],
});
