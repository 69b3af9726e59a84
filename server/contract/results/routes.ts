import { route } from '../common/route.ts';
import { PublicResult, PublicResultList } from './schemas.ts';

export const list = route({
  method: 'GET',
  path: '/public/results',
  says: 'Every published round, newest first.',
  may: 'anybody',
  gives: PublicResultList,
});

export const read = route({
  method: 'GET',
  path: '/public/results/:id',
  says: 'One published result.',
  may: 'anybody',
  gives: PublicResult,
  refuses: ['result_differs'],
});
