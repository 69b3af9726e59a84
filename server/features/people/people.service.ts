import type { z } from 'zod';
import type { Person, PersonBody } from '../../contract/people/schemas.ts';
import { incompatiblePair } from '../../contract/common/roles.ts';
import type { Context } from '../../context.ts';
import { perhapsTheSame } from '../../domain/namesakes.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, may, type Actor } from '../../platform/permissions.ts';
import {
  findPerson,
  insertPerson,
  listPeople,
  lockPeople,
  numberTaken,
  replaceRoles,
} from './people.repo.ts';

/** Everybody of the actor's assembly. */
export async function peopleFor(
  context: Context,
  actor: Actor | undefined,
): Promise<Result<{ people: Person[] }>> {
  const who = allowed(actor, 'people.read');
  if (!who.ok) return who;
  return ok({ people: await listPeople(context.db, who.value.assemblyId) });
}

/**
 * Adds one person. Giving roles along is for those who may hand out roles. `namesake` {people} where somebody of the
 * name is there and a number is missing on either side, until it is said that this is somebody else.
 */
export async function addPerson(
  context: Context,
  actor: Actor | undefined,
  body: z.infer<typeof PersonBody>,
): Promise<Result<Person>> {
  const who = allowed(actor, 'people.write');
  if (!who.ok) return who;
  const { roles, somebodyElse, ...fields } = body;
  if (roles.length > 0 && !may(who.value, 'roles.assign')) return fail('not_permitted');
  const pair = incompatiblePair(roles);
  if (pair !== undefined) return fail('incompatible_roles', pair);

  const { db, world } = context;
  const { assemblyId } = who.value;
  return db.transaction().execute(async (tx) => {
    await lockPeople(tx, assemblyId);
    if (fields.number !== null && (await numberTaken(tx, assemblyId, fields.number))) {
      return fail('number_taken');
    }
    const namesakes = perhapsTheSame(fields, await listPeople(tx, assemblyId));
    if (namesakes.length > 0 && !somebodyElse) {
      return fail('namesake', {
        people: namesakes.map(({ id, name, number, unit }) => ({ id, name, number, unit })),
      });
    }
    const id = world.uuid();
    const at = world.now();
    await insertPerson(tx, assemblyId, { id, ...fields }, at);
    const held = [...new Set(roles)];
    await replaceRoles(tx, assemblyId, id, held);

    const entry = { chain: assemblyId, actor: who.value, at };
    await record(tx, { ...entry, event: 'person.added', detail: { person: id } });
    if (held.length > 0) {
      await record(tx, { ...entry, event: 'roles.assigned', detail: { person: id, roles: held } });
    }
    const person = await findPerson(tx, assemblyId, id);
    if (person === undefined) throw new Error('a person added in this transaction is not there');
    return ok(person);
  });
}
