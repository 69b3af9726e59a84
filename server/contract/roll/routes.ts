import { route } from '../common/route.ts';
import { OwnEntry, Roll, RollBody, RollEntry, RollPatch } from './schemas.ts';

/** A roll of 20,000 people, each with an id, a class and a right. */
const ROLL_BYTES = 4 * 1024 * 1024;

export const read = route({
  method: 'GET',
  path: '/meetings/:id/roll',
  says: 'The roll of a meeting with its figures.',
  may: 'roll.read',
  gives: Roll,
});

export const set = route({
  method: 'PUT',
  path: '/meetings/:id/roll',
  says: 'Puts people on the roll, or changes the class and right to vote of those who are on it.',
  may: 'roll.write',
  bytes: ROLL_BYTES,
  body: RollBody,
  gives: Roll,
  refuses: ['wrong_state', 'incompatible_roles', 'roll_in_use'],
});

export const change = route({
  method: 'PATCH',
  path: '/meetings/:id/roll/:personId',
  says: 'Changes one entry; attendance at any time before the meeting is over.',
  may: 'roll.write',
  body: RollPatch,
  gives: RollEntry,
  refuses: ['wrong_state', 'not_on_roll', 'incompatible_roles', 'roll_in_use'],
});

export const remove = route({
  method: 'DELETE',
  path: '/meetings/:id/roll/:personId',
  says: 'Takes somebody off the roll as long as no round has opened.',
  may: 'roll.write',
  gives: null,
  refuses: ['wrong_state', 'not_on_roll', 'roll_in_use'],
});

export const own = route({
  method: 'GET',
  path: '/meetings/:id/roll/self',
  says: 'The presider’s own entry, if they are on the roll.',
  may: 'roll.self',
  gives: OwnEntry,
});

export const comeIn = route({
  method: 'POST',
  path: '/meetings/:id/roll/self',
  says: 'Counts the presider as present.',
  may: 'roll.self',
  gives: OwnEntry,
  refuses: ['wrong_state', 'not_on_roll'],
});
