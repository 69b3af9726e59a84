/** Acts for which a reason is written down: 重新计票 before signing is complete, 重新投票 afterwards. */
export type Explained = 'recount' | 'revote';

/** Longest reason that the server takes, in characters. */
export const LONGEST_REASON = 500;
