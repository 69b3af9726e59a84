import { z } from 'zod';
import {
  FiguresBody,
  type BoxStatus,
  type FiguresEntry,
  type OwnFigures,
} from '../../contract/paper/schemas.ts';
import type { Context } from '../../context.ts';
import { brokenByHand, countableByHand } from '../../domain/count/byHand.ts';
import { ok } from '../../domain/outcome.ts';
import { roundDefinition } from '../../domain/round/document.ts';
import { writtenName } from '../../domain/writtenName.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import type { Actor } from '../../platform/permissions.ts';
import { setDone } from './box.repo.ts';
import { actOnEntries, ownPlace } from './box.service.ts';
import { findFigures, putFigures } from './figures.repo.ts';

/** One's own figures of a ballot counted by hand; nobody reads another's. */
export async function ownFigures(
  { db }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<z.infer<typeof OwnFigures>>> {
  const teller = await ownPlace(db, asked, roundId);
  if (!teller.ok) return teller;
  const { personId, place } = teller.value;
  const content = place && (await findFigures(db, roundId, personId));
  const figures = content === undefined ? null : FiguresBody.parse(content);
  return ok({ done: place?.done ?? false, figures });
}

/**
 * Enters the figures of a ballot counted by hand, whole, and finishes with it: every identity between them must
 * hold (`figures_broken` names the first that doesn't), but for warnings that the body says are as written. With both tellers done the two are compared.
 */
export async function enterFigures(
  context: Context,
  asked: Actor | undefined,
  roundId: string,
  { asWritten, ...body }: FiguresEntry,
): Promise<Result<BoxStatus>> {
  const options = { whenDone: false, of: 'figures' } as const;
  return actOnEntries(context, asked, roundId, options, async (tx, box, actor) => {
    const definition = roundDefinition.parse(box.definition);
    if (!countableByHand(definition)) throw new Error('a kind that is not counted by hand');
    const figures = tidy(body);
    const fixed = box.roll === null ? null : FIXED.parse(box.roll);
    const broken = brokenByHand(definition, figures, fixed).find(
      ({ level }) => level === 'refusal' || asWritten !== true,
    );
    if (broken !== undefined) {
      const { path, reason, identity, figures: values } = broken;
      return fail('figures_broken', { ...values, path, reason, identity });
    }
    await putFigures(tx, {
      assembly_id: actor.assemblyId,
      round_id: roundId,
      person_id: actor.personId,
      content: figures,
    });
    await setDone(tx, roundId, actor.personId, true);
    await record(tx, {
      chain: actor.assemblyId,
      event: 'entry.finished',
      actor,
      at: context.world.now(),
      detail: { round: roundId, papers: figures.collected },
    });
    return ok(undefined);
  });
}

/** What the opening has fixed of the roll (应到, 实到). */
const FIXED = z.object({ enrolled: z.int(), present: z.int() });

/** Names written in as on papers, so that one person's name is one name in the count. */
function tidy(body: FiguresBody): FiguresBody {
  if (body.counted === null) return body;
  const writeIns = body.counted.writeIns.map((one) => ({
    ...one,
    name: writtenName(one.name),
  }));
  return { ...body, counted: { ...body.counted, writeIns } };
}
