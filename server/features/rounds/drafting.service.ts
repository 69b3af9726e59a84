import type { Round, RoundBody, RoundChange } from '../../contract/rounds/schemas.ts';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { repeatedName } from '../../domain/candidates.ts';
import { ok } from '../../domain/outcome.ts';
import { roundDefinition, type RoundDefinition } from '../../domain/round/document.ts';
import { takesWriteIns } from '../../domain/round/paper.ts';
import { meetingExists } from '../../live/view.repo.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { actOnRound, step } from './acting.ts';
import { publicationPossible } from './publication.service.ts';
import {
  currentRound,
  deleteDraft,
  findRound,
  insertDraft,
  listRounds,
  lockMeeting,
  lockRound,
  setCurrentRound,
  setState,
  updateDraft,
} from './rounds.repo.ts';
import { roundOf } from './rounds.shape.ts';

/** The rounds of a meeting in their order. */
export async function roundsOf(
  { db }: Context,
  asked: Actor | undefined,
  meetingId: string,
): Promise<Result<{ rounds: Round[] }>> {
  const permitted = allowed(asked, 'round.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  if (!(await meetingExists(db, actor.assemblyId, meetingId))) return fail('not_found');
  const rows = await listRounds(db, actor.assemblyId, meetingId);
  return ok({ rounds: rows.map(roundOf) });
}

/** One round of the actor's assembly. */
export async function readRound(
  { db }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<Round>> {
  const permitted = allowed(asked, 'round.read');
  if (!permitted.ok) return permitted;
  const round = await findRound(db, permitted.value.assemblyId, roundId);
  return round === undefined ? fail('not_found') : ok(roundOf(round));
}

/** Makes a draft at the end of the agenda. */
export async function draftRound(
  { db, world }: Context,
  asked: Actor | undefined,
  meetingId: string,
  body: z.infer<typeof RoundBody>,
): Promise<Result<Round>> {
  const permitted = allowed(asked, 'round.write');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const possible = publicationPossible(body.boxPublication, body.medium);
  if (!possible.ok) return possible;
  const apart = namesApart(body.definition);
  if (!apart.ok) return apart;
  return db.transaction().execute(async (tx) => {
    const meeting = await lockMeeting(tx, actor.assemblyId, meetingId);
    if (meeting === undefined) return fail('not_found');
    if (meeting.state === 'closed') return fail('wrong_state', { state: meeting.state });
    const id = world.uuid();
    await insertDraft(tx, {
      assemblyId: actor.assemblyId,
      meetingId,
      id,
      ...body,
      createdAt: world.now(),
    });
    await record(tx, {
      chain: actor.assemblyId,
      event: 'round.drafted',
      actor,
      at: world.now(),
      detail: { round: id, meeting: meetingId },
    });
    const row = await findRound(tx, actor.assemblyId, id);
    if (row === undefined) throw new Error('the draft just made is not there');
    return ok(roundOf(row));
  });
}

/** Changes a draft. The version tells whether somebody else changed it since it was read. */
export async function changeRound(
  context: Context,
  actor: Actor | undefined,
  roundId: string,
  body: z.infer<typeof RoundChange>,
): Promise<Result<Round>> {
  return actOnRound(context, actor, 'round.write', roundId, async (tx, round, by) => {
    if (round.state !== 'draft') return fail('wrong_state', { state: round.state });
    if (round.version !== body.version) return fail('stale', { version: round.version });
    const possible = publicationPossible(body.boxPublication, body.medium);
    if (!possible.ok) return possible;
    const apart = namesApart(body.definition);
    if (!apart.ok) return apart;
    await updateDraft(tx, roundId, body);
    await record(tx, {
      chain: by.assemblyId,
      event: 'round.changed',
      actor: by,
      at: context.world.now(),
      detail: { round: roundId, version: round.version + 1 },
    });
    return ok(undefined);
  });
}

/** Two items of one name can't be told apart by those who vote. */
function namesApart(definition: RoundDefinition): Result<undefined> {
  const repeated = repeatedName(definition);
  if (repeated === null) return ok(undefined);
  return fail('definition_invalid', {
    path: `items[${repeated}].title`,
    reason: 'another item has this name',
  });
}

/** What a paper has to have before it is asked: every item a name of its own, and enough of them for the seats. */
function fitToAsk(definition: RoundDefinition): Result<undefined> {
  const nameless = definition.items.findIndex(({ title }) => title.trim() === '');
  if (nameless >= 0) {
    const path = `items[${nameless}].title`;
    return fail('definition_invalid', { path, reason: 'this item has no name' });
  }
  const seats = 'seats' in definition ? (definition.seats ?? 0) : 0;
  // What follows from a result may have fewer left than seats; others can be written in where the kind has it.
  const few = definition.items.length < seats && definition.kind !== 'each';
  if (few && definition.round === 1 && !takesWriteIns(definition)) {
    return fail('definition_invalid', { path: 'seats', reason: 'there are more seats than items' });
  }
  return namesApart(definition);
}

/** Deletes a draft; anything further on stays for good. */
export async function deleteRound(
  { db, world }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<null>> {
  const permitted = allowed(asked, 'round.write');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  return db.transaction().execute(async (tx) => {
    const round = await lockRound(tx, actor.assemblyId, roundId);
    if (round === undefined) return fail('not_found');
    if (round.state !== 'draft') return fail('wrong_state', { state: round.state });
    await deleteDraft(tx, roundId);
    await record(tx, {
      chain: actor.assemblyId,
      event: 'round.deleted',
      actor,
      at: world.now(),
      detail: { round: roundId, meeting: round.meeting_id },
    });
    return ok(null);
  });
}

/** Makes a draft ready for the presider: it is on the agenda and can be presented and opened. */
export async function makeReady(context: Context, actor: Actor | undefined, roundId: string) {
  return actOnRound(context, actor, 'round.write', roundId, async (tx, round, by) => {
    const next = step(round, 'make_ready');
    if (!next.ok) return next;
    const fit = fitToAsk(roundDefinition.parse(round.definition));
    if (!fit.ok) return fit;
    await setState(tx, roundId, next.value);
    await touchRoom(tx, round.meeting_id);
    await record(tx, {
      chain: by.assemblyId,
      event: 'round.made_ready',
      actor: by,
      at: context.world.now(),
      detail: { round: roundId },
    });
    return ok(undefined);
  });
}

/** Takes a ready round off the agenda again for changes. */
export async function backToDraft(context: Context, actor: Actor | undefined, roundId: string) {
  return actOnRound(context, actor, 'round.write', roundId, async (tx, round, by) => {
    const next = step(round, 'back_to_draft');
    if (!next.ok) return next;
    await setState(tx, roundId, next.value);
    const current = await currentRound(tx, round.meeting_id);
    if (current?.id === roundId) await setCurrentRound(tx, round.meeting_id, null);
    await touchRoom(tx, round.meeting_id);
    await record(tx, {
      chain: by.assemblyId,
      event: 'round.back_to_draft',
      actor: by,
      at: context.world.now(),
      detail: { round: roundId },
    });
    return ok(undefined);
  });
}
