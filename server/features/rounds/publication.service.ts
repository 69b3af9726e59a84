import { smallClasses } from '../../domain/classes.ts';
import { ok } from '../../domain/outcome.ts';
import { BOX_FORMAT, documentOf, type Paper } from '../../domain/round/document.ts';
import type { BoxPublication, Medium } from '../../contract/room/schemas.ts';
import { fileName } from '../../contract/common/file-name.ts';
import type { PublishedBox } from '../../contract/box-publication/schemas.ts';
import type { Context } from '../../context.ts';
import type { z } from 'zod';
import { ballotBox } from '../../live/box.ts';
import { touchRoom } from '../../live/touch.ts';
import { record } from '../../platform/audit/audit.ts';
import { canonicalJson, sha256OfText } from '../../platform/canonical.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, sitsElsewhere, type Actor } from '../../platform/permissions.ts';
import { actOnRound, notReplaced } from './acting.ts';
import { newestCount } from './counts.repo.ts';
import { boxesOf, countedAsItIs } from './document.ts';
import { findPublicBox, findPublishedBox, insertPublishedBox } from './publication.repo.ts';
import { findRound, lockMeeting } from './rounds.repo.ts';

/** A published box as it is sent: the text whose hash was announced, and what its file is called. */
export type BoxFile = { text: string; sha256: string; name: string };

function boxFile(box: {
  document: string;
  sha256: string;
  meeting: string;
  title: string;
}): BoxFile {
  const name = fileName([box.meeting, box.title, '票箱'], 'json');
  return { text: box.document, sha256: box.sha256, name };
}

/**
 * Whether a box may be given out at all. Paper ballots have no receipt, so that beside receipts they would be a
 * group of their own, and often a small one: publication is for rounds on tablets alone.
 */
export function publicationPossible(to: BoxPublication, medium: Medium): Result<undefined> {
  if (to === 'off' || medium === 'tablet') return ok(undefined);
  const reason =
    'a box is published of tablets alone: paper ballots have no receipt and could be told apart';
  return fail('definition_invalid', { path: 'boxPublication', reason });
}

/**
 * `class_too_small` where papers say whose class they are and a class has fewer than five of them: given out paper
 * by paper, they would tell how those people voted.
 */
export function classesLargeEnough(papers: readonly Pick<Paper, 'class'>[]): Result<undefined> {
  const classes = smallClasses(papers);
  return classes.length === 0 ? ok(undefined) : fail('class_too_small', { classes });
}

/**
 * Publishes the box of an announced round (票箱公开): papers under their receipts, to those whom the setting
 * names. It is written down as it is given out, and its hash stands in the audit log; that the papers are those
 * that were counted is checked once more.
 */
export async function publishBox(context: Context, actor: Actor | undefined, roundId: string) {
  return actOnRound(context, actor, 'box.publish', roundId, async (tx, round, by) => {
    const to = round.box_publication;
    if (to === 'off') return fail('box_stays_closed');
    if (round.state !== 'announced' && round.state !== 'published') {
      return fail('wrong_state', { state: round.state });
    }
    if (round.box_sha256 !== null) {
      return fail('box_published_already', { sha256: round.box_sha256 });
    }
    if (by.personId === null) throw new Error('a box is published by a person');
    await lockMeeting(tx, by.assemblyId, round.meeting_id);
    const open = await notReplaced(tx, roundId);
    if (!open.ok) return open;
    const made = await newestCount(tx, roundId);
    if (made === undefined) throw new Error('an announced round has no count');
    if (!made.stands) return fail('result_differs');
    const current = await countedAsItIs(tx, round, made);
    if (!current.ok) return current;
    const boxes = await boxesOf(tx, round);
    if (!boxes.ok) return boxes;
    const slips = await ballotBox.slips(tx, roundId);
    const papers = slips.map(({ paper }) => paper);
    const large = classesLargeEnough(papers);
    if (!large.ok) return large;
    const { definition, roll } = boxes.value;
    const published: z.infer<typeof PublishedBox> = {
      format: BOX_FORMAT,
      receipts: slips.map(({ receipt }) => receipt),
      round: documentOf(definition, roll, papers),
    };
    const text = canonicalJson(published);
    const sha256 = sha256OfText(text);
    const at = context.world.now();
    await insertPublishedBox(tx, {
      assembly_id: by.assemblyId,
      round_id: roundId,
      sha256,
      papers: papers.length,
      document: text,
      published_at: at,
      published_by: by.personId,
    });
    await touchRoom(tx, round.meeting_id);
    await record(tx, {
      chain: by.assemblyId,
      event: 'box.published',
      actor: by,
      at,
      detail: {
        round: roundId,
        boxPublication: to,
        version: made.version,
        papers: papers.length,
        sha256,
      },
    });
    return ok(undefined);
  });
}

/** The published box, for a scrutineer of the meeting. Every time it is fetched is in the audit log. */
export async function publishedBox(
  { db, world }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<BoxFile>> {
  const permitted = allowed(asked, 'box.published.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  return db.transaction().execute(async (tx) => {
    const round = await findRound(tx, actor.assemblyId, roundId);
    if (round === undefined || sitsElsewhere(actor, round.meeting_id)) return fail('not_found');
    const box = await findPublishedBox(tx, roundId);
    if (box === undefined) return fail('not_found');
    if (!box.stands) return fail('result_differs');
    await record(tx, {
      chain: actor.assemblyId,
      event: 'box.handed_out',
      actor,
      at: world.now(),
      detail: { round: roundId, sha256: box.sha256 },
    });
    return ok(boxFile(box));
  });
}

/**
 * The published box of a round whose box is public. Open to anybody, and the same for everybody: a tablet gets all
 * receipts and looks for its own by itself, so that nobody learns for which one it looks.
 */
export async function publicBox({ db }: Context, roundId: string): Promise<Result<BoxFile>> {
  const box = await findPublicBox(db, roundId);
  if (box === undefined) return fail('not_found');
  return box.stands ? ok(boxFile(box)) : fail('result_differs');
}
