import type { Permissions } from '../common/roles.ts';

export const permissions = {
  // How full the disk is.
  'health.read': ['administrator'],
} as const satisfies Permissions;
