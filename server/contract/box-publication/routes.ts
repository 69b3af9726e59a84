import { route } from '../common/route.ts';
import { PublishedBox } from './schemas.ts';
import { Round } from '../rounds/schemas.ts';

export const publish = route({
  method: 'POST',
  path: '/rounds/:id/publish-box',
  says: 'Writes the box down with its receipts, for those whom the round names.',
  may: 'box.publish',
  gives: Round,
  refuses: [
    'wrong_state',
    'box_stays_closed',
    'box_published_already',
    'class_too_small',
    'result_differs',
    'not_counted_yet',
    'follows_already',
  ],
});

export const read = route({
  method: 'GET',
  path: '/rounds/:id/published-box',
  says: 'The published box `gongyi-box/1`, for scrutineers.',
  may: 'box.published.read',
  gives: { download: 'application/json; charset=utf-8', of: PublishedBox },
});

export const readPublic = route({
  method: 'GET',
  path: '/public/boxes/:id',
  says: 'The published box of a round whose box is public.',
  may: 'anybody',
  gives: { download: 'application/json; charset=utf-8', of: PublishedBox },
});
