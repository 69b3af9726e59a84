const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/**
 * Milliseconds to wait before the next attempt after `failures` failed ones: doubling, and spread
 * by half so that a hall full of tablets doesn't come back in one instant. `random` gives 0 ≤ x < 1.
 */
export function backoffMs(failures: number, random: () => number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(full / 2 + (full / 2) * random());
}
