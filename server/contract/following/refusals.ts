import { refusal } from '../common/refusal.ts';

export const refusals = {
  nothing_follows: refusal(409),
  follows_already: refusal<{ roundId: string }>(409),
};
