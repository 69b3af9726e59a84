import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'round.count': ['presider'],
  'round.count.read': ['presider', 'chief_scrutineer', 'scrutineer'],
  'round.recount': ['presider'],
  'count.sign': ['chief_scrutineer', 'scrutineer'],
  'round.announce': ['presider'],
  'round.publish': ['presider', 'staff', 'administrator'],
  'round.export': ['presider', 'staff', 'administrator'],
} as const satisfies Permissions;
