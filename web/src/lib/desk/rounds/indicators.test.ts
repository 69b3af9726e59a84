import { describe, expect, it } from 'vitest';
import {
  evenWeights,
  indicatorOf,
  indicatorRow,
  weightOf,
  weightShown,
  weightsTogether,
  type IndicatorRow,
} from './indicators.ts';

const rows = (...weights: string[]): IndicatorRow[] =>
  weights.map((weight, index) => ({
    key: String(index),
    id: `样例${String(index)}`,
    min: 0,
    max: 100,
    weight,
  }));

describe('weights', () => {
  it.each([
    ['20%', '20/100'],
    ['12.5%', '125/1000'],
    ['20％', '20/100'],
    ['0.2', '2/10'],
    ['0.25', '25/100'],
    ['1/5', '1/5'],
    ['1', '1'],
    [' 05% ', '5/100'],
    ['一半', '一半'],
    ['', ''],
  ])('reads %j as %j', (typed, weight) => {
    expect(weightOf(typed)).toBe(weight);
  });

  it.each(['20/100', '125/1000', '5/1000', '1/5', '1', '2/10', '100/100'])(
    'shows %s as something that is read as the same',
    (weight) => {
      expect(weightOf(weightShown(weight))).toBe(weight);
    },
  );

  it('adds them up exactly', () => {
    expect(weightsTogether(rows('1/3', '1/3', '1/3'))).toEqual({ percent: '100.00', whole: true });
    expect(weightsTogether(rows('33%', '33%', '33%'))).toEqual({ percent: '99.00', whole: false });
    expect(weightsTogether(rows('50%', ''))).toBeNull();
  });

  it('shares them out', () => {
    expect(weightsTogether(evenWeights(rows('', '', '', '', '', '', '')))?.whole).toBe(true);
    expect(evenWeights(rows('50%'))[0]?.weight).toBe('1');
  });
});

describe('rows', () => {
  it('gives back what it read', () => {
    const indicator = { id: '进度', min: 0, max: 99.5, weight: '25/100' };
    expect(indicatorOf(indicatorRow(indicator, 'k'))).toEqual(indicator);
  });
});
