import { refusal } from '../common/refusal.ts';

export const refusals = {
  not_an_elector: refusal(403),
  votes_on_paper: refusal(403),
  /** Issued again after the round was opened: this device takes part from the next one on. */
  card_renewed: refusal(403),
  already_voted: refusal(409),
  round_not_open: refusal(409),
  receipt_taken: refusal(409),
  // what a paper can't have
  too_many: refusal<{ approvals: number; seats: number }>(400),
  too_few: refusal<{ approvals: number; seats: number }>(400),
  unknown_item: refusal<{ item: string }>(400),
  bad_ranking: refusal<{ seats: number }>(400),
  /** Not a paper of this kind. */
  malformed: refusal<{ item: string | null }>(400),
  mark_needed: refusal<{ item: string }>(400),
  unknown_grade: refusal<{ item: string }>(400),
  incomplete: refusal<{ item: string; indicator: string }>(400),
  out_of_range: refusal<{ item: string; indicator: string }>(400),
  write_in_needs_opposition: refusal<{ writeIns: number; against: number }>(400),
  no_write_ins: refusal(400),
  /** A candidate of the list, written in. */
  candidate_written_in: refusal<{ item: string }>(400),
};
