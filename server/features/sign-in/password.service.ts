import type { z } from 'zod';
import type { SignInBody } from '../../contract/sign-in/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { DEPLOYMENT_CHAIN, record } from '../../platform/audit/audit.ts';
import type { AuditDetail } from '../../contract/events.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { capacitiesAt } from '../../platform/permissions.ts';
import { newToken, passwordFits, tokenHash } from '../../platform/secrets.ts';
import { NAME_POLICY } from '../../platform/throttle/policy.ts';
import { networkOf } from '../../platform/throttle/network.ts';
import type { Noted } from '../../platform/throttle/noted.ts';
import {
  countFailure,
  forgetFailures,
  secondsLocked,
  uncountFailure,
  type ThrottleKey,
} from '../../platform/throttle/throttle.ts';
import { beginSession, type From } from '../../platform/sessions/sessions.service.ts';
import { signedIn, type SignedIn } from '../../platform/sessions/signed-in.ts';
import type { Hashing } from './hashing.ts';
import { findAccount, holdAccount, isKnownBrowser, rememberBrowser } from './sign-in.repo.ts';

/** The browser's own token, where it has one: by it an account knows the browsers it was signed in with. */
export type Browser = { from: From; token: string | undefined };
export type PasswordSignIn = SignedIn & { browser: string };

/**
 * Signs in with name and password at desk or chair.
 *
 * Failures are counted by name and network together, so that nobody slows a name down for others; a browser that has
 * signed in to this account before is counted by itself. The attempt is counted as a failure before the password is
 * looked at, and taken back when it fits: a hundred guesses sent at once get no further than five. No connection is
 * held while the password is hashed, and the work is the same for names that don't exist.
 *
 * @returns `locked_out` {seconds}; `wrong_credentials` for a wrong password, an unknown name and a
 * deactivated person alike; `not_permitted` when the password fits but no role allows this seat;
 * `too_many_requests` {seconds} where too many strangers of the same network wait.
 */
export async function signInWithPassword(
  context: Context,
  { hashing, noted }: { hashing: Hashing; noted: Noted },
  { from, token }: Browser,
  body: z.infer<typeof SignInBody>,
): Promise<Result<PasswordSignIn>> {
  const { db, world } = context;
  const { loginName, password, seat } = body;
  const network = networkOf(from.address);
  const account = await findAccount(db, loginName);
  const known =
    token !== undefined &&
    account !== undefined &&
    (await isKnownBrowser(db, account.person_id, tokenHash(token)));
  const key: ThrottleKey = known
    ? { kind: 'browser', of: `${loginName} ${token}` }
    : // A new password is a new beginning: whoever sets one lifts what stood against the old.
      { kind: 'name', of: `${loginName} ${network} ${account?.password_hash ?? ''}` };
  const counted = await countBeforehand(context, key);
  if (!counted.ok) return counted;

  const hashed = await hashing.inTurn({ known, network }, () =>
    passwordFits(password, account?.password_hash),
  );
  if (hashed === undefined) {
    await db.transaction().execute((tx) => uncountFailure(tx, key, NAME_POLICY));
    return fail('too_many_requests', { seconds: 2 });
  }

  const browser = token ?? newToken(world);
  const begun = await db.transaction().execute(async (tx): Promise<Result<{ token: string }>> => {
    const refused = async (reason: AuditDetail<'sign_in.failed'>['reason']): Promise<void> => {
      const failures = noted.note(`${loginName} ${network}`);
      if (failures === undefined) return;
      const { address } = from;
      const who = account === undefined ? {} : { person: account.person_id };
      await record(tx, {
        chain: account?.assembly_id ?? DEPLOYMENT_CHAIN,
        event: 'sign_in.failed',
        actor: { personId: null, seat },
        at: world.now(),
        detail: { seat, reason, ...who, address, failures },
      });
    };
    if (account === undefined || !hashed.value || !(await holdAccount(tx, account, loginName))) {
      await refused(counted.value.locks ? 'locked_out' : 'wrong_credentials');
      return fail('wrong_credentials');
    }
    await forgetFailures(tx, key);
    if (capacitiesAt(seat, account.roles).length === 0) {
      await refused('not_permitted');
      return fail('not_permitted');
    }
    await rememberBrowser(tx, account.person_id, tokenHash(browser), world.now());
    return ok(
      await beginSession(tx, world, {
        assemblyId: account.assembly_id,
        seat,
        personId: account.person_id,
        meetingId: null,
        from,
      }),
    );
  });
  const result = await signedIn(db, world, seat, begun);
  return result.ok ? ok({ ...result.value, browser }) : result;
}

async function countBeforehand(
  { db, world }: Context,
  key: ThrottleKey,
): Promise<Result<{ locks: boolean }>> {
  return db.transaction().execute(async (tx): Promise<Result<{ locks: boolean }>> => {
    const { counted, locks } = await countFailure(tx, world, key, NAME_POLICY);
    if (counted) return ok({ locks });
    return fail('locked_out', { seconds: await secondsLocked(tx, world, key, NAME_POLICY) });
  });
}
