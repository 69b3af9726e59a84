import { refusal } from '../common/refusal.ts';

export const refusals = {
  /** An identity between figures doesn't hold; its figures stand beside it. */
  figures_broken: refusal<{ path: string; reason: string; [figure: string]: unknown }>(400),
  box_not_ready: refusal<{ waitingFor: string | null }>(409),
  two_tellers_already: refusal(409),
  /** Somebody else has taken their place in this round. */
  teller_released: refusal(409),
  /** Counted by hand: there are figures, no papers. */
  no_papers: refusal(409),
  /** A teller's own pile is finished; reopen it to change it. */
  entry_done: refusal(409),
  position_gap: refusal<{ next: number }>(409),
};
