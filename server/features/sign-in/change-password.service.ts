import type { z } from 'zod';
import type { PasswordBody } from '../../contract/sign-in/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { weakness } from '../../platform/passwords/weak.ts';
import type { Actor } from '../../platform/permissions.ts';
import { hashPassword, passwordFits, tokenHash } from '../../platform/secrets.ts';
import { finishSessions } from '../../platform/sessions/sessions.service.ts';
import { NAME_POLICY } from '../../platform/throttle/policy.ts';
import {
  countFailure,
  forgetFailures,
  secondsLocked,
  type ThrottleKey,
} from '../../platform/throttle/throttle.ts';
import type { Hashing } from './hashing.ts';
import { forgetBrowsers, ownAccount, replacePassword } from './account.repo.ts';

/**
 * Changes somebody's own password; whoever set the one before knows it no more. Their other sign-ins end, and other
 * browsers are no longer known.
 *
 * @returns `wrong_password`; `password_weak` {reason}; `locked_out` {seconds} after five wrong ones.
 */
export async function changeOwnPassword(
  { db, world }: Context,
  { hashing, browser }: { hashing: Hashing; browser: string | undefined },
  actor: Actor | undefined,
  { current, next }: z.infer<typeof PasswordBody>,
): Promise<Result<null>> {
  if (actor === undefined) return fail('not_signed_in');
  const { personId, assemblyId } = actor;
  if (personId === null || (actor.seat !== 'desk' && actor.seat !== 'chair')) {
    return fail('not_permitted');
  }
  const account = await ownAccount(db, personId);
  if (account === undefined) return fail('not_permitted');
  const weak = current === next ? 'same' : weakness(next, about(account));
  if (weak !== undefined) return fail('password_weak', { reason: weak });

  const key: ThrottleKey = { kind: 'browser', of: `change ${actor.sessionId}` };
  const counted = await db.transaction().execute((tx) => countFailure(tx, world, key, NAME_POLICY));
  if (!counted.counted) {
    return fail('locked_out', { seconds: await secondsLocked(db, world, key, NAME_POLICY) });
  }
  const turn = { known: true, network: '' };
  const fits = await hashing.inTurn(turn, () => passwordFits(current, account.password_hash));
  if (fits?.value !== true) return fail('wrong_password');
  const passwordHash = await hashPassword(next, world);
  return db.transaction().execute(async (tx): Promise<Result<null>> => {
    // Set by somebody else in this very moment: theirs stands.
    if (!(await replacePassword(tx, personId, account.password_hash, passwordHash))) {
      return fail('wrong_password');
    }
    await forgetFailures(tx, key);
    await forgetBrowsers(tx, personId, browser === undefined ? undefined : tokenHash(browser));
    await finishSessions(tx, world, actor, 'account_changed', {
      assemblyId,
      personId,
      seats: ['desk', 'chair'],
      except: actor.sessionId,
    });
    await record(tx, {
      chain: assemblyId,
      event: 'password.changed',
      actor,
      at: world.now(),
      detail: { person: personId },
    });
    return ok(null);
  });
}

function about(account: { login_name: string; name: string; assembly: string }) {
  return { loginName: account.login_name, names: [account.name, account.assembly] };
}
