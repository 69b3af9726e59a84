import type { Round } from '../../contract/rounds/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { nextRoundState, type RoundEvent } from '../../domain/states/round.ts';
import type { RoundState } from '../../contract/room/schemas.ts';
import type { Connection, Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, sitsElsewhere, type Actor } from '../../platform/permissions.ts';
import { type Permission } from '../../contract/permissions.ts';
import { findRound, findSuccessor, lockRound, type RoundRow } from './rounds.repo.ts';
import { roundOf } from './rounds.shape.ts';

/**
 * The frame of every act on a round: may they, lock the round, is it possible now, do it, and answer with the
 * round as it is afterwards. One transaction; a refusal changes nothing. Two people who press at
 * once get one success and one `wrong_state` with the state that holds now.
 */
export async function actOnRound(
  context: Context,
  asked: Actor | undefined,
  permission: Permission,
  roundId: string,
  act: (tx: Tx, round: RoundRow, actor: Actor) => Promise<Result<unknown>>,
): Promise<Result<Round>> {
  const permitted = allowed(asked, permission);
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  return context.db.transaction().execute(async (tx) => {
    const round = await lockRound(tx, actor.assemblyId, roundId);
    if (round === undefined || sitsElsewhere(actor, round.meeting_id)) return fail('not_found');
    const done = await act(tx, round, actor);
    if (!done.ok) return done;
    const after = await findRound(tx, actor.assemblyId, roundId);
    if (after === undefined) throw new Error('the round went away under its own lock');
    return ok(roundOf(after));
  });
}

/** The state after an event, or the refusal that says which state holds now. */
export function step(round: RoundRow, event: RoundEvent): Result<RoundState> {
  const signaturesRequired = round.signatures_required ?? false;
  const next = nextRoundState(round.state, event, { signaturesRequired });
  return next.ok ? next : fail('wrong_state', { state: round.state });
}

/** `follows_already` once a re-vote in this round's place was opened: there must not be two results. */
export async function notReplaced(db: Connection, roundId: string): Promise<Result<undefined>> {
  const next = await findSuccessor(db, roundId);
  const replaced = next?.origin === 'revote' && next.opened_at !== null;
  return replaced ? fail('follows_already', { roundId: next.id }) : ok(undefined);
}
