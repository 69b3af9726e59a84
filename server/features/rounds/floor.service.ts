import type { Readiness, Round } from '../../contract/rounds/schemas.ts';
import type { RollClass } from '../../contract/common/roles.ts';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { SMALLEST_CLASS } from '../../domain/classes.ts';
import { usualGroup } from '../../domain/display.ts';
import { ok } from '../../domain/outcome.ts';
import { neededPresent, ofVoters, presentEnough } from '../../domain/quorum.ts';
import {
  readHead,
  ROUND_FORMAT,
  roundDefinition,
  type RoundDefinition,
} from '../../domain/round/document.ts';
import { cellsOf } from '../../domain/tally.ts';
import { countsClasses } from '../../live/books.ts';
import { ballotBox } from '../../live/box.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import { sha256Of } from '../../platform/canonical.ts';
import type { Connection, Tx } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { listOfficers } from '../decisions/decisions.repo.ts';
import { lockRollFigures, readClassFigures, readRollFigures } from '../meetings/roll.repo.ts';
import { actOnRound, notReplaced, step } from './acting.ts';
import { countStillPresent, fixElectorate } from './electorate.repo.ts';
import {
  currentRound,
  findRound,
  lockMeeting,
  markOpened,
  setCurrentRound,
  setState,
  unfinishedRounds,
  type RoundRow,
} from './rounds.repo.ts';
import { FrozenRoll } from './rounds.shape.ts';
import { SIGNING } from './signing.service.ts';

/** Puts a ready round on the floor, so that the room reads its items before it opens. */
export async function presentRound(context: Context, actor: Actor | undefined, roundId: string) {
  return actOnRound(context, actor, 'round.open', roundId, async (tx, round, by) => {
    if (round.state !== 'ready') return fail('wrong_state', { state: round.state });
    // Whoever opens another round holds the meeting: a round that takes votes is never put off the floor.
    await lockMeeting(tx, round.assembly_id, round.meeting_id);
    const current = await currentRound(tx, round.meeting_id);
    // A re-vote takes the place of what it follows, whatever had become of that.
    const replaced = round.origin === 'revote' && current?.id === round.predecessor_id;
    if (
      current?.state === 'voting' ||
      (!replaced && (current?.state === 'tallied' || current?.state === 'signed'))
    ) {
      return fail('another_round_open', { roundId: current.id });
    }
    await setCurrentRound(tx, round.meeting_id, roundId);
    await touchRoom(tx, round.meeting_id);
    await record(tx, {
      chain: by.assemblyId,
      event: 'round.presented',
      actor: by,
      at: context.world.now(),
      detail: { round: roundId },
    });
    return ok(undefined);
  });
}

/**
 * Puts an announced result on the screen once more. It decides nothing, so the office may do it as well; where a round
 * is at work on the floor, nobody turns the picture away from it.
 */
export async function showRound(context: Context, actor: Actor | undefined, roundId: string) {
  return actOnRound(context, actor, 'screen.set', roundId, async (tx, round, by) => {
    if (round.state !== 'announced' && round.state !== 'published')
      return fail('wrong_state', { state: round.state });
    await lockMeeting(tx, round.assembly_id, round.meeting_id);
    const open = await notReplaced(tx, roundId);
    if (!open.ok) return open;
    const current = await currentRound(tx, round.meeting_id);
    if (current !== undefined && AT_WORK.some((state) => state === current.state))
      return fail('another_round_open', { roundId: current.id });
    await setCurrentRound(tx, round.meeting_id, roundId);
    await touchRoom(tx, round.meeting_id);
    await record(tx, {
      chain: by.assemblyId,
      event: 'round.shown',
      actor: by,
      at: context.world.now(),
      detail: { round: roundId },
    });
    return ok(undefined);
  });
}

/** States in which the room waits for what becomes of the round on the floor. */
const AT_WORK: readonly RoundRow['state'][] = ['voting', 'closed', 'tallied', 'signed'];

/**
 * By how many papers at once the display lets figures out: each; groups of a number that was chosen, or follows from
 * the electorate; or none (docs/secrecy.md).
 */
export function groupOf(
  { display, shown_group: chosen }: Pick<RoundRow, 'display' | 'shown_group'>,
  electors: number,
): number {
  switch (display) {
    case 'live':
      return 1;
    case 'batched':
      return chosen ?? usualGroup(electors);
    case 'turnout':
      return 0;
  }
}

type Figures = { enrolled: number; present: number; classes: FrozenRoll['classes'] };

/**
 * The roll's figures for a round that follows another: the same roll, less those who left. Late-comers of the
 * first round stay out, whoever left still counts among all (应到), and everybody keeps the class they had.
 */
