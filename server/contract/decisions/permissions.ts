import type { Permissions } from '../common/roles.ts';

export const permissions = {
  // Whoever keeps the record of a show of hands: figures only.
  'decision.record': ['presider', 'staff', 'administrator'],
  'decision.read': [
    'presider',
    'staff',
    'administrator',
    'chief_scrutineer',
    'scrutineer',
    'chief_teller',
    'teller',
  ],
} as const satisfies Permissions;
