import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'document.read': ['presider', 'staff', 'administrator', 'chief_scrutineer', 'scrutineer'],
  // With the roll and its names: the office's.
  'document.pack': ['staff', 'administrator'],
} as const satisfies Permissions;