async function asFollowing(
  db: Connection,
  round: RoundRow,
  figures: Figures,
): Promise<Figures & { votingClasses: string[] }> {
  const { predecessor_id: predecessorId } = round;
  if (predecessorId === null) {
    const present = Object.entries(figures.classes ?? {}).filter(([, group]) => group.present > 0);
    return { ...figures, votingClasses: present.map(([name]) => name) };
  }
  const before = await findRound(db, round.assembly_id, predecessorId);
  const { enrolled, classes } = FrozenRoll.parse(before?.roll);
  const still = await countStillPresent(db, round.assembly_id, round.meeting_id, predecessorId);
  const groups = Object.entries(classes ?? {}).map(([name, group]) => {
    return [name, { enrolled: group.enrolled, present: still.get(name) ?? 0 }] as const;
  });
  return {
    enrolled,
    present: [...still.values()].reduce((sum, n) => sum + n, 0),
    classes: classes === undefined ? undefined : Object.fromEntries(groups),
    votingClasses: [...still.keys()],
  };
}

/**
 * Whether papers of this electorate could be counted by these rules: a rule that asks for a class which the
 * roll doesn't have, or leaves one out that votes, would stop the count when it is too late to change it.
 */
function canBeCounted(
  definition: RoundDefinition,
  { enrolled, present, classes, votingClasses }: Figures & { votingClasses: readonly string[] },
): Result<undefined> {
  const roll = { enrolled, present, issued: 0, collected: 0 };
  const head = readHead({
    format: ROUND_FORMAT,
    ...definition,
    roll: countsClasses(definition) ? { ...roll, classes } : roll,
  });
  if (!head.ok) return fail('definition_invalid', head.error);
  const weights = definition.kind === 'rating' ? definition.weights : undefined;
  const without = votingClasses.find((name) => weights && !Object.hasOwn(weights, name));
  if (without === undefined) return ok(undefined);
  return fail('definition_invalid', { path: 'weights', reason: `no weight for ${without}` });
}

/**
 * Classes that would have too few papers for figures of their own, so that the people who draft or open a round
 * know it before: of those present, or of the roll while nobody is there yet.
 */
async function tooSmall(db: Connection, round: RoundRow): Promise<RollClass[]> {
  const { assembly_id: assemblyId, meeting_id: meetingId, predecessor_id: before } = round;
  const figures = await readClassFigures(db, assemblyId, meetingId);
  const anybody = figures.some(({ present }) => present > 0);
  const still =
    before === null ? undefined : await countStillPresent(db, assemblyId, meetingId, before);
  return figures
    .filter((of) => {
      const size =
        still === undefined ? (anybody ? of.present : of.enrolled) : (still.get(of.class) ?? 0);
      return size > 0 && size < SMALLEST_CLASS;
    })
    .map((of) => of.class);
}

