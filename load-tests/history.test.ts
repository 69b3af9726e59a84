import { describe, expect, it } from 'vitest';
import { distributionOf } from './distribution.ts';
import { rowOf, withRow } from './history.ts';
import type { Outcome } from './outcome.ts';

const OUTCOME: Outcome = {
  scenario: 'ballot-rush',
  voters: 300,
  spreadS: 5,
  ackMs: { p50: 4, p95: 9, p99: 12, max: 30 },
  echoMs: { p50: 1, p95: 2, p99: 8, max: 9 },
  tallyLagMs: null,
  votesPerS: 6_000,
  floorVotesPerS: 10_000,
  rssBytesPerSocket: 25_000,
  acknowledged: 600,
  counted: 600,
  refused: 0,
  more: { busy: 0 },
};
const HEAD = `<!-- history: rows below are added by npm run load-test, the newest first -->

| date | scenario |
| ---- | -------- |`;

describe('the history', () => {
  it('gets a run as its first row, with its ratios to the floors', () => {
    const row = rowOf(new Date('2026-11-27T12:00:00Z'), '2 cores', 1, OUTCOME);
    expect(row).toBe(
      '| 2026-11-27 | ballot-rush | 300 | 5 | 1 | 4 | 12 | 8 | 1.50 | — | 6000 | 10000 | 0.60 | 25000 | 600 / 600 / 0 | busy 0 | 2 cores |',
    );
    const page = `# Performance\n\n${HEAD}\n| older |\n`;
    expect(withRow(page, row)).toBe(`# Performance\n\n${HEAD}\n${row}\n| older |\n`);
  });

  it('is missed loudly', () => {
    expect(() => withRow('# Performance\n', '| row |')).toThrow('has no history table');
  });
});

describe('a distribution', () => {
  it('is by nearest rank', () => {
    const values = Array.from({ length: 200 }, (_, i) => 200 - i);
    expect(distributionOf(values)).toEqual({ min: 1, p50: 100, p95: 190, p99: 198, max: 200 });
    expect(distributionOf([7])).toEqual({ min: 7, p50: 7, p95: 7, p99: 7, max: 7 });
    expect(() => distributionOf([])).toThrow('nothing was measured');
  });
});
