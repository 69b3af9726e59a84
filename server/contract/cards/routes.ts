import { route } from '../common/route.ts';
import { CardList, CardsBody } from './schemas.ts';

export const issue = route({
  method: 'POST',
  path: '/meetings/:id/cards',
  says: 'Issues cards and gives their codes, the only time they can be seen.',
  may: 'card.issue',
  body: CardsBody,
  gives: CardList,
  refuses: ['wrong_state', 'not_on_roll'],
});

export const withdraw = route({
  method: 'DELETE',
  path: '/meetings/:id/cards/:personId',
  says: 'Withdraws a card and signs its device out.',
  may: 'card.issue',
  gives: null,
});
