import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'vote.cast': ['deputy', 'committee_member', 'voter_rep', 'public_rep', 'council_delegate'],
  // Who voted may ask what became of it, also when the roll has made an observer of them since.
  'vote.ask': [
    'deputy',
    'committee_member',
    'voter_rep',
    'public_rep',
    'council_delegate',
    'observer',
  ],
  'room.watch': [
    'administrator',
    'staff',
    'presider',
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
    'projector',
  ],
} as const satisfies Permissions;
