import type { RoundResult } from '../result.ts';
import type { Paper } from '../round/paper.ts';

/** Takes papers one by one, keeps figures only, and says the result at the end. */
export interface Counter<R extends RoundResult = RoundResult> {
  /** Takes one paper that the definition's schema has accepted. */
  add(paper: Paper): void;
  result(): R;
}
