import { z } from 'zod';

/**
 * GET /api/rounds/:id/documents/:name.:format — DOCX or PDF of what the round has reached:
 * `ballot-paper` (once ready; `size` a4|a5, `colour`, `copies`), `issue-record` (D14, once closed), `tally-report` (D15, once counted),
 * `announcement` (D16) and `notice` (D17, once announced). Figures come from the result document only.
 */
export const DocumentName = z.enum([
  'ballot-paper',
  'issue-record',
  'tally-report',
  'announcement',
  'notice',
]);
export type DocumentName = z.infer<typeof DocumentName>;
export const DocumentFormat = z.enum(['docx', 'pdf']);
/**
 * GET /api/rounds/:id/documents — before anything is printed: the characters of its documents for which no font of the
 * PDF has a glyph. The DOCX has them all.
 */
export const DocumentCheck = z.object({ missing: z.array(z.string()) });
export const BallotPaperQuery = z.object({
  size: z.enum(['a4', 'a5']).default('a4'),
  colour: z.enum(['white', 'red', 'yellow', 'green', 'blue']).default('white'),
  /** Of the notice of an election: also those who were not elected, with their votes, and names written in. */
  everybody: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});
