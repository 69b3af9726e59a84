import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'result.read': ['resident'],
} as const satisfies Permissions;
