import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'round.read': ['administrator', 'staff', 'presider'],
  'round.write': ['administrator', 'staff'],
} as const satisfies Permissions;
