import { CountedRoll, type RoundCount } from '../../contract/counting/schemas.ts';
import { type Round } from '../../contract/rounds/schemas.ts';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { publishable, smallClasses } from '../../domain/classes.ts';
import { count } from '../../domain/count/count.ts';
import { ok } from '../../domain/outcome.ts';
import { roundResult, type RoundResult } from '../../domain/result.ts';
import { documentOf, type RoundDocument } from '../../domain/round/document.ts';
import type { RoundEvent } from '../../domain/states/round.ts';
import { differences, tallyOf } from '../../domain/tally.ts';
import { ballotBox } from '../../live/box.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import type { Connection } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, may, sitsElsewhere, type Actor } from '../../platform/permissions.ts';
import { actOnRound, notReplaced, step } from './acting.ts';
import { insertCount, newestCount } from './counts.repo.ts';
import { boxesOf, countedAsItIs, type Boxes } from './document.ts';
import { classesLargeEnough } from './publication.service.ts';
import {
  currentRound,
  findRound,
  lockMeeting,
  meetingTitle,
  setCurrentRound,
  setState,
  type RoundRow,
} from './rounds.repo.ts';
import { missingSignatures } from './signing.service.ts';

/**
 * V6: the tablets' papers counted afresh and the tally that was shown live, compared figure by figure. The
 * quorum plays no part in it, so that a round that fails it is compared too.
 */
async function tallyAgrees(db: Connection, roundId: string, boxes: Boxes): Promise<boolean> {
  const { definition, tablets } = boxes;
  const tally = await ballotBox.tally(db, roundId);
  if (tally === undefined) throw new Error('a closed round has no tally');
  const roll = { ...boxes.roll, collected: tablets.length };
  const counted = count(documentOf({ ...definition, quorum: [] }, roll, tablets));
  const live = tallyOf(definition, tally.papers, tally.cells, roll);
  return counted.ok && differences(definition, live, counted.value).length === 0;
}

/**
 * Makes the certified count, afresh from the stored papers (V6). If it differs from the live tally nothing is
 * certified, the round stays as it is, and the audit log says so.
 */
export async function countRound(context: Context, actor: Actor | undefined, roundId: string) {
  return makeCount(context, actor, 'round.count', roundId, undefined);
}

/**
 * Counts again before the signatures are complete, after the tellers corrected an entry: a further version
 * (V12). Signatures under the version before don't count for it.
 */
export async function recountRound(
  context: Context,
  actor: Actor | undefined,
  roundId: string,
  reason: string,
) {
  return makeCount(context, actor, 'round.recount', roundId, reason);
}

async function makeCount(
  context: Context,
  actor: Actor | undefined,
  action: 'round.count' | 'round.recount',
  roundId: string,
  reason: string | undefined,
): Promise<Result<Round>> {
  let differs = false;
  const counted = await actOnRound(context, actor, action, roundId, async (tx, round, by) => {
    const from = reason === undefined ? 'closed' : 'tallied';
    if (round.state !== from) return fail('wrong_state', { state: round.state });
    if (by.personId === null) throw new Error('a count is made by a person');
    const open = await notReplaced(tx, roundId);
    if (!open.ok) return open;
    const boxes = await boxesOf(tx, round);
    if (!boxes.ok) return boxes;
    const result = boxes.value.count();
    const at = context.world.now();
    if (!result.ok || !(await tallyAgrees(tx, roundId, boxes.value))) {
      differs = true;
      await record(tx, {
        chain: by.assemblyId,
        event: 'round.count_refused',
        actor: by,
        at,
        detail: { round: roundId, reason: 'tally_differs' },
      });
      return ok(undefined);
    }
    const next = step(round, eventFor(result.value, reason));
    if (!next.ok) return next;
    // Only the number of the version before is read: counting again is how one that differs is put right.
    const version = ((await newestCount(tx, roundId))?.version ?? 0) + 1;
    const documentSha256 = boxes.value.sha256;
    const { classes: _classes, ...roll } = boxes.value.roll;
    const resultSha256 = await insertCount(tx, {
      assembly_id: by.assemblyId,
      round_id: roundId,
      version,
      document_sha256: documentSha256,
      result: result.value,
      roll,
      reason: reason ?? null,
      held_back: smallClasses(boxes.value.document?.papers ?? []).length > 0 ? 'small_class' : null,
      made_at: at,
      made_by: by.personId,
    });
    await setState(tx, roundId, next.value);
    await touchRoom(tx, round.meeting_id);
    const entry = { chain: by.assemblyId, actor: by, at };
    if (reason === undefined) {
      await record(tx, {
        ...entry,
        event: 'round.counted',
        detail: { round: roundId, version, state: next.value, documentSha256, resultSha256 },
      });
    } else {
      await record(tx, {
        ...entry,
        event: 'round.recounted',
        detail: {
          round: roundId,
          version,
          state: next.value,
          reason,
          documentSha256,
          resultSha256,
        },
      });
    }
    return ok(undefined);
  });
  return differs ? fail('tally_differs') : counted;
}

function eventFor(result: RoundResult, reason: string | undefined): RoundEvent {
  switch (result.round) {
    case 'inquorate':
      return 'find_inquorate';
    case 'void':
      return 'find_void';
    case 'valid':
      return reason === undefined ? 'tally' : 'correct';
  }
}

