import { expect, it } from 'vitest';
import { inListOrder } from './listOrder.ts';

const people = (...of: [string | null, string][]) => of.map(([number, name]) => ({ number, name }));
const listed = (...of: [string | null, string][]) =>
  inListOrder(people(...of)).map(({ number, name }) => number ?? name);

it('counts as people do: D2 before D10, whatever the figures’ width and the letters’ case', () => {
  expect(listed(['D10', '甲'], ['d2', '乙'], ['D1', '丙'], ['Ｄ３', '丁'])).toEqual([
    'D1',
    'd2',
    'Ｄ３',
    'D10',
  ]);
  expect(listed(['2-10', '甲'], ['2-9', '乙'], ['10-1', '丙'])).toEqual(['2-9', '2-10', '10-1']);
});

it('lists those without a number last, by the strokes of their names', () => {
  // 丁 2, 王 4, 张 7 and 魏 17 strokes; by pinyin 丁 王 魏 张.
  expect(
    listed([null, '魏样例'], ['D1', '样例'], [null, '张样例'], [null, '丁样例'], [null, '王样例']),
  ).toEqual(['D1', '丁样例', '王样例', '张样例', '魏样例']);
});
