import { route } from '../common/route.ts';
import { Readiness, Round, Waiting } from '../rounds/schemas.ts';

export const present = route({
  method: 'POST',
  path: '/rounds/:id/present',
  says: 'Puts a ready round on the floor, so that the room reads its items before it opens.',
  may: 'round.open',
  gives: Round,
  refuses: ['wrong_state', 'follows_already', 'another_round_open'],
});

export const show = route({
  method: 'POST',
  path: '/rounds/:id/show',
  says: 'Puts an announced result on the screen once more.',
  may: 'screen.set',
  gives: Round,
  refuses: ['wrong_state', 'follows_already', 'another_round_open'],
});

export const open = route({
  method: 'POST',
  path: '/rounds/:id/open',
  says: 'Opens the vote: fixes the electorate, the rules and the items (V8).',
  may: 'round.open',
  gives: Round,
  refuses: [
    'wrong_state',
    'follows_already',
    'another_round_open',
    'meeting_not_in_session',
    'quorum_not_met',
    'nobody_present',
    'definition_invalid',
  ],
});

export const close = route({
  method: 'POST',
  path: '/rounds/:id/close',
  says: 'Closes the vote: a barrier against every paper (V4); seals the box.',
  may: 'round.close',
  gives: Round,
  refuses: ['wrong_state'],
});

export const readiness = route({
  method: 'GET',
  path: '/rounds/:id/readiness',
  says: 'What the presider’s next step would meet.',
  may: 'round.read',
  gives: Readiness,
});

export const waiting = route({
  method: 'GET',
  path: '/rounds/:id/waiting',
  says: 'Who may vote on a tablet and has not yet; every reading is in the audit log.',
  may: 'round.waiting',
  gives: Waiting,
  refuses: ['wrong_state', 'votes_shown_live'],
});
