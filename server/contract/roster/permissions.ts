import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'people.import': ['administrator', 'staff'],
} as const satisfies Permissions;
