import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'round.follow': ['presider', 'staff', 'administrator'],
} as const satisfies Permissions;