/** What opening this round would meet now: the roll's figures against its quorum. */
export async function readiness(
  { db }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<z.infer<typeof Readiness>>> {
  const permitted = allowed(asked, 'round.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const round = await findRound(db, actor.assemblyId, roundId);
  if (round === undefined) return fail('not_found');
  const definition = roundDefinition.parse(round.definition);
  if (ofConstituency(round, definition)) {
    return ok({ enrolled: 0, present: 0, needed: 0, quorate: true, smallClasses: [] });
  }
  const figures = await readRollFigures(db, actor.assemblyId, round.meeting_id);
  const { enrolled, present } = await asFollowing(db, round, { ...figures, classes: undefined });
  return ok({
    enrolled,
    present,
    needed: neededPresent(definition.quorum, enrolled),
    quorate: presentEnough(definition.quorum, { enrolled, present }),
    smallClasses: countsClasses(definition) ? await tooSmall(db, round) : [],
  });
}

/** Whether the electors are a constituency's voters, who are on no roll: their figures come with the count. */
function ofConstituency({ medium }: RoundRow, definition: RoundDefinition): boolean {
  return medium === 'figures' && ofVoters(definition.quorum);
}

/**
 * Fixes the roll and the electorate of a round that is being opened, where enough are present and the papers
 * could be counted. `issued` are those who vote on tablets: papers are issued by hand and recorded.
 */
async function fixRoll(
  tx: Tx,
  round: RoundRow,
  definition: RoundDefinition,
): Promise<Result<{ roll: FrozenRoll | null; issued: number }>> {
  if (ofConstituency(round, definition)) return ok({ roll: null, issued: 0 });
  const { assembly_id: assemblyId, meeting_id: meetingId } = round;
  const figures = await lockRollFigures(tx, assemblyId, meetingId);
  const following = await asFollowing(tx, round, figures);
  const { enrolled, present } = following;
  if (present === 0) return fail('nobody_present');
  if (!presentEnough(definition.quorum, { enrolled, present })) {
    const needed = neededPresent(definition.quorum, enrolled);
    return fail('quorum_not_met', { present, enrolled, needed });
  }
  const countable = canBeCounted(definition, following);
  if (!countable.ok) return countable;
  const electors = await fixElectorate(tx, {
    assemblyId,
    meetingId,
    id: round.id,
    medium: round.medium,
    predecessorId: round.predecessor_id,
  });
  const issued = electors.tablet;
  const roll: FrozenRoll = {
    enrolled,
    present,
    issued,
    onLeave: figures.onLeave,
    ...(countsClasses(definition) ? { classes: following.classes } : {}),
  };
  return ok({ roll, issued });
}

/**
 * Opens a round: from here on its electorate (everybody with a vote who is present now), rules and items are
 * fixed (V8), and votes are taken.
 */
export async function openRound(context: Context, actor: Actor | undefined, roundId: string) {
  return actOnRound(context, actor, 'round.open', roundId, async (tx, round, by) => {
    const next = step(round, 'open');
    if (!next.ok) return next;
    const meeting = await lockMeeting(tx, by.assemblyId, round.meeting_id);
    if (meeting?.state !== 'in_session') return fail('meeting_not_in_session');
    const [other] = await unfinishedRounds(tx, round.meeting_id, roundId);
    if (other !== undefined) return fail('another_round_open', { roundId: other.id });
    const definition = roundDefinition.parse(round.definition);
    if (round.medium !== 'tablet' && countsClasses(definition)) {
      const reason =
        'a rule that counts a class apart needs tablets: paper does not say whose it is';
      return fail('definition_invalid', { path: 'medium', reason });
    }
    const fixed = await fixRoll(tx, round, definition);
    if (!fixed.ok) return fixed;
    const { roll, issued } = fixed.value;
    const at = context.world.now();
    const box = {
      assemblyId: by.assemblyId,
      id: roundId,
      cells: cellsOf(definition),
      electors: issued,
      // What a mixed round shows of its tablets, taken from its result, would leave the few paper ballots;
      // and without tablets there is nothing to show.
      shownGroup: round.medium !== 'tablet' ? 0 : groupOf(round, issued),
    };
    const officers = await listOfficers(tx, by.assemblyId, round.meeting_id);
    const signaturesRequired = officers.some(({ office }) => SIGNING.includes(office));
    await ballotBox.setUp(tx, box);
    await markOpened(tx, roundId, { roll, signaturesRequired, at });
    await setCurrentRound(tx, round.meeting_id, roundId);
    await touchRoom(tx, round.meeting_id);
    await record(tx, {
      chain: by.assemblyId,
      event: 'round.opened',
      actor: by,
      at,
      detail: {
        round: roundId,
        enrolled: roll?.enrolled ?? null,
        present: roll?.present ?? null,
        issued,
        display: round.display,
        shownGroup: box.shownGroup,
        boxPublication: round.box_publication,
        definitionSha256: sha256Of(definition),
        factsSha256: sha256Of(round.facts),
      },
    });
    return ok(undefined);
  });
}

/**
 * Closes a round and seals the box. The lock on the round is the barrier of V4: batches that were being
 * written are in the box when this gets it, and none comes after.
 */
export async function closeRound(
  context: Context,
  actor: Actor | undefined,
  roundId: string,
): Promise<Result<Round>> {
  const closed = await actOnRound(context, actor, 'round.close', roundId, async (tx, round, by) => {
    const next = step(round, 'close');
    if (!next.ok) return next;
    const at = context.world.now();
    await setState(tx, roundId, next.value, { closed_at: at });
    const { papers, marks } = await ballotBox.seal(tx, roundId);
    const tally = await ballotBox.tally(tx, roundId);
    if (papers !== marks || tally?.papers !== papers) {
      // Can't happen while V2 and V5 hold; closing goes on, the count will say so loudly (V6).
      context.log.error({ roundId, papers, marks, tally: tally?.papers }, 'box and roll differ');
    }
    await touchRoom(tx, round.meeting_id);
    await record(tx, {
      chain: by.assemblyId,
      event: 'round.closed',
      actor: by,
      at,
      detail: { round: roundId, issued: tally?.electors ?? 0, collected: papers },
    });
    return ok(undefined);
  });
  // Not part of the act: if it fails, the next close or start does it.
  if (closed.ok) {
    await ballotBox.sweep(context.db).catch((error: unknown) => {
      context.log.error({ err: error }, 'sealed box not swept');
    });
  }
  return closed;
}
