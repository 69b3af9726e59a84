import { linkTo } from '$contract/common/route.ts';
import * as documentsRoutes from '$contract/documents/routes.ts';
import type {
  BallotPaperQuery,
  DocumentFormat,
  DocumentName,
} from '$contract/documents/schemas.ts';
import type { Seat } from '$contract/common/roles.ts';
import type { Round } from '$contract/rounds/schemas.ts';
import type { z } from 'zod';

export type Paper = z.infer<typeof BallotPaperQuery>;
export const SIZES: readonly Paper['size'][] = ['a4', 'a5'];
export const COLOURS: readonly Paper['colour'][] = ['white', 'red', 'yellow', 'green', 'blue'];
type Format = z.infer<typeof DocumentFormat>;
export const FORMATS: readonly Format[] = ['docx', 'pdf'];

/** Where documents are asked for: office and presider. */
export type DocumentSeat = Extract<Seat, 'desk' | 'chair'>;

/** What a list of documents has to know of its round. */
export type DocumentedRound = Pick<Round, 'id' | 'state' | 'signaturesRequired' | 'definition'>;

/**
 * The documents that a round has reached: the ballot paper (表决票) once it is ready, the record of issue and
 * collection (表决票发放、收回记录) once it is closed, the tally report (计票结果
 * 报告单) once it is counted, the announcement (宣布词) once the count is signed or needs no signature (before,
 * its figures can still change), the notice (公告) once it is announced.
 */
export function documentsOf({
  state,
  signaturesRequired,
}: Pick<DocumentedRound, 'state' | 'signaturesRequired'>): DocumentName[] {
  switch (state) {
    case 'draft':
      return [];
    case 'ready':
    case 'voting':
      return ['ballot-paper'];
    case 'closed':
      return ['ballot-paper', 'issue-record'];
    case 'void':
    case 'inquorate':
      return ['ballot-paper', 'issue-record', 'tally-report'];
    case 'tallied':
      return signaturesRequired === true
        ? ['ballot-paper', 'issue-record', 'tally-report']
        : ['ballot-paper', 'issue-record', 'tally-report', 'announcement'];
    case 'signed':
      return ['ballot-paper', 'issue-record', 'tally-report', 'announcement'];
    case 'announced':
    case 'published':
      return ['ballot-paper', 'issue-record', 'tally-report', 'announcement', 'notice'];
  }
}

/** Where a document is made; a link opens it, so the seat stands in the address. */
export function documentAddress(
  seat: DocumentSeat,
  roundId: string,
  name: DocumentName,
  format: Format,
  paper: Paper,
): string {
  return linkTo(
    seat,
    documentsRoutes.make,
    { id: roundId, name, format },
    {
      ...(name === 'ballot-paper' && { size: paper.size, colour: paper.colour }),
      ...(name === 'notice' && paper.everybody && { everybody: 'true' as const }),
    },
  );
}
