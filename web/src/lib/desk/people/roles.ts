import { INCOMPATIBLE_ROLES, type Role } from '$contract/common/roles.ts';
import type { MessageKey } from '#lib/i18n/index.ts';

export type Hindrance = { readonly role: Role; readonly why: MessageKey };

/** Which of the roles already chosen forbids this one, and the reason; null when none does. */
export function hindrance(role: Role, chosen: readonly Role[]): Hindrance | null {
  for (const { a, b } of INCOMPATIBLE_ROLES) {
    const other = a === role ? b : b === role ? a : null;
    if (other !== null && chosen.includes(other)) return { role: other, why: reason(a, b) };
  }
  return null;
}

function reason(a: Role, b: Role): MessageKey {
  const pair = [a, b];
  if (pair.includes('department')) return 'people.roles.why.department';
  if (pair.includes('administrator') || pair.includes('staff')) return 'people.roles.why.machine';
  if (pair.includes('scrutineer') && pair.includes('chief_scrutineer')) {
    return 'people.roles.why.chief';
  }
  if (pair.includes('scrutineer') || pair.includes('chief_scrutineer')) {
    return 'people.roles.why.supervision';
  }
  return 'people.roles.why.count';
}
