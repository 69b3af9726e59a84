import type { RollEntry } from '$contract/meetings.ts';
import type { Person } from '$contract/people.ts';
import type { Role, RollClass } from '$contract/roles.ts';

/** In what capacity somebody with these roles usually stands on a roll; observers where none fits. */
export function usualClass(roles: readonly Role[]): RollClass {
  const order = ['deputy', 'committee_member', 'voter_rep', 'public_rep'] as const;
  return order.find((each) => roles.includes(each)) ?? 'observer';
}

/** Roles that come with a seat on the roll, each added at one press. */
export const ROLL_ROLES = ['deputy', 'committee_member', 'voter_rep', 'public_rep'] as const;

/** Active people who are not on the roll yet. */
export function addable(
  people: readonly Person[],
  entries: readonly RollEntry[],
): readonly Person[] {
  const on = new Set(entries.map(({ personId }) => personId));
  return people.filter((person) => person.active && !on.has(person.id));
}
