import type { z } from 'zod';
import type { SuccessorBody } from '../../contract/following/schemas.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { roundResult } from '../../domain/result.ts';
import { factsOfItems, roundFacts } from '../../domain/round/facts.ts';
import { roundDefinition } from '../../domain/round/document.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { newestCount } from './counts.repo.ts';
import type { Origin } from '../../domain/origin.ts';
import { definitionAfter, mayVoteAnew, titleAfter } from '../../domain/following.ts';
import {
  assemblyKind,
  findRound,
  findSuccessor,
  insertDraft,
  lockMeeting,
  lockRound,
  setState,
  type RoundRow,
} from './rounds.repo.ts';
import { roundOf } from './rounds.shape.ts';

/**
 * Makes the round that follows from a result with one press, ready to be presented, or as a draft whose list the
 * office edits first: a runoff among the tied or a
 * supplementary round once the result is announced, a re-vote of a void or inquorate round, and by decision
 * of the presidium, with a reason, of one that was counted or could not be. Pressing again gives the same round.
 */
export async function followRound(
  { db, world }: Context,
  asked: Actor | undefined,
  roundId: string,
  { origin, reason, draft }: z.infer<typeof SuccessorBody>,
): Promise<Result<Round>> {
  const permitted = allowed(asked, 'round.follow');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  return db.transaction().execute(async (tx): Promise<Result<Round>> => {
    const round = await lockRound(tx, actor.assemblyId, roundId);
    if (round === undefined) return fail('not_found');
    const there = await findSuccessor(tx, roundId);
    if (there !== undefined) {
      if (there.origin !== origin) return fail('follows_already', { roundId: there.id });
      return ok(roundOf(there));
    }
    const possible = canFollow(round, origin, reason);
    if (!possible.ok) return possible;
    const counted = await newestCount(tx, roundId);
    if (counted?.stands === false) return fail('result_differs');
    const result = counted === undefined ? undefined : roundResult.parse(counted.result);
    const next = result !== undefined && 'next' in result ? result.next : undefined;
    const definition = definitionAfter(roundDefinition.parse(round.definition), next, origin);
    if (!definition.ok) return fail(definition.error);
    const meeting = await lockMeeting(tx, actor.assemblyId, round.meeting_id);
    if (meeting?.state !== 'in_session') return fail('meeting_not_in_session');
    const id = world.uuid();
    const at = world.now();
    await insertDraft(tx, {
      assemblyId: actor.assemblyId,
      meetingId: round.meeting_id,
      id,
      title: titleAfter(
        round.title,
        origin,
        definition.value,
        await assemblyKind(tx, actor.assemblyId),
      ),
      // Its figures beside those of the round before could be compared, of almost the same people: not unless asked for.
      display: 'turnout',
      shownGroup: round.shown_group,
      medium: round.medium,
      boxPublication: round.box_publication,
      definition: definition.value,
      facts: factsOfItems(roundFacts.parse(round.facts), definition.value.items),
      createdAt: at,
      follows: { predecessorId: roundId, origin, reason },
    });
    if (!draft) {
      await setState(tx, id, 'ready');
      await touchRoom(tx, round.meeting_id);
    }
    await record(tx, {
      chain: actor.assemblyId,
      event: 'round.follows',
      actor,
      at,
      detail: { round: id, predecessor: roundId, origin, reason },
    });
    const made = await findRound(tx, actor.assemblyId, id);
    if (made === undefined) throw new Error('the following round just made is not there');
    return ok(roundOf(made));
  });
}

function canFollow(round: RoundRow, origin: Origin, reason: string): Result<undefined> {
  const announced = round.state === 'announced' || round.state === 'published';
  if (origin !== 'revote') {
    return announced ? ok(undefined) : fail('wrong_state', { state: round.state });
  }
  if (round.state === 'void' || round.state === 'inquorate') return ok(undefined);
  if (!mayVoteAnew(round.state)) return fail('wrong_state', { state: round.state });
  return reason === '' ? fail('reason_needed') : ok(undefined);
}
