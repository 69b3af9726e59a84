import type { Person } from '../../contract/people/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { finishSessions } from '../../platform/sessions/sessions.service.ts';
import { eraseFields, onRunningRoll } from './erase.repo.ts';
import { findPerson, lockPeople } from './people.repo.ts';

/**
 * Takes somebody's personal data out: number, unit, phone, account with its browsers, roles, old sign-ins and cards.
 * The name stays only where it was on a roll, signed or decided: those records are kept. Only of somebody who takes
 * part no more, and not back again.
 *
 * @returns `wrong_state` for somebody who is still active; `roll_in_use` while they stand on the roll of a meeting
 * that isn't closed.
 */
export async function erasePerson(
  { db, world }: Context,
  actor: Actor | undefined,
  personId: string,
): Promise<Result<Person>> {
  const who = allowed(actor, 'account.write');
  if (!who.ok) return who;
  const { assemblyId } = who.value;
  return db.transaction().execute(async (tx): Promise<Result<Person>> => {
    await lockPeople(tx, assemblyId);
    const person = await findPerson(tx, assemblyId, personId);
    if (person === undefined) return fail('not_found');
    if (person.active) return fail('wrong_state', { state: 'active' });
    if (await onRunningRoll(tx, assemblyId, personId)) return fail('roll_in_use');
    await finishSessions(tx, world, who.value, 'account_changed', { assemblyId, personId });
    const nameKept = await eraseFields(tx, assemblyId, personId, world.now());
    await record(tx, {
      chain: assemblyId,
      event: 'person.erased',
      actor: who.value,
      at: world.now(),
      detail: { person: personId, nameKept },
    });
    const erased = await findPerson(tx, assemblyId, personId);
    if (erased === undefined) throw new Error('people are never deleted');
    return ok(erased);
  });
}
