import type { z } from 'zod';
import { CountedRoll } from '../../contract/counting/schemas.ts';
import {
  type PublicResult,
  type PublicResultEntry,
  type PublicResultList,
} from '../../contract/results/schemas.ts';
import type { Context } from '../../context.ts';
import { publishable } from '../../domain/classes.ts';
import { digestOf } from '../../domain/digest.ts';
import { ok } from '../../domain/outcome.ts';
import { roundResult } from '../../domain/result.ts';
import { roundFacts } from '../../domain/round/facts.ts';
import { roundDefinition } from '../../domain/round/document.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { findPublished, listPublished, listUnits } from './results.repo.ts';

const MOST = 200;
/** More units than these are no name of one body any more. */
const MOST_UNITS = 5;

type Row = Awaited<ReturnType<typeof listPublished>>[number];

function summary(row: Omit<Row, 'result' | 'stands'>) {
  if (row.published_at === null) throw new Error('a published round has no time of publication');
  return {
    roundId: row.id,
    title: row.title,
    meeting: row.meeting,
    assembly: row.assembly,
    sample: row.sample,
    publishedAt: row.published_at.toISOString(),
    replacedBy:
      row.revote_id === null || row.revote_title === null
        ? null
        : {
            roundId: row.revote_id,
            title: row.revote_title,
            published: row.revote_state === 'published',
          },
  };
}

function entry(row: Row): PublicResultEntry {
  const definition = roundDefinition.parse(row.definition);
  // What is no longer what was counted is not told, but that it isn't.
  const digest = row.stands ? digestOf(definition, roundResult.parse(row.result)) : null;
  return { ...summary(row), digest };
}

/** The newest published results. Open to anybody: no permission is asked. */
export async function publicResults({
  db,
}: Context): Promise<Result<z.infer<typeof PublicResultList>>> {
  const [units, rows] = await Promise.all([listUnits(db, MOST_UNITS), listPublished(db, MOST)]);
  return ok({ units, results: rows.map(entry) });
}

/** One published result with everything the public page shows; `not_found` until it is published. */
export async function publicResult(
  { db }: Context,
  roundId: string,
): Promise<Result<PublicResult>> {
  const row = await findPublished(db, roundId);
  if (row === undefined) return fail('not_found');
  if (!row.stands || !row.box_stands) return fail('result_differs');
  return ok({
    ...summary(row),
    kind: row.kind,
    heldOn: row.starts_at.toISOString(),
    definition: roundDefinition.parse(row.definition),
    facts: roundFacts.parse(row.facts),
    roll: CountedRoll.parse(row.roll),
    result: publishable(roundResult.parse(row.result), row.held_back),
    heldBack: row.held_back,
    box:
      row.sha256 === null || row.papers === null || row.box_published_at === null
        ? null
        : {
            sha256: row.sha256,
            papers: row.papers,
            publishedAt: row.box_published_at.toISOString(),
          },
  });
}
