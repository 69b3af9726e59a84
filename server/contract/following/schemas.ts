import { Origin } from '../common/words.ts';
import { z } from 'zod';
import { LONGEST_REASON } from '../common/reason.ts';

/**
 * POST /api/rounds/:id/successor — makes the round that follows from the result, ready to be presented:
 * `revote` of a void or inquorate round, or of a signed one by decision of the presidium (a reason is
 * needed); `runoff` among the tied; `supplementary` for open seats. Pressing again gives the same round.
 */
export const SuccessorBody = z.strictObject({
  origin: Origin,
  reason: z.string().trim().max(LONGEST_REASON).default(''),
  /** Made as a draft: its list is edited before it is made ready (候选人). */
  draft: z.boolean().default(false),
});
