import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'roll.read': ['administrator', 'staff', 'presider'],
  // At the chair there is no tablet to come in with.
  'roll.self': ['presider'],
  'roll.write': ['administrator', 'staff'],
} as const satisfies Permissions;
