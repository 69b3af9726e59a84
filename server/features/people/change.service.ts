import type { z } from 'zod';
import type { Person, PersonPatch } from '../../contract/people/schemas.ts';
import { incompatiblePair, Role } from '../../contract/common/roles.ts';
import type { Context } from '../../context.ts';
import { conflictAt } from '../../domain/duties.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, may, type Actor } from '../../platform/permissions.ts';
import { finishSessions } from '../../platform/sessions/sessions.service.ts';
import { dutiesAtMeetings } from '../../platform/duties.repo.ts';
import {
  findPerson,
  lockPeople,
  numberTaken,
  otherAdministrator,
  replaceRoles,
  updatePerson,
} from './people.repo.ts';

type Patch = z.infer<typeof PersonPatch>;
const FIELDS = ['name', 'number', 'unit', 'phone', 'active'] as const;

/**
 * Changes what is known about somebody, their roles, or whether they take part at all. Whoever loses or
 * gains a role signs in anew at desk and chair (not the one who makes the change); whoever is deactivated
 * is signed out everywhere.
 *
 * @returns `not_permitted` also for roles without 'roles.assign', and for (de)activating somebody with a
 * password sign-in without 'account.write'; `incompatible_roles` {a, b}, `number_taken`,
 * `last_administrator`.
 */
export async function changePerson(
  context: Context,
  actor: Actor | undefined,
  personId: string,
  patch: Patch,
): Promise<Result<Person>> {
  const who = allowed(actor, 'people.write');
  if (!who.ok) return who;
  return context.db.transaction().execute(async (tx) => {
    await lockPeople(tx, who.value.assemblyId);
    const person = await findPerson(tx, who.value.assemblyId, personId);
    if (person === undefined) return fail('not_found');

    const roles = Role.options.filter((role) => (patch.roles ?? person.roles).includes(role));
    const rolesChange = roles.join() !== person.roles.join();
    const possible = await possibleChange(tx, who.value, person, patch, rolesChange ? roles : null);
    if (!possible.ok) return possible;

    const fields = FIELDS.filter(
      (field) => patch[field] !== undefined && patch[field] !== person[field],
    );
    await write(tx, context, who.value, person, {
      patch,
      fields,
      roles: rolesChange ? roles : null,
    });
    const changed = await findPerson(tx, who.value.assemblyId, personId);
    if (changed === undefined) throw new Error('people are never deleted');
    return ok(changed);
  });
}

async function possibleChange(
  tx: Tx,
  actor: Actor,
  person: Person,
  patch: Patch,
  roles: readonly Role[] | null,
): Promise<Result<null>> {
  if (roles !== null) {
    if (!may(actor, 'roles.assign')) return fail('not_permitted');
    const pair = incompatiblePair(roles);
    if (pair !== undefined) return fail('incompatible_roles', pair);
    const held = await dutiesAtMeetings(tx, actor.assemblyId, [person.id]);
    const conflict = conflictAt(roles, held.get(person.id) ?? []);
    if (conflict !== undefined) return fail('incompatible_roles', conflict);
  }
  const active = patch.active ?? person.active;
  // Deactivating takes somebody's sign-in away as surely as changing their password does.
  if (active !== person.active && person.loginName !== null && !may(actor, 'account.write')) {
    return fail('not_permitted');
  }
  const wasAdministrator = person.active && person.roles.includes('administrator');
  const staysAdministrator = active && (roles ?? person.roles).includes('administrator');
  if (wasAdministrator && !staysAdministrator) {
    if (!(await otherAdministrator(tx, actor.assemblyId, person.id))) {
      return fail('last_administrator');
    }
  }
  if (
    typeof patch.number === 'string' &&
    (await numberTaken(tx, actor.assemblyId, patch.number, person.id))
  ) {
    return fail('number_taken');
  }
  return ok(null);
}

async function write(
  tx: Tx,
  { world }: Context,
  actor: Actor,
  person: Person,
  change: { patch: Patch; fields: (typeof FIELDS)[number][]; roles: readonly Role[] | null },
): Promise<void> {
  const { assemblyId } = actor;
  const { patch, fields, roles } = change;
  const entry = { chain: assemblyId, actor, at: world.now() };
  if (fields.length > 0) {
    const values = Object.fromEntries(fields.map((field) => [field, patch[field]]));
    await updatePerson(tx, assemblyId, person.id, values);
  }
  if (roles !== null) await replaceRoles(tx, assemblyId, person.id, roles);

  if (fields.includes('active') && patch.active === false) {
    await finishSessions(tx, world, actor, 'account_changed', {
      assemblyId,
      personId: person.id,
    });
  } else if (roles !== null) {
    await finishSessions(tx, world, actor, 'roles_changed', {
      assemblyId,
      personId: person.id,
      seats: ['desk', 'chair'],
      except: actor.sessionId,
    });
  }

  if (fields.length > 0) {
    const name = patch.name;
    const renamed = name !== undefined && fields.includes('name');
    const detail = {
      person: person.id,
      fields,
      ...(renamed ? { name: { before: person.name, after: name } } : {}),
    };
    await record(tx, { ...entry, event: 'person.changed', detail });
  }
  if (roles !== null) {
    const detail = { person: person.id, roles: [...roles] };
    await record(tx, { ...entry, event: 'roles.assigned', detail });
  }
}
