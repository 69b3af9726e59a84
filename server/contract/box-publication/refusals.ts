import { refusal } from '../common/refusal.ts';

export const refusals = {
  /** The round was opened without a publication of its box. */
  box_stays_closed: refusal(409),
  box_published_already: refusal<{ sha256: string }>(409),
};
