import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'audit.read': ['administrator'],
} as const satisfies Permissions;
