import type { z } from 'zod';
import type { SignInBody } from '../../contract/sessions.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { DEPLOYMENT_CHAIN, record } from '../../platform/audit/audit.ts';
import type { AuditDetail } from '../../platform/audit/catalogue.ts';
import type { Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { capacitiesAt } from '../../platform/permissions.ts';
import { passwordFits } from '../../platform/secrets.ts';
import { ADDRESS_POLICY, NAME_POLICY } from '../../platform/throttle/policy.ts';
import {
  countFailure,
  forgetFailures,
  secondsLocked,
  uncountFailure,
  type ThrottleKey,
} from '../../platform/throttle/throttle.ts';
import { beginSession } from '../../platform/sessions/sessions.service.ts';
import { signedIn, type SignedIn } from '../../platform/sessions/signed-in.ts';
import { findAccount, holdAccount } from './sign-in.repo.ts';

/**
 * Signs in with name and password at desk or chair.
 *
 * The attempt is counted as a failure before the password is looked at, and taken back when it fits: a
 * hundred guesses sent at once get no further than five. No connection is held while the password is
 * hashed, and the work is the same for names that don't exist.
 *
 * @param address The network address the attempt comes from.
 * @returns `locked_out` {seconds}; `wrong_credentials` for a wrong password, an unknown name and a
 * deactivated person alike; `not_permitted` when the password fits but no role allows this seat.
 */
export async function signInWithPassword(
  context: Context,
  address: string,
  body: z.infer<typeof SignInBody>,
): Promise<Result<SignedIn>> {
  const { db, world } = context;
  const { loginName, password, seat } = body;
  const keys: Keys = {
    name: { kind: 'name', of: loginName },
    address: { kind: 'address', of: address },
  };
  const counted = await countBeforehand(context, keys);
  if (!counted.ok) return counted;

  const account = await findAccount(db, loginName);
  const fits = await passwordFits(password, account?.password_hash);

  const begun = await db.transaction().execute(async (tx): Promise<Result<{ token: string }>> => {
    const refused = (reason: AuditDetail<'sign_in.failed'>['reason']): Promise<void> =>
      record(tx, {
        chain: account?.assembly_id ?? DEPLOYMENT_CHAIN,
        event: 'sign_in.failed',
        actor: { personId: null, seat },
        at: world.now(),
        detail:
          account === undefined ? { seat, reason } : { seat, reason, person: account.person_id },
      });
    if (account === undefined || !fits || !(await holdAccount(tx, account, loginName))) {
      await refused(counted.value.locks ? 'locked_out' : 'wrong_credentials');
      return fail('wrong_credentials');
    }
    await forgetFailures(tx, keys.name);
    await uncountFailure(tx, keys.address, ADDRESS_POLICY);
    if (capacitiesAt(seat, account.roles).length === 0) {
      await refused('not_permitted');
      return fail('not_permitted');
    }
    return ok(
      await beginSession(tx, world, {
        assemblyId: account.assembly_id,
        seat,
        personId: account.person_id,
        meetingId: null,
      }),
    );
  });
  return signedIn(db, world, seat, begun);
}

type Keys = { name: ThrottleKey; address: ThrottleKey };

async function countBeforehand(
  { db, world }: Context,
  keys: Keys,
): Promise<Result<{ locks: boolean }>> {
  return db.transaction().execute((tx) => count(tx));

  async function count(tx: Tx): Promise<Result<{ locks: boolean }>> {
    const byAddress = await secondsLocked(tx, world, keys.address, ADDRESS_POLICY);
    if (byAddress > 0) return fail('locked_out', { seconds: byAddress });
    // Always the name's row before the address's, so that two attempts never wait for each other.
    const name = await countFailure(tx, world, keys.name, NAME_POLICY);
    if (!name.counted) {
      return fail('locked_out', {
        seconds: await secondsLocked(tx, world, keys.name, NAME_POLICY),
      });
    }
    const address = await countFailure(tx, world, keys.address, ADDRESS_POLICY);
    return ok({ locks: name.locks || address.locks });
  }
}
