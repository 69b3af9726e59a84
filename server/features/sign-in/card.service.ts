import type { z } from 'zod';
import type { CardSignInBody, Me } from '../../contract/sign-in/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { touchRoom } from '../../live/touch.ts';
import { DEPLOYMENT_CHAIN, record } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { notify } from '../../platform/notices.ts';
import { codeHash, tokenHash } from '../../platform/secrets.ts';
import { beginSession, type From } from '../../platform/sessions/sessions.service.ts';
import { signedIn, type SignedIn } from '../../platform/sessions/signed-in.ts';
import { networkOf } from '../../platform/throttle/network.ts';
import type { Noted } from '../../platform/throttle/noted.ts';
import { Codes } from './codes.ts';
import { cardsOf, lockCard, markCardUsed, markLinkUsed, markPresent } from './sign-in.repo.ts';

/** Who asks: from where, and who is signed in at this device right now. */
export type Asking = { from: From; me: Me | undefined };
/** What sign-ins share within a process. */
export type Desk = {
  codes: Codes;
  noted: Noted;
  /** Lets few at once take their seats: each queues on its meeting's picture and on the audit chain. */
  inTurn: <T>(task: () => Promise<T>) => Promise<T>;
};

/** The look-up of codes and links of a process. */
export function codesOf({ db }: Context): Codes {
  return new Codes((hashes) => cardsOf(db, hashes));
}

/**
 * Signs a device in with the code of a personal card, or with its link, which works once. The device belongs to that
 * person for the meeting; an earlier one is told and signed out. Coming in marks an absent person as present, which
 * the entry of the sign-in in the audit log stands for. Whoever sits here with this card already just stays.
 *
 * @returns undefined where nothing has to change; `wrong_credentials` for an unknown code; `card_withdrawn` also for a
 * deactivated person; `card_link_used`; `someone_signed_in` {current, next}, with nothing used up, unless asked with
 * `instead`; `too_many_requests` {seconds}.
 */
export async function signInWithCard(
  context: Context,
  { codes, noted, inTurn }: Desk,
  { from, me }: Asking,
  body: z.infer<typeof CardSignInBody>,
): Promise<Result<SignedIn | undefined>> {
  const { db, world, codeKey } = context;
  const byLink = 'link' in body;
  const hash = byLink ? tokenHash(body.link) : codeHash(codeKey, body.code);
  const network = networkOf(from.address);
  const key = `codes ${network}`;
  const cardId = await codes.cardOf(hash, network);
  if (cardId === 'full') return fail('too_many_requests', { seconds: 2 });
  if (cardId === undefined) {
    const failures = noted.note(key);
    if (failures !== undefined) {
      const entry = { from, failures, reason: 'wrong_credentials' as const };
      await db.transaction().execute((tx) => writeDown(tx, context, entry));
    }
    return fail('wrong_credentials');
  }

  const begun = await inTurn(() =>
    db.transaction().execute(async (tx): Promise<Result<{ token: string } | undefined>> => {
      const card = await lockCard(tx, cardId);
      if (card === undefined) return fail('wrong_credentials');
      if (card.withdrawn_at !== null || !card.active) {
        const failures = noted.note(key);
        if (failures !== undefined) {
          const entry = { from, failures, reason: 'card_withdrawn' as const, card };
          await writeDown(tx, context, entry);
        }
        return fail('card_withdrawn');
      }
      if (me !== undefined) {
        const own = me.personId === card.person_id && me.meetingId === card.meeting_id;
        if (own) return ok(undefined);
        if (!body.instead) return fail('someone_signed_in', { current: me.name, next: card.name });
      }
      if (byLink) {
        if (card.link_used_at !== null) return fail('card_link_used');
        await markLinkUsed(tx, card.id, world.now());
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
          from,
          renewedAt: card.renewed ? card.issued_at : null,
        }),
      );
    }),
  );
  if (!begun.ok) return begun;
  if (begun.value === undefined) return ok(undefined);
  return signedIn(db, world, 'tablet', ok(begun.value));
}

async function writeDown(
  tx: Tx,
  { world }: Context,
  entry: {
    from: From;
    failures: number;
    reason: 'wrong_credentials' | 'card_withdrawn';
    card?: { assembly_id: string; person_id: string };
  },
): Promise<void> {
  const { from, failures, reason, card } = entry;
  await record(tx, {
    chain: card?.assembly_id ?? DEPLOYMENT_CHAIN,
    event: 'sign_in.failed',
    actor: { personId: null, seat: 'tablet' },
    at: world.now(),
    detail: {
      seat: 'tablet',
      reason,
      address: from.address,
      failures,
      ...(card === undefined ? {} : { person: card.person_id }),
    },
  });
}
