import type { z } from 'zod';
import type { Card, CardsBody } from '../../contract/cards/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { inLots, record } from '../../platform/audit/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { codeHash, newCardCode, newLinkSecret, tokenHash } from '../../platform/secrets.ts';
import { finishSessions } from '../../platform/sessions/sessions.service.ts';
import { lockMeeting } from '../meetings/meetings.repo.ts';
import { withTablets } from '../meetings/roll.repo.ts';
import { insertCards, listHolders, withdrawCards, type Holder } from './cards.repo.ts';

type Of = { assemblyId: string; meetingId: string };

/**
 * Issues personal cards and gives their codes, the only time anybody sees them. Earlier cards of the same
 * people are withdrawn and their devices signed out. Where the earlier card was used, the new one takes no part in
 * rounds that are open already: otherwise whoever issues it could look whether its owner has voted.
 *
 * @returns `not_on_roll` {personId} when the list names somebody who isn't; `wrong_state` for a meeting
 * that is over.
 */
export async function issueCards(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
  { who: wanted }: z.infer<typeof CardsBody>,
): Promise<Result<{ cards: z.infer<typeof Card>[] }>> {
  const who = allowed(actor, 'card.issue');
  if (!who.ok) return who;
  const { db, world } = context;
  const { assemblyId } = who.value;
  const of = { assemblyId, meetingId };
  return db.transaction().execute(async (tx) => {
    const state = await lockMeeting(tx, assemblyId, meetingId);
    if (state === undefined) return fail('not_found');
    if (state === 'closed') return fail('wrong_state', { state });
    const chosen = choose(await listHolders(tx, of), wanted);
    if (!chosen.ok) return chosen;

    const at = world.now();
    const cards = chosen.value.map((holder) => ({
      ...holder,
      code: newCardCode(world),
      link: newLinkSecret(world),
    }));
    const personIds = cards.map(({ personId }) => personId);
    const renewed = await withdrawCards(tx, of, personIds, at);
    await insertCards(
      tx,
      of,
      cards.map(({ personId, code, link }) => ({
        id: world.uuid(),
        personId,
        codeHash: codeHash(context.codeKey, code),
        linkHash: tokenHash(link),
      })),
      at,
    );
    await signOutDevices(tx, context, who.value, of, personIds);
    const earlier = new Set(renewed);
    for (const persons of inLots(personIds)) {
      const again = persons.filter((id) => earlier.has(id)).toSorted();
      await record(tx, {
        chain: assemblyId,
        event: 'cards.issued',
        actor: who.value,
        at,
        detail: {
          meeting: meetingId,
          count: persons.length,
          // Whose: a card in wrong hands votes in its owner's name.
          persons,
          ...(again.length === 0 ? {} : { renewed: again }),
        },
      });
    }
    return ok({ cards });
  });
}

function choose(
  holders: readonly (Holder & { card: 'none' | 'unused' | 'used' })[],
  wanted: z.infer<typeof CardsBody>['who'],
): Result<Holder[]> {
  const plain = ({ personId, name, number, unit, class: of }: Holder): Holder => ({
    personId,
    name,
    number,
    unit,
    class: of,
  });
  if (wanted === 'without') {
    return ok(holders.filter(({ card }) => card === 'none').map(plain));
  }
  if (wanted === 'unused') return ok(holders.filter(({ card }) => card !== 'used').map(plain));
  const named = new Set(wanted);
  const found = holders.filter(({ personId }) => named.delete(personId)).map(plain);
  const [stranger] = named;
  return stranger === undefined ? ok(found) : fail('not_on_roll', { personId: stranger });
}

/** Withdraws somebody's card and signs their device out. `not_found` when they have no valid card. */
export async function withdrawCard(
  context: Context,
  actor: Actor | undefined,
  meetingId: string,
  personId: string,
): Promise<Result<null>> {
  const who = allowed(actor, 'card.issue');
  if (!who.ok) return who;
  const { db, world } = context;
  const { assemblyId } = who.value;
  const of = { assemblyId, meetingId };
  return db.transaction().execute(async (tx) => {
    const at = world.now();
    // A card belongs to a roll entry of a meeting of this assembly, so this also looks whose it is.
    const withdrawn = await withdrawCards(tx, of, [personId], at);
    if (withdrawn.length === 0) return fail('not_found');
    await signOutDevices(tx, context, who.value, of, withdrawn);
    await record(tx, {
      chain: assemblyId,
      event: 'card.withdrawn',
      actor: who.value,
      at,
      detail: { meeting: meetingId, person: personId },
    });
    return ok(null);
  });
}

async function signOutDevices(
  tx: Tx,
  { world }: Context,
  actor: Actor,
  { assemblyId, meetingId }: Of,
  personIds: readonly string[],
): Promise<void> {
  for (const personId of await withTablets(tx, { assemblyId, meetingId }, personIds)) {
    await finishSessions(tx, world, actor, 'card_withdrawn', {
      assemblyId,
      meetingId,
      personId,
      seats: ['tablet'],
    });
  }
}
