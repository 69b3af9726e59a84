import { countableByHand, countByHand } from '../../domain/count/byHand.ts';
import { count } from '../../domain/count/count.ts';
import { ok, type Outcome } from '../../domain/outcome.ts';
import type { RoundResult } from '../../domain/result.ts';
import {
  documentOf,
  roundDefinition,
  type Paper,
  type Roll,
  type RoundDefinition,
  type RoundDocument,
} from '../../domain/round/document.ts';
import { ballotBox } from '../../live/box.ts';
import { canonicalJson, sha256Of } from '../../platform/canonical.ts';
import type { Connection } from '../../platform/database.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { agreedFigures, agreedPapers, boxStatus } from '../box/box.ts';
import type { RoundRow } from './rounds.repo.ts';
import { FrozenRoll } from './rounds.shape.ts';

/** What is in the boxes of a closed round, to be counted. */
export type Boxes = {
  definition: RoundDefinition;
  /** The roll with everything issued and collected. */
  roll: Roll;
  /** What came on tablets. */
  tablets: Paper[];
  /** Everything the count is made of, the papers included; null where only figures were entered. */
  document: RoundDocument | null;
  /** Of what the count is made of. */
  sha256: string;
  count: () => Outcome<RoundResult, unknown>;
};

/**
 * What a closed round is counted from: rules and roll as fixed at opening, every paper from the tablets, and the
 * papers or the figures that both tellers agreed on. `box_not_ready` says what the tellers still owe.
 */
export async function boxesOf(db: Connection, round: RoundRow): Promise<Result<Boxes>> {
  const definition = roundDefinition.parse(round.definition);
  const slips = await ballotBox.slips(db, round.id);
  const tablets = slips.map(({ paper }) => paper);
  const status = await boxStatus(db, round.assembly_id, round.id);
  if (status === undefined) throw new Error('a closed round has no box');
  if (!status.ready) return fail('box_not_ready', { waitingFor: status.waitingFor });
  if (round.medium === 'figures') return figuresOf(db, round, definition, tablets);
  const { classes, enrolled, present, issued } = FrozenRoll.parse(round.roll);
  const entered = ((await agreedPapers(db, round.assembly_id, round.id)) ?? []) as Paper[];
  const roll = {
    enrolled,
    present,
    issued: issuedOf(issued, tablets.length, status.stock),
    collected: tablets.length + (status.stock?.collected ?? 0),
    ...(classes === undefined ? {} : { classes }),
  };
  const document = documentOf(definition, roll, inContentOrder([...tablets, ...entered]));
  return ok({
    definition,
    roll,
    tablets,
    document,
    sha256: sha256Of(document),
    count: () => count(document),
  });
}

/** A ballot counted by hand: what was entered takes the place of the papers. */
async function figuresOf(
  db: Connection,
  round: RoundRow,
  definition: RoundDefinition,
  tablets: Paper[],
): Promise<Result<Boxes>> {
  const figures = await agreedFigures(db, round.id);
  if (figures === undefined || !countableByHand(definition)) {
    throw new Error('a box that is ready has figures that agree');
  }
  const { counted: _counted, ...roll } = figures;
  const fixed = round.roll === null ? null : FrozenRoll.parse(round.roll);
  return ok({
    definition,
    roll,
    tablets,
    document: null,
    sha256: sha256Of({ ...definition, figures }),
    count: () => countByHand(definition, figures, fixed),
  });
}

/** Papers in the order of what stands on them: nothing tells which came from a tablet, or when. */
function inContentOrder(papers: Paper[]): Paper[] {
  return papers
    .map((paper) => ({ paper, text: canonicalJson(paper) }))
    .toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ paper }) => paper);
}

/**
 * Whether a count is still of what is in the box: `box_not_ready` while a teller has taken the pile up again,
 * `not_counted_yet` when entries or the record of ballots were corrected after it. Asked before the count is
 * signed or announced, so that nobody certifies figures that the papers no longer give.
 */
export async function countedAsItIs(
  db: Connection,
  round: RoundRow,
  made: { document_sha256: string },
): Promise<Result<undefined>> {
  const boxes = await boxesOf(db, round);
  if (!boxes.ok) return boxes;
  const same = boxes.value.sha256 === made.document_sha256;
  return same ? ok(undefined) : fail('not_counted_yet');
}

/**
 * 发出 of both boxes. Where the paper box alone holds more than was issued the round is void, however many
 * tablets stayed unused: those count as issued only by their papers then, so that 收回 exceeds 发出.
 */
function issuedOf(
  tabletsIssued: number,
  tabletsCast: number,
  stock: { issued: number; collected: number | null } | null,
): number {
  if (stock === null) return tabletsIssued;
  const excess = (stock.collected ?? 0) > stock.issued;
  return (excess ? tabletsCast : tabletsIssued) + stock.issued;
}
