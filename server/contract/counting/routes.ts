import { route } from '../common/route.ts';
import { roundDocument } from '../../domain/round/document.ts';
import { Round } from '../rounds/schemas.ts';
import { RecountBody, RoundCount, SignBody, Signatures } from './schemas.ts';

export const count = route({
  method: 'POST',
  path: '/rounds/:id/count',
  says: 'Makes the count afresh from the papers (V6).',
  may: 'round.count',
  gives: Round,
  refuses: ['wrong_state', 'tally_differs', 'box_not_ready', 'follows_already'],
});

export const recount = route({
  method: 'POST',
  path: '/rounds/:id/recount',
  says: 'Before signing is complete: a further version of the count, with a reason (V12).',
  may: 'round.recount',
  body: RecountBody,
  gives: Round,
  refuses: ['wrong_state', 'tally_differs', 'box_not_ready', 'reason_needed', 'follows_already'],
});

export const read = route({
  method: 'GET',
  path: '/rounds/:id/count',
  says: 'The newest count: for those who certify it, and for the office once it is announced.',
  may: ['round.count.read', 'round.read'],
  gives: RoundCount,
  refuses: ['not_counted_yet', 'result_differs'],
});

export const sign = route({
  method: 'POST',
  path: '/rounds/:id/sign',
  says: 'A scrutineer signs this version of the count on their own device.',
  may: 'count.sign',
  body: SignBody,
  gives: Round,
  refuses: [
    'wrong_state',
    'stale',
    'not_an_officer',
    'already_signed',
    'not_counted_yet',
    'result_differs',
    'box_not_ready',
  ],
});

export const signatures = route({
  method: 'GET',
  path: '/rounds/:id/signatures',
  says: 'Who has signed the newest count and who has still to.',
  may: 'box.read',
  gives: Signatures,
  refuses: ['not_counted_yet'],
});

export const announce = route({
  method: 'POST',
  path: '/rounds/:id/announce',
  says: 'Announces the counted result to the room.',
  may: 'round.announce',
  gives: Round,
  refuses: [
    'wrong_state',
    'signatures_missing',
    'not_counted_yet',
    'result_differs',
    'box_not_ready',
    'follows_already',
  ],
});

export const publish = route({
  method: 'POST',
  path: '/rounds/:id/publish',
  says: 'Publishes an announced result for everybody.',
  may: 'round.publish',
  gives: Round,
  refuses: ['wrong_state', 'result_differs', 'not_counted_yet', 'follows_already'],
});

export const exportRound = route({
  method: 'GET',
  path: '/rounds/:id/export',
  says: 'The round document with its papers, sorted by what is on them (docs/round-format.md).',
  may: 'round.export',
  gives: roundDocument,
  refuses: [
    'wrong_state',
    'class_too_small',
    'no_papers',
    'result_differs',
    'box_not_ready',
    'not_counted_yet',
  ],
});
