import { route } from '../common/route.ts';
import { Id } from '../common/id.ts';
import { BallotPaperQuery, DocumentCheck, DocumentFormat, DocumentName } from './schemas.ts';

/** What a word processor or a reader opens. */
const PRINT = { download: 'application/octet-stream' } as const;

export const check = route({
  method: 'GET',
  path: '/rounds/:id/documents',
  says: 'Before anything is printed: the characters for which no font of the PDF has a glyph.',
  may: 'document.read',
  gives: DocumentCheck,
  refuses: ['result_differs'],
});

export const make = route({
  method: 'GET',
  path: '/rounds/:id/documents/:name.:format',
  says: 'A document of what the round has reached, as DOCX or PDF.',
  may: 'document.read',
  params: { id: Id, name: DocumentName, format: DocumentFormat },
  query: BallotPaperQuery,
  gives: PRINT,
  refuses: ['wrong_state', 'result_differs', 'not_counted_yet'],
});

export const signInSheet = route({
  method: 'GET',
  path: '/meetings/:id/sign-in-sheet.:format',
  says: 'The sign-in sheet of a meeting, as DOCX or PDF.',
  may: 'document.pack',
  params: { id: Id, format: DocumentFormat },
  gives: PRINT,
});

export const pack = route({
  method: 'GET',
  path: '/meetings/:id/documents.zip',
  says: 'All documents of a meeting in one archive.',
  may: 'document.pack',
  gives: { download: 'application/zip' },
});
