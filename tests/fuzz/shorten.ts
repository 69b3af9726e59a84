import { playSteps, type RunResult } from './run.ts';

/** Runs that may be spent on looking for a shorter one. */
const MOST_RUNS = 60;
/** What depends on the order in which frames meet doesn't happen every time. */
const TRIES = 3;

/**
 * A shorter run that breaks the same promise, found by leaving out ever smaller parts of the steps. `found` is told
 * each one on the way: whoever has seen enough needn't wait.
 */
export async function shorten(
  failed: RunResult,
  found: (shorter: RunResult) => void,
): Promise<RunResult> {
  let shortest = failed;
  let runs = 0;
  let part = Math.ceil(failed.steps.length / 2);
  while (part >= 1 && runs < MOST_RUNS) {
    let from = 0;
    while (from < shortest.steps.length && runs < MOST_RUNS) {
      const steps = shortest.steps.toSpliced(from, part);
      let same: RunResult | undefined;
      for (let i = 0; i < TRIES && same === undefined && runs < MOST_RUNS; i += 1) {
        runs += 1;
        const result = await playSteps(failed.seed, steps);
        if (result.broken?.promised === failed.broken?.promised) same = result;
      }
      if (same === undefined) from += part;
      else {
        shortest = same;
        found(shortest);
      }
    }
    if (part === 1) break;
    part = Math.ceil(part / 2);
  }
  return shortest;
}
