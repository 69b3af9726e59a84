import type { Waiting } from '../../contract/rounds/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { ballotBox } from '../../live/box.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { tabletElectors } from './electorate.repo.ts';
import { findRound } from './rounds.repo.ts';

/**
 * Who may vote on a tablet and has not yet, for the presider, only while votes are taken. Not where every paper changes
 * the figures: who is gone from the list since the last look, beside what has changed since, would be a vote with its
 * name (docs/secrecy.md).
 */
export async function readWaiting(
  { db, world }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<Waiting>> {
  const permitted = allowed(asked, 'round.waiting');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  return db.transaction().execute(async (tx): Promise<Result<Waiting>> => {
    const round = await findRound(tx, actor.assemblyId, roundId);
    if (round === undefined) return fail('not_found');
    if (round.state !== 'voting') return fail('wrong_state', { state: round.state });
    if (round.medium === 'tablet' && round.display === 'live') return fail('votes_shown_live');
    const electors = await tabletElectors(tx, roundId);
    const voted = await ballotBox.castsOf(
      tx,
      roundId,
      electors.map(({ id }) => id),
    );
    const waiting = electors
      .filter(({ id }) => !voted.has(id))
      .map(({ name, unit }) => ({ name, unit }));
    await record(tx, {
      chain: actor.assemblyId,
      event: 'round.waiting_read',
      actor,
      at: world.now(),
      detail: { round: roundId, waiting: waiting.length },
    });
    return ok({ waiting });
  });
}
