import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { touchRoom } from '../../live/touch.ts';
import { DEPLOYMENT_CHAIN, record } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { notify } from '../../platform/notices.ts';
import { normaliseCode, tokenHash } from '../../platform/secrets.ts';
import { ADDRESS_POLICY } from '../../platform/throttle/policy.ts';
import { countFailure, secondsLocked, type ThrottleKey } from '../../platform/throttle/throttle.ts';
import { lockCard, markCardUsed, markPresent } from './sign-in.repo.ts';
import { beginSession } from '../../platform/sessions/sessions.service.ts';
import { signedIn, type SignedIn } from '../../platform/sessions/signed-in.ts';

/**
 * Signs a device in with the code of a personal card. The device belongs to that person for the meeting;
 * an earlier one is told and signed out. Coming in marks an absent person as present, which the entry of
 * the sign-in in the audit log stands for.
 *
 * @returns `locked_out` {seconds} for an address with too many wrong codes; `wrong_credentials` for an
 * unknown code; `card_withdrawn` also for a deactivated person.
 */
export async function signInWithCard(
  context: Context,
  address: string,
  code: string,
): Promise<Result<SignedIn>> {
  const { db, world } = context;
  const key: ThrottleKey = { kind: 'address', of: address };
  const begun = await db.transaction().execute(async (tx): Promise<Result<{ token: string }>> => {
    const seconds = await secondsLocked(tx, world, key, ADDRESS_POLICY);
    if (seconds > 0) return fail('locked_out', { seconds });

    const card = await lockCard(tx, tokenHash(normaliseCode(code)));
    if (card === undefined) {
      await refuseCard(tx, context, key, 'wrong_credentials', undefined);
      return fail('wrong_credentials');
    }
    if (card.withdrawn_at !== null || !card.active) {
      await refuseCard(tx, context, key, 'card_withdrawn', card);
      return fail('card_withdrawn');
    }

    if (card.used_at === null) await markCardUsed(tx, card.id, world.now());
    const cameIn = await markPresent(tx, card);
    await notify(tx, { type: 'self', meetingId: card.meeting_id, personId: card.person_id });
    if (cameIn) await touchRoom(tx, card.meeting_id);
    return ok(
      await beginSession(tx, world, {
        assemblyId: card.assembly_id,
        seat: 'tablet',
        personId: card.person_id,
        meetingId: card.meeting_id,
      }),
    );
  });
  return signedIn(db, world, 'tablet', begun);
}

async function refuseCard(
  tx: Tx,
  { world }: Context,
  key: ThrottleKey,
  reason: 'wrong_credentials' | 'card_withdrawn',
  card: { assembly_id: string; person_id: string } | undefined,
): Promise<void> {
  const { locks } = await countFailure(tx, world, key, ADDRESS_POLICY);
  await record(tx, {
    chain: card?.assembly_id ?? DEPLOYMENT_CHAIN,
    event: 'sign_in.failed',
    actor: { personId: null, seat: 'tablet' },
    at: world.now(),
    detail: {
      seat: 'tablet',
      reason: locks ? 'locked_out' : reason,
      ...(card === undefined ? {} : { person: card.person_id }),
    },
  });
}
