import type { z } from 'zod';
import type {
  BallotPaperQuery,
  DocumentCheck,
  DocumentFormat,
  DocumentName,
} from '../../contract/documents/schemas.ts';
import type { RoundState } from '../../contract/room/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import { readHead, type AuditHead } from '../../platform/audit/audit.repo.ts';
import type { Connection } from '../../platform/database.ts';
import { fail, type Failure, type Result } from '../../platform/failure.ts';
import { allowed, may, sitsElsewhere, type Actor } from '../../platform/permissions.ts';
import { ballotPaper, SHEET, TINTS } from './ballot-paper.ts';
import { readRoundFacts, type RoundFacts } from './documents.repo.ts';
import { actName, factsOf, paperName, type Facts } from './facts.ts';
import { missingIn } from './fonts.ts';
import { issueRecord, recordName } from './issue-record.ts';
import type { Maker } from './make.ts';
import type { Block, DocumentContent } from './model.ts';
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

/** What a document says, and what its file is called. */
const CONTENT: Record<
  DocumentName,
  { blocks: (facts: Facts, paper: Asked['paper']) => Block[]; title: (facts: Facts) => string }
> = {
  'ballot-paper': {
    blocks: (facts, paper) => ballotPaper(facts, paper.size),
    title: paperName,
  },
  'issue-record': { blocks: issueRecord, title: recordName },
  'tally-report': {
    blocks: tallyReport,
    title: (facts) => `${actName(facts)}计票结果报告单`,
  },
  announcement: { blocks: announcement, title: () => '宣布词' },
  notice: {
    blocks: (facts, { everybody }) => notice(facts, { everybody }),
    title: () => '公告',
  },
};
/** What is filled in or signed, beside the official documents. */
const FORMS: readonly DocumentName[] = ['issue-record', 'tally-report'];
export const TYPES = {
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
  maker: Maker,
  asked: Actor | undefined,
  roundId: string,
  { name, format, paper }: Asked,
): Promise<Result<MadeDocument>> {
  const permitted = allowed(asked, 'document.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const row = await readRoundFacts(db, actor.assemblyId, roundId);
  if (row === undefined || sitsElsewhere(actor, row.round.meeting_id)) return fail('not_found');
  const facts = factsOf(row);
  const refused = notYet(actor, row, facts, name);
  if (refused !== null) return refused;
  const content = await contentOf(db, row, facts, { name, format, paper });
  const made = await maker.make(content, format);
  if (!made.ok) return fail('busy');
  await db.transaction().execute(async (tx) => {
    await record(tx, {
      chain: actor.assemblyId,
      event: 'document.made',
      actor,
      at: world.now(),
      detail: { round: roundId, document: name, format },
    });
  });
  return ok({ fileName: content.fileName, contentType: TYPES[format], bytes: made.value });
}

/** Why this document of the round isn't there yet, or isn't for whoever asks; null where it is. */
export function notYet(
  actor: Actor,
  { round, count }: RoundFacts,
  facts: Facts,
  name: DocumentName,
): { ok: false; error: Failure } | null {
  const { state } = round;
  if (!STATES[name].includes(state)) return fail('wrong_state', { state });
  if (!SAYS_THE_RESULT.includes(name)) return null;
  if (BEFORE_THE_ROOM.includes(state)) {
    if (!may(actor, 'round.count.read')) return fail('not_permitted');
    // What is read out says that it is decided: it exists once it may be announced.
    if (name === 'announcement' && state === 'tallied' && round.signatures_required) {
      return fail('wrong_state', { state });
    }
  }
  if (count?.stands === false) return fail('result_differs');
  return facts.counted === undefined ? fail('not_counted_yet') : null;
}

/**
 * The characters that a PDF of this round can't show, of what whoever asks may know: names written in are part of the
 * result.
 */
export async function checkDocuments(
  { db }: Context,
  asked: Actor | undefined,
  roundId: string,
): Promise<Result<z.infer<typeof DocumentCheck>>> {
  const permitted = allowed(asked, 'document.read');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const row = await readRoundFacts(db, actor.assemblyId, roundId);
  if (row === undefined || sitsElsewhere(actor, row.round.meeting_id)) return fail('not_found');
  if (row.count?.stands === false) return fail('result_differs');
  const facts = factsOf(row);
  const knowsResult = !BEFORE_THE_ROOM.includes(row.round.state) || may(actor, 'round.count.read');
  const blocks = [
    ...ballotPaper(facts, 'a4'),
    ...issueRecord(facts),
    ...(facts.counted !== undefined && knowsResult ? tallyReport(facts) : []),
  ];
  return ok({ missing: missingIn(blocks) });
}

/** Stands first on every document of a round whose place a re-vote took. */
function replacedNote(title: string | undefined): Block[] {
  if (title === undefined) return [];
  const text = `【已被代替】本轮已由“${title}”代替，本文件所载结果不再有效。`;
  return [{ kind: 'plain', text, align: 'center' }];
}

/** How far the log went when the report was made, so that paper holds it (`npm run audit:verify`). */
function logNote(head: AuditHead | undefined): Block[] {
  if (head === undefined) return [];
  const hash = head.hash.replace(/.{8}(?!$)/g, '$& ');
  const text = `操作记录（制作本报告单时）：第${String(head.seq)}条，校验值 ${hash}`;
  return [{ kind: 'plain', text, align: 'left' }];
}

/** A document of a round, ready to be made: with what the round and the log say of it now. */
export async function contentOf(
  db: Connection,
  { round, replacedBy }: RoundFacts,
  facts: Facts,
  asked: Asked,
): Promise<DocumentContent> {
  const content = plainContent(facts, asked);
  const note = asked.name === 'tally-report' ? logNote(await readHead(db, round.assembly_id)) : [];
  return {
    ...content,
    blocks: [
      ...replacedNote(replacedBy?.title),
      // Above the signatures, so that these stay under everything that is signed.
      ...content.blocks.toSpliced(-1, 0, ...note),
    ],
  };
}

function plainContent(facts: Facts, { name, format, paper }: Asked): DocumentContent {
  const ballot = name === 'ballot-paper';
  const tint = ballot ? TINTS[paper.colour] : undefined;
  const { blocks, title } = CONTENT[name];
  return {
    fileName: `${title(facts)}-${facts.title}.${format}`,
    paper: {
      size: ballot ? SHEET[paper.size] : FORMS.includes(name) ? 'a4-form' : 'a4',
      sample: facts.sample,
      numbered: !ballot,
      ...(tint === undefined ? {} : { tint }),
    },
    blocks: blocks(facts, paper),
  };
}
