import { describe, expect, it } from 'vitest';
import type { ItemsResult, ResultItem } from '../../../../server/domain/result.ts';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import { byRank, lastElected, titleOf } from './ranking.ts';

const item = (id: string, votes: number, rank: number, outcome: ResultItem['outcome']) => ({
  id,
  for: votes,
  against: 0,
  abstain: 10 - votes,
  void: 0,
  share: `${votes}/10`,
  percent: null,
  rank,
  passed: true,
  outcome,
});
const result = (items: ResultItem[]): ItemsResult => ({
  format: 'gongyi-result/1',
  round: 'valid',
  papers: {
    collected: 10,
    valid: 10,
    invalid: 0,
    reasons: { illegible: 0, too_many: 0, too_few: 0, bad_ranking: 0 },
  },
  items,
  next: null,
});
const ballot = (seats: number | undefined) =>
  roundDefinition.parse({
    kind: 'each',
    ...(seats === undefined ? {} : { seats }),
    items: ['a', 'b', 'c'].map((id) => ({ id, title: id.toUpperCase() })),
    majority: [],
  });

describe('a result by rank', () => {
  it('keeps the paper’s order among those level', () => {
    const ranked = byRank(
      result([
        item('a', 4, 2, 'not_elected'),
        item('b', 9, 1, 'elected'),
        item('c', 4, 2, 'not_elected'),
      ]),
    );
    expect(ranked.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  it('draws its line under the last one elected, and none where nobody is', () => {
    const clear = [
      item('a', 9, 1, 'elected'),
      item('b', 8, 2, 'elected'),
      item('c', 1, 3, 'not_elected'),
    ];
    expect(lastElected(clear)).toBe(1);
    const tied = [item('a', 9, 1, 'elected'), item('b', 8, 2, 'tied'), item('c', 8, 2, 'tied')];
    expect(lastElected(tied)).toBe(0);
    expect(lastElected(['a', 'b', 'c'].map((id) => item(id, 9, 1, 'elected')))).toBe(2);
    // Fewer approvals than needed: the first places are no seats.
    expect(lastElected(['a', 'b', 'c'].map((id) => item(id, 2, 1, 'not_elected')))).toBeNull();
  });

  it('puts whoever is elected above those who are not, whatever else decides', () => {
    const items = [item('a', 9, 1, 'not_elected'), item('b', 8, 2, 'elected')];
    expect(byRank(result(items)).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('names what was written in', () => {
    expect(titleOf(ballot(2), 'a')).toEqual({ text: 'A', written: false });
    expect(titleOf(ballot(2), 'w:王样例')).toEqual({ text: '王样例', written: true });
  });
});