/**
 * The newest count. Whoever certifies it reads it as it is, before the room; the office reads what was announced
 * once it was, also when another round is on the floor by then.
 */
export async function readCount(
  { db }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<z.infer<typeof RoundCount>>> {
  const certifies = may(asked, 'round.count.read');
  const permitted = allowed(asked, certifies ? 'round.count.read' : 'round.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const round = await findRound(db, actor.assemblyId, roundId);
  if (round === undefined || sitsElsewhere(actor, round.meeting_id)) return fail('not_found');
  const announced = round.state === 'announced' || round.state === 'published';
  if (!certifies && !announced) return fail('not_permitted');
  const row = await newestCount(db, roundId);
  if (row === undefined) return fail('not_counted_yet');
  if (!row.stands) return fail('result_differs');
  const result = roundResult.parse(row.result);
  return ok({
    version: row.version,
    madeAt: row.made_at.toISOString(),
    documentSha256: row.document_sha256,
    current: await isCurrent(db, round, row),
    roll: CountedRoll.parse(row.roll),
    reason: row.reason,
    result: certifies ? result : publishable(result, row.held_back),
    heldBack: row.held_back,
  });
}

/** Only what was entered by hand can be corrected, and only until the count is signed. */
async function isCurrent(
  db: Connection,
  round: RoundRow,
  made: { document_sha256: string },
): Promise<boolean> {
  if (round.medium === 'tablet' || round.state !== 'tallied') return true;
  return (await countedAsItIs(db, round, made)).ok;
}

/** Announces the counted result to the room (宣布). */
export async function announceRound(context: Context, actor: Actor | undefined, roundId: string) {
  return actOnRound(context, actor, 'round.announce', roundId, async (tx, round, by) => {
    const next = step(round, 'announce');
    const unsigned = round.state === 'tallied' && round.signatures_required === true;
    if (!next.ok && !unsigned) return next;
    const made = await newestCount(tx, roundId);
    if (made === undefined) throw new Error('a tallied round has no count');
    if (!made.stands) return fail('result_differs');
    if (!next.ok) {
      const missing = await missingSignatures(tx, round, made.version);
      return fail('signatures_missing', { missing });
    }
    const at = context.world.now();
    // Nobody opens a round between these looks and what they are for.
    await lockMeeting(tx, by.assemblyId, round.meeting_id);
    const open = await notReplaced(tx, roundId);
    if (!open.ok) return open;
    const current = await countedAsItIs(tx, round, made);
    if (!current.ok) return current;
    await setState(tx, roundId, next.value, { announced_at: at });
    // Another round may have been presented since this box was closed: what is announced is on the floor.
    const floor = await currentRound(tx, round.meeting_id);
    if (floor?.state !== 'voting') await setCurrentRound(tx, round.meeting_id, roundId);
    await touchRoom(tx, round.meeting_id);
    await record(tx, {
      chain: by.assemblyId,
      event: 'round.announced',
      actor: by,
      at,
      detail: { round: roundId, version: made.version },
    });
    return ok(undefined);
  });
}

/** Publishes an announced result to everybody (公布). */
export async function publishRound(context: Context, actor: Actor | undefined, roundId: string) {
  return actOnRound(context, actor, 'round.publish', roundId, async (tx, round, by) => {
    const next = step(round, 'publish');
    if (!next.ok) return next;
    // Nobody opens a round in this one's place between this look and what it is for.
    await lockMeeting(tx, by.assemblyId, round.meeting_id);
    const open = await notReplaced(tx, roundId);
    if (!open.ok) return open;
    const made = await newestCount(tx, roundId);
    if (made?.stands !== true) return fail('result_differs');
    const at = context.world.now();
    await setState(tx, roundId, next.value, { published_at: at });
    await touchRoom(tx, round.meeting_id);
    await record(tx, {
      chain: by.assemblyId,
      event: 'round.published',
      actor: by,
      at,
      detail: { round: roundId },
    });
    return ok(undefined);
  });
}

/**
 * The round document with its papers, for counting it again elsewhere; from the announcement on. Not where papers
 * that say their class would tell how a small class voted (`class_too_small`). A round counted by hand has none.
 */
export async function exportRound(
  { db, world }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<{ document: RoundDocument; meeting: string; title: string }>> {
  const permitted = allowed(asked, 'round.export');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  return db.transaction().execute(async (tx) => {
    const round = await findRound(tx, actor.assemblyId, roundId);
    if (round === undefined) return fail('not_found');
    if (round.state !== 'announced' && round.state !== 'published') {
      return fail('wrong_state', { state: round.state });
    }
    const boxes = await boxesOf(tx, round);
    if (!boxes.ok) return boxes;
    const { document } = boxes.value;
    if (document === null) return fail('no_papers');
    const large = classesLargeEnough(document.papers);
    if (!large.ok) return large;
    const counted = await newestCount(tx, roundId);
    if (counted === undefined) throw new Error('an announced round has no count');
    if (!counted.stands) return fail('result_differs');
    await record(tx, {
      chain: actor.assemblyId,
      event: 'round.exported',
      actor,
      at: world.now(),
      detail: { round: roundId },
    });
    const meeting = await meetingTitle(tx, round.meeting_id);
    // Whoever counts the papers again reads at once whether it comes to the same.
    const result = publishable(roundResult.parse(counted.result), counted.held_back);
    const announced = { title: round.title, result };
    return ok({ document: { ...document, announced }, meeting, title: round.title });
  });
}
