import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'screen.pair': ['administrator', 'staff', 'presider'],
  // How the projectors look, and an announced result once more: nothing that decides.
  'screen.set': ['administrator', 'staff', 'presider'],
} as const satisfies Permissions;
