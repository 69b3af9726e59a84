import { z } from 'zod';
import { DocumentName, DocumentFormat } from './schemas.ts';
import { Id } from '../common/id.ts';

export const events = {
  'document.made': z
    .strictObject({ round: Id, document: DocumentName, format: DocumentFormat })
    .describe('A document of a round was made for printing.'),
  'meeting.document_made': z
    .strictObject({
      meeting: Id,
      document: z.enum(['sign-in-sheet', 'package']),
      format: z.enum(['docx', 'pdf', 'zip']),
    })
    .describe('The sign-in sheet of a meeting, or all of its documents in an archive, were made.'),
};
