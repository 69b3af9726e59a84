import { z } from 'zod';
import { BOX_FORMAT, roundDocument } from '../../domain/round/document.ts';

/**
 * The published box `gongyi-box/1` (docs/round-format.md): a round document whose papers lie in the order of
 * receipts, and the receipts in that order. Its SHA-256 is of the file as it is sent.
 * - GET /api/rounds/:id/published-box for scrutineers, also where the public gets it
 * - GET /api/public/boxes/:id for anybody, where it is `public`; 404 otherwise
 */
export const PublishedBox = z.strictObject({
  format: z.literal(BOX_FORMAT),
  receipts: z.array(z.uuid()),
  round: roundDocument,
});
