import type { z } from 'zod';
import type { CopyBody, Copied, OrderBody, Round } from '../../contract/rounds/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { roundFacts } from '../../domain/round/facts.ts';
import { roundDefinition } from '../../domain/round/document.ts';
import { meetingExists } from '../../live/view.repo.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { copyRoll } from '../meetings/roll.repo.ts';
import { insertDraft, listRounds, lockMeeting, setPositions } from './rounds.repo.ts';
import { roundOf } from './rounds.shape.ts';

/**
 * Puts the rounds that were not opened yet in another order; they take the places among them that they have now, so
 * that what was voted on keeps its number. `stale` where they are not those that the asker saw.
 */
export async function orderRounds(
  { db, world }: Context,
  asked: Actor | undefined,
  meetingId: string,
  { rounds: wanted }: z.infer<typeof OrderBody>,
): Promise<Result<{ rounds: Round[] }>> {
  const permitted = allowed(asked, 'round.write');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const { assemblyId } = actor;
  return db.transaction().execute(async (tx) => {
    const meeting = await lockMeeting(tx, assemblyId, meetingId);
    if (meeting === undefined) return fail('not_found');
    if (meeting.state === 'closed') return fail('wrong_state', { state: meeting.state });
    const movable = (await listRounds(tx, assemblyId, meetingId)).filter(
      ({ opened_at: openedAt }) => openedAt === null,
    );
    const known = new Set(movable.map(({ id }) => id));
    const same = wanted.length === known.size && new Set(wanted).size === wanted.length;
    if (!same || !wanted.every((id) => known.has(id))) return fail('stale');
    const places = movable.map(({ position }) => position);
    await setPositions(
      tx,
      wanted.map((id, index) => ({ id, position: places[index] ?? 0 })),
    );
    await touchRoom(tx, meetingId);
    await record(tx, {
      chain: assemblyId,
      event: 'rounds.ordered',
      actor,
      at: world.now(),
      detail: { meeting: meetingId, rounds: wanted },
    });
    return ok({ rounds: (await listRounds(tx, assemblyId, meetingId)).map(roundOf) });
  });
}

/**
 * Takes over from an earlier meeting of the assembly who was on its roll (class, right to vote, tablet or paper;
 * nobody is present) and what it voted on, as drafts without anything of what became of them. Following rounds are
 * left out: they came from results. Only while the meeting is prepared.
 */
export async function copyMeeting(
  { db, world }: Context,
  asked: Actor | undefined,
  meetingId: string,
  { from, roll, rounds }: z.infer<typeof CopyBody>,
): Promise<Result<z.infer<typeof Copied>>> {
  const permitted = allowed(asked, 'round.write');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const { assemblyId } = actor;
  return db.transaction().execute(async (tx) => {
    const meeting = await lockMeeting(tx, assemblyId, meetingId);
    if (meeting === undefined) return fail('not_found');
    if (meeting.state !== 'preparing') return fail('wrong_state', { state: meeting.state });
    if (from === meetingId || !(await meetingExists(tx, assemblyId, from)))
      return fail('not_found');
    const people = roll ? await copyRoll(tx, { assemblyId, meetingId, from }) : 0;
    const earlier = rounds ? await listRounds(tx, assemblyId, from) : [];
    const first = earlier.filter(({ predecessor_id: predecessor }) => predecessor === null);
    for (const round of first) {
      await insertDraft(tx, {
        assemblyId,
        meetingId,
        id: world.uuid(),
        title: round.title,
        display: round.display,
        shownGroup: round.shown_group,
        medium: round.medium,
        boxPublication: round.box_publication,
        definition: roundDefinition.parse(round.definition),
        facts: roundFacts.parse(round.facts),
        createdAt: world.now(),
      });
    }
    await touchRoom(tx, meetingId);
    await record(tx, {
      chain: assemblyId,
      event: 'meeting.copied',
      actor,
      at: world.now(),
      detail: { meeting: meetingId, from, people, rounds: first.length },
    });
    return ok({ people, rounds: first.length });
  });
}
