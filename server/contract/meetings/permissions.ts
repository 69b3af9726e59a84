import type { Permissions } from '../common/roles.ts';

export const permissions = {
  'meeting.read': ['administrator', 'staff', 'presider'],
  'meeting.write': ['administrator', 'staff'],
  'meeting.start': ['administrator', 'staff', 'presider'],
} as const satisfies Permissions;
