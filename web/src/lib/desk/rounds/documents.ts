import type { z } from 'zod';
import type { BallotPaperQuery, DocumentFormat, DocumentName } from '$contract/certification.ts';
import type { Round } from '$contract/rounds.ts';

export type Paper = z.infer<typeof BallotPaperQuery>;
type Format = z.infer<typeof DocumentFormat>;
export const SIZES: readonly Paper['size'][] = ['a4', 'a5'];
export const COLOURS: readonly Paper['colour'][] = ['white', 'red', 'yellow', 'green', 'blue'];
export const FORMATS: readonly Format[] = ['docx', 'pdf'];

/**
 * The documents that a round has reached, as the server makes them. The announcement (宣布词) of a count that
 * scrutineers must sign is only offered once it is signed: before, its figures can still change.
 */
export function documentsOf({
  state,
  signaturesRequired,
}: Pick<Round, 'state' | 'signaturesRequired'>): DocumentName[] {
  switch (state) {
    case 'draft':
      return [];
    case 'ready':
    case 'voting':
    case 'closed':
      return ['ballot-paper'];
    case 'void':
    case 'inquorate':
      return ['ballot-paper', 'tally-report'];
    case 'tallied':
      return signaturesRequired === true
        ? ['ballot-paper', 'tally-report']
        : ['ballot-paper', 'tally-report', 'announcement'];
    case 'signed':
      return ['ballot-paper', 'tally-report', 'announcement'];
    case 'announced':
    case 'published':
      return ['ballot-paper', 'tally-report', 'announcement', 'notice'];
  }
}

/** Where a document is made; a link opens it, so the seat stands in the address. */
export function documentAddress(
  roundId: string,
  name: DocumentName,
  format: Format,
  paper: Paper,
): string {
  const query = new URLSearchParams({ seat: 'desk' });
  if (name === 'ballot-paper') {
    query.set('size', paper.size);
    query.set('colour', paper.colour);
  }
  return `/api/rounds/${roundId}/documents/${name}.${format}?${query.toString()}`;
}
