import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'people.read': ['administrator', 'staff'],
  'people.write': ['administrator', 'staff'],
  // Handing out roles and passwords is the administrator's alone.
  'roles.assign': ['administrator'],
  'account.write': ['administrator'],
} as const satisfies Permissions;
