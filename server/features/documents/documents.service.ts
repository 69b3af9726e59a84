import type { z } from 'zod';
import type {
  BallotPaperQuery,
  DocumentFormat,
  DocumentName,
} from '../../contract/certification.ts';
import type { RoundState } from '../../contract/room.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, may, sitsElsewhere, type Actor } from '../../platform/permissions.ts';
import { ballotPaper, TINTS } from './ballot-paper.ts';
import { readRoundFacts } from './documents.repo.ts';
import { docxOf } from './docx.ts';
import { factsOf, type Facts } from './facts.ts';
import type { Block, DocumentContent } from './model.ts';
import { issueRecord } from './issue-record.ts';
import { pdfOf } from './pdf.ts';
import { announcement, notice, tallyReport } from './texts.ts';

type Asked = {
  name: DocumentName;
  format: z.infer<typeof DocumentFormat>;
  paper: z.infer<typeof BallotPaperQuery>;
};
export type MadeDocument = { fileName: string; contentType: string; bytes: Buffer };

/** From which states on a document can be made: a notice of what isn't announced must not exist. */
const STATES: Record<DocumentName, readonly RoundState[]> = {
  'ballot-paper': [
    'ready',
    'voting',
    'closed',
    'tallied',
    'signed',
    'announced',
    'published',
    'void',
    'inquorate',
  ],
  // From the close on: before it nothing is collected.
  'issue-record': ['closed', 'tallied', 'signed', 'announced', 'published', 'void', 'inquorate'],
  'tally-report': ['tallied', 'signed', 'announced', 'published', 'void', 'inquorate'],
  // Read out at the announcement, so it is there as soon as the count is signed (or needs no signature).
  announcement: ['tallied', 'signed', 'announced', 'published'],
  notice: ['announced', 'published'],
};

/** Documents with figures of the count. */
const SAYS_THE_RESULT: readonly DocumentName[] = ['tally-report', 'announcement', 'notice'];

/** States in which the figures are known to those alone who may read the count. */
const BEFORE_THE_ROOM: readonly RoundState[] = ['tallied', 'signed'];

const CONTENT: Record<DocumentName, (facts: Facts) => Block[]> = {
  'ballot-paper': ballotPaper,
  'issue-record': issueRecord,
  'tally-report': tallyReport,
  announcement,
  notice,
};
const TITLES: Record<DocumentName, string> = {
  'ballot-paper': '表决票',
  'issue-record': '发票收票记录',
  'tally-report': '计票结果报告单',
  announcement: '宣布词',
  notice: '公告',
};
const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

/**
 * Makes a document of a round. Its figures come from the result document and the roll it was counted with,
 * nothing is computed here. `wrong_state` before there is what it would say; until the announcement,
 * `not_permitted` for those who may not read the count.
 */
export async function makeDocument(
  { db, world }: Context,
  asked: Actor | undefined,
  roundId: string,
  { name, format, paper }: Asked,
): Promise<Result<MadeDocument>> {
  const permitted = allowed(asked, 'document.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const row = await readRoundFacts(db, actor.assemblyId, roundId);
  if (row === undefined || sitsElsewhere(actor, row.round.meeting_id)) return fail('not_found');
  if (!STATES[name].includes(row.round.state))
    return fail('wrong_state', { state: row.round.state });
  if (SAYS_THE_RESULT.includes(name) && BEFORE_THE_ROOM.includes(row.round.state)) {
    if (!may(actor, 'round.count.read')) return fail('not_permitted');
    // What is read out says that it is decided: it exists once it may be announced.
    if (name === 'announcement' && row.round.state === 'tallied' && row.round.signatures_required) {
      return fail('wrong_state', { state: row.round.state });
    }
  }
  const facts = factsOf(row);
  if (SAYS_THE_RESULT.includes(name) && facts.counted === undefined) return fail('not_counted_yet');
  const tint = name === 'ballot-paper' ? TINTS[paper.colour] : undefined;
  const content: DocumentContent = {
    fileName: `${TITLES[name]}-${facts.title}.${format}`,
    paper: {
      size: name === 'ballot-paper' ? paper.size : 'a4',
      sample: facts.sample,
      ...(tint === undefined ? {} : { tint }),
    },
    blocks: CONTENT[name](facts),
  };
  const bytes = format === 'docx' ? await docxOf(content) : await pdfOf(content);
  await db.transaction().execute(async (tx) => {
    await record(tx, {
      chain: actor.assemblyId,
      event: 'document.made',
      actor,
      at: world.now(),
      detail: { round: roundId, document: name, format },
    });
  });
  return ok({ fileName: content.fileName, contentType: TYPES[format], bytes });
}
