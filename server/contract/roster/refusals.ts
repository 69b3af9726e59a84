import { refusal } from '../common/refusal.ts';

export const refusals = {
  /** The file as a whole can't be read, or some of its rows can't be taken. */
  roster_invalid: refusal<Record<string, unknown>>(422),
  /** Rows on which somebody has to decide. */
  roster_unanswered: refusal<{ questions: number }>(422),
  /** The file is not the one that was previewed. */
  roster_changed: refusal(409),
};
