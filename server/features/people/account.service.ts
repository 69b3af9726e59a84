import type { z } from 'zod';
import { withSuffix } from '../../contract/common/login-name.ts';
import type { AccountBody, Person } from '../../contract/people/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import { violated } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { weakness } from '../../platform/passwords/weak.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { hashPassword } from '../../platform/secrets.ts';
import { finishSessions } from '../../platform/sessions/sessions.service.ts';
import {
  assemblyOf,
  findPerson,
  forgetBrowsers,
  lockPeople,
  upsertAccount,
} from './people.repo.ts';

/**
 * Gives somebody a password sign-in or changes it. Their sessions at desk and chair end, except the one
 * that makes the change; no browser is known to the account any more. `login_name_taken` when somebody of the
 * assembly has the name, `password_weak` {reason}.
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
  const found = await findPerson(db, assemblyId, personId);
  if (found === undefined) return fail('not_found');
  const assembly = await assemblyOf(db, assemblyId);
  // A name that is kept is kept as it is, also one from before there were suffixes.
  const loginName =
    body.loginName === found.loginName
      ? body.loginName
      : withSuffix(body.loginName, assembly.login_suffix);
  // Nobody guesses at the names of another assembly, which has a suffix of its own.
  if (loginName !== found.loginName && isOfAnother(loginName, assembly.login_suffix)) {
    return fail('invalid_input', { issues: [{ path: '/loginName', message: 'login_name' }] });
  }
  const weak = weakness(body.password, { loginName, names: [found.name, assembly.name] });
  if (weak !== undefined) return fail('password_weak', { reason: weak });

  const passwordHash = await hashPassword(body.password, world);
  try {
    return await db.transaction().execute(async (tx) => {
      await lockPeople(tx, assemblyId);
      const at = world.now();
      await upsertAccount(tx, {
        assembly_id: assemblyId,
        person_id: personId,
        login_name: loginName,
        password_hash: passwordHash,
        // Whoever set it knows it: its owner chooses another one at the next sign-in.
        must_change: personId !== who.value.personId,
        created_at: at,
      });
      await forgetBrowsers(tx, personId);
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

function isOfAnother(loginName: string, suffix: string | null): boolean {
  return (suffix === null ? loginName : loginName.slice(0, -suffix.length)).includes('@');
}
