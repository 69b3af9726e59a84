import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'box.read': [
    'presider',
    'staff',
    'administrator',
    'chief_scrutineer',
    'scrutineer',
    'chief_teller',
    'teller',
  ],
  'stock.write': ['chief_teller', 'teller', 'staff', 'administrator'],
  // Papers are read by tellers and nobody else; staff never see one.
  'entry.write': ['chief_teller', 'teller'],
  // Who watches over the count, or leads the meeting, lets somebody else take a teller's place.
  'teller.release': ['presider', 'chief_scrutineer'],
} as const satisfies Permissions;
