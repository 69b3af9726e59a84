import type { z } from 'zod';
import type { RollEntry, RollPatch } from '$contract/roll/schemas.ts';
import type { Person } from '$contract/people/schemas.ts';
import type { Role, RollClass } from '$contract/common/roles.ts';

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

/** What one form says of each of several entries; empty keeps what each has. */
export type Wanted = {
  readonly class: RollClass | '';
  readonly entitled: boolean;
  readonly attendance: RollEntry['attendance'] | '';
  readonly medium: RollEntry['medium'] | '';
};

/** What is to be changed of this entry; nothing where it is so already. */
export function patchOf(entry: RollEntry, wanted: Wanted): z.infer<typeof RollPatch> {
  const patch: z.infer<typeof RollPatch> = {};
  if (wanted.class !== '') {
    if (wanted.class !== entry.class || wanted.entitled !== entry.entitled) {
      patch.class = wanted.class;
      patch.entitled = wanted.entitled;
    }
  }
  if (wanted.attendance !== '' && wanted.attendance !== entry.attendance) {
    patch.attendance = wanted.attendance;
  }
  if (wanted.medium !== '' && wanted.medium !== entry.medium) patch.medium = wanted.medium;
  return patch;
}
