import { describe, expect, it } from 'vitest';
import { itemId, moved, repeated, surplusOf, titlesIn } from './items.ts';

describe('titlesIn', () => {
  it('takes one a line and leaves numbering and empty lines out', () => {
    const text =
      '1. 样例甲路改造\r\n\r\n2、样例乙公园\n（3）样例丙食堂\n四、样例丁书屋\n十二、样例戊桥';
    expect(titlesIn(text)).toEqual([
      '样例甲路改造',
      '样例乙公园',
      '样例丙食堂',
      '样例丁书屋',
      '样例戊桥',
    ]);
  });
  it('keeps figures that belong to the title', () => {
    expect(titlesIn('1.5公里道路\n2026年绿化\n3 号楼电梯')).toEqual([
      '1.5公里道路',
      '2026年绿化',
      '3 号楼电梯',
    ]);
  });
  it('joins the cells of a sheet and drops their running number', () => {
    expect(titlesIn('1\t样例甲路\t第一社区\n2\t样例乙园\t')).toEqual([
      '样例甲路 第一社区',
      '样例乙园',
    ]);
  });
});

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
