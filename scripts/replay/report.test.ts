import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemsResult } from '../../server/domain/result.ts';
import type { CastReport } from '../client/device.ts';
import { ballotOf } from './ballot.ts';
import type { Replayed } from './meeting.ts';
import type { Pabulib } from './pabulib.ts';
import { rank, reportOf, textOf } from './report.ts';

const content: Pabulib = {
  meta: { description: '', minLength: 0, maxLength: 1, ranked: false },
  projects: [
    { id: 'a', cost: 1, votes: 2, name: '样例甲' },
    { id: 'b', cost: 1, votes: 0, name: '样例乙' },
  ],
  votes: [
    { voterId: '1', choices: ['a'] },
    { voterId: '2', choices: ['a'] },
  ],
};
const file = { name: 'made-up.pb', content };

const item = { against: 0, void: 0, share: '2/2', percent: '100.00', rank: 1, passed: true };
function resultOf(a: number, b: number): ItemsResult {
  return {
    format: 'gongyi-result/1',
    round: 'valid',
    papers: {
      collected: 2,
      valid: 2,
      invalid: 0,
      reasons: { illegible: 0, too_many: 0, too_few: 0, bad_ranking: 0 },
    },
    items: [
      { ...item, id: 'a', for: a, abstain: 2 - a, outcome: 'elected' },
      { ...item, id: 'b', for: b, abstain: 2 - b, outcome: 'not_elected' },
    ],
    next: null,
  };
}
function recordedAfter(ackMs: number): CastReport {
  return { outcome: 'recorded', ackMs, castId: randomUUID(), receipt: randomUUID(), sends: 1 };
}
function good(): Replayed {
  return {
    ballot: ballotOf(content),
    reports: [recordedAfter(2.04), recordedAfter(1)],
    live: {
      roundId: randomUUID(),
      electors: 2,
      papers: 2,
      shownPapers: 2,
      items: resultOf(2, 0).items.map(({ id, abstain, ...figures }) => ({
        id,
        for: figures.for,
        against: 0,
        abstain,
        void: 0,
        share: null,
        percent: null,
      })),
    },
    certified: resultOf(2, 0),
    recounted: resultOf(2, 0),
    published: resultOf(2, 0),
  };
}

describe('the report of a replay', () => {
  it('has every figure and no difference when all agree', () => {
    expect(reportOf(file, good())).toEqual({
      report: {
        file: 'made-up.pb',
        voters: 2,
        acknowledged: 2,
        refused: 0,
        ackMs: { p50: 1, p95: 2, p99: 2 },
        items: [
          { id: 'a', for: 2, published: 2 },
          { id: 'b', for: 0, published: 0 },
        ],
      },
      differences: [],
    });
    const text = textOf(reportOf(file, good()).report, 2, []);
    expect(text).toContain('acknowledged 2, refused 0, counted 2');
    expect(text).toMatch(/^a +2 +2$/m);
    expect(text).toMatch(/Every figure agrees\.$/);
  });

  it('does not say that figures agree where the file publishes none', () => {
    const { report } = reportOf(file, good());
    const told = (votes: (number | null)[]) =>
      textOf(
        {
          ...report,
          items: report.items.map((one, n) => ({ ...one, published: votes[n] ?? null })),
        },
        2,
        [],
      );
    expect(told([null, null])).toMatch(/publishes no figures: there was nothing to compare with/);
    expect(told([null, null])).not.toContain('Every figure');
    expect(told([2, null])).toMatch(/Every figure of the file agrees; of 1 projects/);
  });

  const wrongs: [string, (replayed: Replayed) => Partial<Replayed>, RegExp][] = [
    ['the file', () => ({ certified: resultOf(1, 0) }), /^a: 1 here, 2 in the file$/],
    ['the live tally', ({ live }) => ({ live: { ...live, papers: 1 } }), /live tally differs/],
    ['a live figure', ({ live }) => ({ live: { ...live, items: [] } }), /live tally differs/],
    ['the export', () => ({ recounted: resultOf(2, 1) }), /exported document differs/],
    ['the publication', () => ({ published: resultOf(2, 1) }), /published result differs/],
    ['a lost paper', () => ({ reports: [recordedAfter(1)] }), /1 acknowledged, but 2 counted/],
  ];
  it.each(wrongs)('says so when %s differs', (_what, change, difference) => {
    const replayed = good();
    const { differences } = reportOf(file, { ...replayed, ...change(replayed) });
    expect(differences).toContainEqual(expect.stringMatching(difference));
  });

  it('tells refused votes from acknowledged ones, with the reason', () => {
    const ids = { castId: randomUUID(), receipt: randomUUID(), sends: 1 };
    const { report, differences } = reportOf(file, {
      ...good(),
      reports: [recordedAfter(1), { outcome: 'refused', code: 'already_voted', ...ids }],
    });
    expect(report).toMatchObject({ acknowledged: 1, refused: 1 });
    expect(differences).toContain('1 of 2 votes were acknowledged');
    expect(differences).toContain('a vote was not taken: already_voted');
    expect(textOf(report, 2, differences)).toContain('- a vote was not taken: already_voted');
  });
});

describe('a percentile', () => {
  it('is a value that so many are not above', () => {
    expect(rank([], 50)).toBeNull();
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 }),
        fc.constantFrom(50, 95, 99),
        (values, percent) => {
          const sorted = values.toSorted((a, b) => a - b);
          const value = rank(sorted, percent) ?? NaN;
          const upTo = values.filter((each) => each <= value).length;
          const below = values.filter((each) => each < value).length;
          expect(upTo * 100).toBeGreaterThanOrEqual(percent * values.length);
          expect(below * 100).toBeLessThan(percent * values.length);
        },
      ),
    );
  });
});
