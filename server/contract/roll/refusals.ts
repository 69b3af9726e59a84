import { refusal } from '../common/refusal.ts';

export const refusals = {
  not_on_roll: refusal<{ personId: string } | undefined>(404),
  /** A round is taking votes: the entry can't be changed now. */
  roll_in_use: refusal(409),
};
