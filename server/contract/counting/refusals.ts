import { refusal } from '../common/refusal.ts';

export const refusals = {
  /** The count disagrees with the live tally (V6). */
  tally_differs: refusal(409),
  not_counted_yet: refusal(404),
  /** What is kept of a count is no longer what was counted. */
  result_differs: refusal(409),
  already_signed: refusal(409),
  signatures_missing: refusal<{ missing: number }>(409),
  /** This office isn't held in this meeting. */
  not_an_officer: refusal(403),
  /** Papers would tell how a class of fewer than five voted. */
  class_too_small: refusal<{ classes: string[] }>(409),
};
