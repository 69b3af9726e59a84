import type { RoundCount } from '../../contract/rounds.ts';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { count } from '../../domain/count/count.ts';
import { ok } from '../../domain/outcome.ts';
import { roundResult } from '../../domain/result.ts';
import {
  documentOf,
  roundDefinition,
  type Paper,
  type RoundDocument,
} from '../../domain/round/document.ts';
import { differences, tallyOf } from '../../domain/tally.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import { sha256Of } from '../../platform/canonical.ts';
import type { Connection } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { actOnRound, step } from './acting.ts';
import { insertCount, newestCount, readPapers, readTally } from './box.repo.ts';
import { findRound, setState, type RoundRow } from './rounds.repo.ts';
import { FrozenRoll } from './rounds.shape.ts';

/** The round document of a closed round: rules and roll as fixed at opening, and every paper in the box. */
async function documentOfRound(db: Connection, round: RoundRow): Promise<RoundDocument> {
  const definition = roundDefinition.parse(round.definition);
  const { classes, ...figures } = FrozenRoll.parse(round.roll);
  const papers = (await readPapers(db, round.id)) as Paper[];
  const roll = {
    ...figures,
    collected: papers.length,
    ...(classes === undefined ? {} : { classes }),
  };
  return documentOf(definition, roll, papers);
}

/**
 * Makes the certified count, afresh from the stored papers (V6). Compared with the live tally figure by
 * figure; if they differ nothing is certified, the round stays closed, and the audit log says so.
 */
export async function countRound(context: Context, actor: Actor | undefined, roundId: string) {
  let differs = false;
  const counted = await actOnRound(
    context,
    actor,
    'round.count',
    roundId,
    async (tx, round, by) => {
      if (round.state !== 'closed') return fail('wrong_state', { state: round.state });
      const document = await documentOfRound(tx, round);
      const result = count(document);
      const tally = await readTally(tx, roundId);
      if (tally === undefined) throw new Error('a closed round has no tally');
      const definition = roundDefinition.parse(round.definition);
      const live = tallyOf(definition, tally.papers, tally.cells, document.roll);
      const at = context.world.now();
      if (!result.ok || differences(definition, live, result.value).length > 0) {
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
      const event =
        result.value.round === 'inquorate'
          ? 'find_inquorate'
          : result.value.round === 'void'
            ? 'find_void'
            : 'tally';
      const next = step(round, event);
      if (!next.ok) return next;
      const version = ((await newestCount(tx, roundId))?.version ?? 0) + 1;
      const documentSha256 = sha256Of(document);
      if (by.personId === null) throw new Error('a count is made by a person');
      await insertCount(tx, {
        assembly_id: by.assemblyId,
        round_id: roundId,
        version,
        document_sha256: documentSha256,
        result: result.value,
        made_at: at,
        made_by: by.personId,
      });
      await setState(tx, roundId, next.value);
      await touchRoom(tx, round.meeting_id);
      await record(tx, {
        chain: by.assemblyId,
        event: 'round.counted',
        actor: by,
        at,
        detail: { round: roundId, version, state: next.value, documentSha256 },
      });
      return ok(undefined);
    },
  );
  return differs ? fail('tally_differs') : counted;
}

/** The newest count, for the presider before the announcement. */
export async function readCount(
  { db }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<z.infer<typeof RoundCount>>> {
  const permitted = allowed(asked, 'round.count.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const round = await findRound(db, actor.assemblyId, roundId);
  if (round === undefined) return fail('not_found');
  const row = await newestCount(db, roundId);
  if (row === undefined) return fail('not_counted_yet');
  return ok({
    version: row.version,
    madeAt: row.made_at.toISOString(),
    documentSha256: row.document_sha256,
    result: roundResult.parse(row.result),
  });
}

/** Announces the counted result to the room (宣布). */
export async function announceRound(context: Context, actor: Actor | undefined, roundId: string) {
  return actOnRound(context, actor, 'round.announce', roundId, async (tx, round, by) => {
    const next = step(round, 'announce');
    if (!next.ok) return next;
    const at = context.world.now();
    const made = await newestCount(tx, roundId);
    if (made === undefined) throw new Error('a tallied round has no count');
    await setState(tx, roundId, next.value, { announced_at: at });
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

/** The round document with its papers, for counting it again elsewhere; from the announcement on. */
export async function exportRound(
  { db, world }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<RoundDocument>> {
  const permitted = allowed(asked, 'round.export');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  return db.transaction().execute(async (tx) => {
    const round = await findRound(tx, actor.assemblyId, roundId);
    if (round === undefined) return fail('not_found');
    if (round.state !== 'announced' && round.state !== 'published') {
      return fail('wrong_state', { state: round.state });
    }
    const document = await documentOfRound(tx, round);
    await record(tx, {
      chain: actor.assemblyId,
      event: 'round.exported',
      actor,
      at: world.now(),
      detail: { round: roundId },
    });
    return ok(document);
  });
}
