import { describe, expect, it } from 'vitest';
import { cardCodeOf, lackingOf, showCardCode } from './card-code.ts';

describe('the code of a card', () => {
  it.each([
    ['1234 5678 9012 3456', '1234567890123456'],
    ['1234-5678-9012-3456', '1234567890123456'],
    ['１２３４５６７８９０１２３４５６', '1234567890123456'],
    ['12345678901234567', '1234567890123456'],
    ['', ''],
    // From before codes were digits only.
    ['abcde-fghjk', 'ABCDEFGHJK'],
    ['oO0il1-A0000', '000111A000'],
  ])('%s is %s', (typed, code) => {
    expect(cardCodeOf(typed)).toBe(code);
  });

  it('is whole with sixteen digits, or with the ten characters of an old card', () => {
    expect(['', '1234', '1234567890123456', 'ABCDEFGHJK'].map(lackingOf)).toEqual([16, 12, 0, 0]);
  });

  it('is shown in groups of four', () => {
    expect(['', '123', '12345', '1234567890123456'].map(showCardCode)).toEqual([
      '',
      '123',
      '1234 5',
      '1234 5678 9012 3456',
    ]);
  });
});
