import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compare,
  decimal,
  formatReduced,
  fraction,
  parseFraction,
  percent,
  reaches,
} from './fraction.ts';

describe('percentages', () => {
  test.each([
    [42, 45, 2, '93.33'],
    [42, 45, 1, '93.3'],
    [1, 8, 1, '12.5'],
    [1, 16, 2, '6.25'],
    [1, 32, 2, '3.13'],
    [1, 3, 2, '33.33'],
    [2, 3, 2, '66.67'],
    [0, 5, 2, '0.00'],
    [5, 5, 2, '100.00'],
    [19999, 20000, 2, '100.00'],
    [69, 73, 2, '94.52'],
    [52, 62, 2, '83.87'],
    [6507, 6903, 2, '94.26'],
    [17, 20, 0, '85'],
    [75, 71, 1, '105.6'],
  ])('%i of %i with %i digits is %s', (part, whole, digits, text) => {
    expect(percent(part, whole, digits)).toBe(text);
  });

  test('of nothing there is none', () => {
    expect(percent(0, 0)).toBeNull();
  });
});

describe('reading and printing', () => {
  test.each([
    ['2/3', 2n, 3n],
    ['85', 85n, 1n],
    ['84.50', 8450n, 100n],
    ['-1.5', -15n, 10n],
  ])('%s', (text, num, den) => {
    expect(parseFraction(text)).toEqual({ num, den });
  });

  test.each(['', '1/0', '1e3', '.5', '1/2/3', ' 1', 'half'])('refuses %j', (text) => {
    expect(() => parseFraction(text)).toThrow(RangeError);
  });

  test.each([
    ['86245/1000', '86.25'],
    ['86244/1000', '86.24'],
    ['-5/1000', '0.00'],
    ['-15/1000', '-0.01'],
    ['-16/1000', '-0.02'],
  ])('%s is printed as %s: a half goes up', (text, printed) => {
    const [num, den] = text.split('/').map(BigInt);
    expect(decimal(fraction(num!, den!))).toBe(printed);
  });

  test('in lowest terms', () => {
    expect(formatReduced(fraction(42, 45))).toBe('14/15');
    expect(formatReduced(fraction(0, 45))).toBe('0/1');
  });
});

describe('thresholds (V9)', () => {
  test('exactly half is not more than half, but it is at least half', () => {
    expect(reaches(fraction(15), fraction(1, 2), fraction(30), true)).toBe(false);
    expect(reaches(fraction(15), fraction(1, 2), fraction(30), false)).toBe(true);
    expect(reaches(fraction(16), fraction(1, 2), fraction(30), true)).toBe(true);
  });

  test('never off by the last digit, as a floating point number is', () => {
    // 0.1 + 0.2 > 0.3 in floating point; a third of three times as many is not.
    const large = fc.bigInt({ min: 1n, max: 10n ** 30n });
    fc.assert(
      fc.property(large, large, large, (num, den, times) => {
        const value = fraction(num * times);
        expect(reaches(value, fraction(num, den), fraction(den * times), true)).toBe(false);
        expect(reaches(value, fraction(num, den), fraction(den * times), false)).toBe(true);
        expect(compare(fraction(num * times + 1n), fraction(num * times))).toBe(1);
      }),
    );
  });
});
