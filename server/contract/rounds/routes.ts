import { route } from '../common/route.ts';
import {
  Copied,
  CopyBody,
  OrderBody,
  Round,
  RoundChange,
  RoundDraft,
  RoundList,
} from './schemas.ts';

export const list = route({
  method: 'GET',
  path: '/meetings/:id/rounds',
  says: 'The rounds of a meeting in their order.',
  may: 'round.read',
  gives: RoundList,
});

export const read = route({
  method: 'GET',
  path: '/rounds/:id',
  says: 'One round.',
  may: 'round.read',
  gives: Round,
});

export const draft = route({
  method: 'POST',
  path: '/meetings/:id/rounds',
  says: 'Makes a draft at the end of the agenda.',
  may: 'round.write',
  body: RoundDraft,
  gives: Round,
  refuses: ['wrong_state', 'definition_invalid'],
});

export const order = route({
  method: 'PUT',
  path: '/meetings/:id/rounds/order',
  says: 'Puts all rounds that were not opened into another order.',
  may: 'round.write',
  body: OrderBody,
  gives: RoundList,
  refuses: ['wrong_state', 'stale'],
});

export const copy = route({
  method: 'POST',
  path: '/meetings/:id/copy',
  says: 'Takes over the roll, the rounds or both of an earlier meeting while this one is prepared.',
  may: 'round.write',
  body: CopyBody,
  gives: Copied,
  refuses: ['wrong_state'],
});

export const change = route({
  method: 'PUT',
  path: '/rounds/:id',
  says: 'Changes a draft.',
  may: 'round.write',
  body: RoundChange,
  gives: Round,
  refuses: ['wrong_state', 'stale', 'definition_invalid'],
});

export const remove = route({
  method: 'DELETE',
  path: '/rounds/:id',
  says: 'Deletes a draft; anything further on stays for good.',
  may: 'round.write',
  gives: null,
  refuses: ['wrong_state'],
});

export const makeReady = route({
  method: 'POST',
  path: '/rounds/:id/make-ready',
  says: 'Makes a draft ready for the presider.',
  may: 'round.write',
  gives: Round,
  refuses: ['wrong_state', 'definition_invalid'],
});

export const backToDraft = route({
  method: 'POST',
  path: '/rounds/:id/back-to-draft',
  says: 'Takes a ready round off the agenda again for changes.',
  may: 'round.write',
  gives: Round,
  refuses: ['wrong_state'],
});
