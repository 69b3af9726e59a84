import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'assembly.read': ['administrator', 'staff', 'presider'],
  'assembly.rename': ['administrator'],
} as const satisfies Permissions;
