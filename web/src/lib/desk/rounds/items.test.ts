import { describe, expect, it } from 'vitest';
import { itemId, moved, repeated, surplusOf } from './items.ts';

describe('items', () => {
  it('has ids by place', () => {
    expect([itemId(0), itemId(9), itemId(99)]).toEqual(['p01', 'p10', 'p100']);
  });
  it('moves within the list only', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, -2)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  });
  it('finds titles that stand twice, blanks aside', () => {
    const items = ['甲', '乙', ' 甲 ', '', ''].map((title) => ({ title }));
    expect([...repeated(items)]).toEqual(['甲']);
  });
});

describe('surplusOf', () => {
  it.each([
    [12, 10, 'good'],
    [11, 10, 'narrow'],
    [10, 10, 'none'],
    [9, 10, 'lacking'],
    [6, 5, 'good'],
    [2, 1, 'good'],
  ])('%i for %i seats is %s', (candidates, seats, standing) => {
    expect(surplusOf(candidates, seats).standing).toBe(standing);
  });
});
