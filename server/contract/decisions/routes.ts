import { route } from '../common/route.ts';
import { DecisionBody, DecisionList, ProposedBody } from './schemas.ts';

export const list = route({
  method: 'GET',
  path: '/meetings/:id/decisions',
  says: 'Decisions by show of hands, and who holds an office by them.',
  may: 'decision.read',
  gives: DecisionList,
});

export const propose = route({
  method: 'PUT',
  path: '/meetings/:id/proposed-officers',
  says: 'Whom the office names for the meeting to decide on; nobody is appointed.',
  may: 'decision.record',
  body: ProposedBody,
  gives: DecisionList,
  refuses: ['wrong_state', 'incompatible_roles', 'figures_broken', 'not_on_roll'],
});

export const record = route({
  method: 'POST',
  path: '/meetings/:id/decisions',
  says: 'Records a decision taken by show of hands: figures only.',
  may: 'decision.record',
  body: DecisionBody,
  gives: DecisionList,
  refuses: [
    'wrong_state',
    'meeting_not_in_session',
    'figures_broken',
    'incompatible_roles',
    'another_round_open',
    'quorum_not_met',
    'not_on_roll',
  ],
});
