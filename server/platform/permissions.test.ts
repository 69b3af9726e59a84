import { describe, expect, it } from 'vitest';
import { Role, RollClass, Seat } from '../contract/common/roles.ts';
import { allowed, capacitiesAt, may, type Actor } from './permissions.ts';
import { PERMISSIONS, type Permission } from '../contract/permissions.ts';
import { type Capacity } from '../contract/common/roles.ts';

/**
 * What each capacity may do, written down a second time the other way round and by hand: the table in
 * permissions.ts says who may do an action, this one what somebody may do. They must agree.
 */
const OFFICE: Permission[] = [
  'assembly.read',
  'people.read',
  'people.write',
  'people.import',
  'meeting.read',
  'meeting.write',
  'meeting.start',
  'roll.read',
  'roll.write',
  'card.issue',
  'screen.pair',
  'screen.set',
  'document.pack',
  'round.read',
  'round.write',
  'round.publish',
  'round.export',
  'box.publish',
  'round.follow',
  'decision.record',
  'decision.read',
  'box.read',
  'stock.write',
  'document.read',
  'room.watch',
];
const SCRUTINY: Permission[] = [
  'round.count.read',
  'box.published.read',
  'decision.read',
  'box.read',
  'count.sign',
  'document.read',
  'room.watch',
];
const TELLING: Permission[] = [
  'decision.read',
  'box.read',
  'stock.write',
  'entry.write',
  'room.watch',
];
const VOTING: Permission[] = ['vote.cast', 'vote.ask', 'room.watch'];
const EXPECTED: Record<Capacity, Permission[]> = {
  administrator: [
    ...OFFICE,
    'roles.assign',
    'account.write',
    'assembly.rename',
    'audit.read',
    'health.read',
  ],
  staff: OFFICE,
  presider: [
    'teller.release',
    'assembly.read',
    'meeting.read',
    'meeting.start',
    'roll.read',
    'roll.self',
    'screen.pair',
    'screen.set',
    'round.read',
    'round.open',
    'round.close',
    'round.waiting',
    'round.count',
    'round.count.read',
    'round.recount',
    'round.follow',
    'round.announce',
    'round.publish',
    'round.export',
    'decision.record',
    'decision.read',
    'box.read',
    'document.read',
    'room.watch',
  ],
  chief_scrutineer: [...SCRUTINY, 'teller.release'],
  scrutineer: SCRUTINY,
  chief_teller: TELLING,
  teller: TELLING,
  deputy: VOTING,
  committee_member: VOTING,
  council_delegate: VOTING,
  voter_rep: VOTING,
  public_rep: VOTING,
  observer: ['vote.ask', 'room.watch'],
  projector: ['room.watch'],
  department: [],
  resident: [],
};
/** Open to anyone at all. */
const OPEN: Permission[] = ['result.read'];

const CAPACITIES = Object.keys(EXPECTED) as Capacity[];
const ACTIONS = Object.keys(PERMISSIONS) as Permission[];

function actor(capacities: readonly Capacity[]): Actor {
  return {
    sessionId: 's',
    assemblyId: 'a',
    seat: 'desk',
    personId: 'p',
    meetingId: null,
    capacities,
    operator: false,
    mustChange: false,
    renewedAt: null,
  };
}

describe.each(CAPACITIES)('%s', (capacity) => {
  it.each(ACTIONS)('%s', (action) => {
    const expected = OPEN.includes(action) || EXPECTED[capacity].includes(action);
    expect(may(actor([capacity]), action)).toBe(expected);
    const asked = allowed(actor([capacity]), action);
    expect(asked.ok).toBe(expected);
    if (!asked.ok) expect(asked.error.code).toBe('not_permitted');
  });
});

it('knows every role and every class of a roll', () => {
  expect(CAPACITIES).toEqual(expect.arrayContaining([...Role.options, ...RollClass.options]));
});

it.each(ACTIONS)('%s needs a sign-in unless it is open', (action) => {
  expect(may(undefined, action)).toBe(OPEN.includes(action));
  expect(may(actor([]), action)).toBe(OPEN.includes(action));
  expect(allowed(undefined, action)).toEqual({ ok: false, error: { code: 'not_signed_in' } });
});

it('adds up what somebody holds', () => {
  const both = actor(['staff', 'presider']);
  expect(may(both, 'round.open')).toBe(true);
  expect(may(both, 'people.write')).toBe(true);
  expect(may(both, 'roles.assign')).toBe(false);
});

it.each([
  ['desk', ['administrator', 'staff', 'chief_teller', 'teller']],
  ['chair', ['presider']],
  [
    'tablet',
    [
      'chief_scrutineer',
      'scrutineer',
      'chief_teller',
      'teller',
      'deputy',
      'committee_member',
      'council_delegate',
      'voter_rep',
      'public_rep',
      'observer',
    ],
  ],
  ['screen', ['projector']],
] as const)('only what belongs to the %s counts there', (seat, expected) => {
  expect(new Set(capacitiesAt(seat, CAPACITIES))).toEqual(new Set(expected));
});

it('has a list for every seat', () => {
  for (const seat of Seat.options) expect(capacitiesAt(seat, CAPACITIES).length).toBeGreaterThan(0);
});
