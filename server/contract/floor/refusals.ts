import { refusal } from '../common/refusal.ts';

export const refusals = {
  nobody_present: refusal(409),
  another_round_open: refusal<{ roundId: string | null }>(409),
  /** Every paper changes the figures: names beside them would tell who voted how. */
  votes_shown_live: refusal(409),
};
