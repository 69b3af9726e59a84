import { setTimeout as sleep } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { BallotPaperQuery, DocumentName } from '../../contract/documents/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { record } from '../../platform/audit/audit.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { allowed, type Actor } from '../../platform/permissions.ts';
import { readMeetingFacts, readRoundFacts } from './documents.repo.ts';
import { contentOf, notYet } from './documents.service.ts';
import { factsOf } from './facts.ts';
import type { Format, Maker } from './make.ts';
import type { DocumentContent } from './model.ts';
import { signInSheet } from './sign-in-sheet.ts';
import { inFileName, zipOf, type Part } from './zip.ts';

const FORMATS: readonly Format[] = ['docx', 'pdf'];
/** How long to wait for a place in the queue of the maker, in milliseconds. */
const PAUSE = 200;

type MeetingFacts = NonNullable<Awaited<ReturnType<typeof readMeetingFacts>>>;

/** The sign-in sheet (签到表) of a meeting: its roll with room to sign. */
export async function makeSignInSheet(
  context: Context,
  maker: Maker,
  asked: Actor | undefined,
  meetingId: string,
  format: Format,
): Promise<Result<{ fileName: string; bytes: Buffer }>> {
  const found = await open(context, asked, meetingId);
  if (!found.ok) return found;
  const { actor, facts } = found.value;
  const content = sheetOf(facts);
  const made = await maker.make(content, format);
  if (!made.ok) return fail('busy');
  await note(context, actor, { meeting: meetingId, document: 'sign-in-sheet', format });
  return ok({
    fileName: `签到表-${inFileName(facts.meeting.title)}.${format}`,
    bytes: made.value,
  });
}

/**
 * All documents of a meeting in one archive: the sign-in sheet, and of every round what it has reached and whoever asks
 * may read, a folder a round. They are made while the archive is sent. `result_differs` when one of its results is no
 * longer what was counted.
 */
export async function packDocuments(
  context: Context,
  maker: Maker,
  asked: Actor | undefined,
  meetingId: string,
): Promise<Result<{ fileName: string; stream: Readable }>> {
  const found = await open(context, asked, meetingId);
  if (!found.ok) return found;
  const { actor, facts } = found.value;
  if (facts.differs) return fail('result_differs');
  await note(context, actor, { meeting: meetingId, document: 'package', format: 'zip' });
  const parts = partsOf(context, maker, actor, facts);
  return ok({
    fileName: `文书-${inFileName(facts.meeting.title)}.zip`,
    stream: Readable.from(zipOf(parts, context.world.now())),
  });
}

async function open(
  { db }: Context,
  asked: Actor | undefined,
  meetingId: string,
): Promise<Result<{ actor: Actor; facts: MeetingFacts }>> {
  const permitted = allowed(asked, 'document.pack');
  if (!permitted.ok) return permitted;
  const actor = permitted.value;
  const facts = await readMeetingFacts(db, actor.assemblyId, meetingId);
  return facts === undefined ? fail('not_found') : ok({ actor, facts });
}

async function note(
  { db, world }: Context,
  actor: Actor,
  detail: {
    meeting: string;
    document: 'sign-in-sheet' | 'package';
    format: 'docx' | 'pdf' | 'zip';
  },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await record(tx, {
      chain: actor.assemblyId,
      event: 'meeting.document_made',
      actor,
      at: world.now(),
      detail,
    });
  });
}

async function* partsOf(
  { db }: Context,
  maker: Maker,
  actor: Actor,
  facts: MeetingFacts,
): AsyncGenerator<Part> {
  const sheet = sheetOf(facts);
  for (const format of FORMATS) {
    yield { name: `签到表.${format}`, data: await patiently(maker, sheet, format) };
  }
  const digits = Math.max(2, String(facts.rounds.length).length);
  for (const [index, { id, title }] of facts.rounds.entries()) {
    const folder = `${String(index + 1).padStart(digits, '0')} ${inFileName(title)}`;
    // Read when its turn comes: a large meeting isn't held in memory, and what is announced meanwhile is in it.
    const row = await readRoundFacts(db, actor.assemblyId, id);
    if (row === undefined) continue;
    const round = factsOf(row);
    for (const name of DocumentName.options) {
      const refused = notYet(actor, row, round, name);
      // Found while the archive is on its way: it breaks off, rather than arriving without the result.
      if (refused?.error.code === 'result_differs') throw new Error('a count differs from the log');
      if (refused !== null) continue;
      for (const format of FORMATS) {
        const paper = BallotPaperQuery.parse({});
        const content = await contentOf(db, row, round, { name, format, paper });
        const [kind] = content.fileName.split('-');
        const file = `${folder}/${inFileName(kind ?? name)}.${format}`;
        yield { name: file, data: await patiently(maker, content, format) };
      }
    }
  }
}

/** An archive takes the place of one in the queue and waits for it, since half an archive is none. */
async function patiently(maker: Maker, content: DocumentContent, format: Format): Promise<Buffer> {
  for (;;) {
    const made = await maker.make(content, format);
    if (made.ok) return made.value;
    await sleep(PAUSE);
  }
}

function sheetOf({ meeting, roll }: MeetingFacts): DocumentContent {
  return {
    fileName: '签到表',
    paper: { size: 'a4-form', sample: meeting.sample, numbered: true },
    blocks: signInSheet({
      meeting: meeting.title,
      place: meeting.place,
      heldOn: meeting.starts_at,
      roll,
    }),
  };
}
