import type { Permissions } from '../common/roles.ts';

export const permissions = {
  // The office hands the box out, but gets no receipt itself: scrutineers do, on their own devices.
  'box.publish': ['staff', 'administrator'],
  'box.published.read': ['chief_scrutineer', 'scrutineer'],
} as const satisfies Permissions;
