import type { Distribution } from './k6/plan.ts';

/** The percentiles of some measurements, by nearest rank. Throws when there are none. */
export function distributionOf(values: readonly number[]): Distribution {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (percent: number): number => {
    const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
    if (value === undefined) throw new Error('nothing was measured');
    return value;
  };
  return { min: at(0), p50: at(50), p95: at(95), p99: at(99), max: at(100) };
}
