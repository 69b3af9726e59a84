import { z } from 'zod';

// PUT /api/rounds/:id/entry/:position with EnteredPaper; DELETE takes the last one away;
// POST /api/rounds/:id/entry/done and /entry/reopen. The first two tellers who begin are the two.

/** Longest reason that is written down with an act, in characters. */
export const LONGEST_REASON = 500;

/** Why somebody did something, as it is written down with the act. */
export const Reason = z.string().trim().min(1).max(LONGEST_REASON);
