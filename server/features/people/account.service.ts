import type { z } from 'zod';
import type { AccountBody, Person } from '../../contract/people.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import { violated } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { hashPassword } from '../../platform/secrets.ts';
import { finishSessions } from '../../platform/sessions/sessions.service.ts';
import { forgetFailures } from '../../platform/throttle/throttle.ts';
import { findPerson, lockPeople, upsertAccount } from './people.repo.ts';

/**
 * Gives somebody a password sign-in or changes it. Their sessions at desk and chair end, except the one
 * that makes the change; a lock after wrong passwords is lifted. `login_name_taken` when somebody in the
 * whole deployment has the name.
 */
export async function setAccount(
  context: Context,
  actor: Actor | undefined,
  personId: string,
  body: z.infer<typeof AccountBody>,
): Promise<Result<Person>> {
  const who = allowed(actor, 'account.write');
  if (!who.ok) return who;
  const { db, world } = context;
  const { assemblyId } = who.value;
  if ((await findPerson(db, assemblyId, personId)) === undefined) return fail('not_found');

  const passwordHash = await hashPassword(body.password, world);
  try {
    return await db.transaction().execute(async (tx) => {
      await lockPeople(tx, assemblyId);
      const at = world.now();
      await upsertAccount(tx, {
        assembly_id: assemblyId,
        person_id: personId,
        login_name: body.loginName,
        password_hash: passwordHash,
        created_at: at,
      });
      await forgetFailures(tx, { kind: 'name', of: body.loginName });
      await finishSessions(tx, world, who.value, 'account_changed', {
        assemblyId,
        personId,
        seats: ['desk', 'chair'],
        except: who.value.sessionId,
      });
      const detail = { person: personId };
      await record(tx, { chain: assemblyId, event: 'account.set', actor: who.value, at, detail });
      const person = await findPerson(tx, assemblyId, personId);
      if (person === undefined) throw new Error('people are never deleted');
      return ok(person);
    });
  } catch (error) {
    if (violated(error) === 'account_login_name') return fail('login_name_taken');
    throw error;
  }
}
