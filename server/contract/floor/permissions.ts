import type { Permissions } from '../common/roles.ts';

export const permissions = {
  // The box belongs to the presider: staff prepare, they don't open, close or announce.
  'round.open': ['presider'],
  'round.close': ['presider'],
  // Who has not voted yet, so that they can be asked; never how anybody did.
  'round.waiting': ['presider'],
} as const satisfies Permissions;
