import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'card.issue': ['administrator', 'staff'],
} as const satisfies Permissions;
