import { describe, expect, it } from 'vitest';
import { cardCodeOf, showCardCode } from './card-code.ts';

describe('the code of a card', () => {
  it.each([
    ['abcde-fghjk', 'ABCDEFGHJK'],
    [' ABCDE FGHJK ', 'ABCDEFGHJK'],
    ['oO0il1-00000', '0001110000'],
    ['ＡＢＣＤＥ－ＦＧＨＪＫ', 'ABCDEFGHJK'],
    ['ABCDEFGHJKXYZ', 'ABCDEFGHJK'],
    ['', ''],
  ])('%s is %s', (typed, code) => {
    expect(cardCodeOf(typed)).toBe(code);
  });

  it('is shown in two groups', () => {
    expect(showCardCode('ABC')).toBe('ABC');
    expect(showCardCode('ABCDE')).toBe('ABCDE');
    expect(showCardCode('ABCDEF')).toBe('ABCDE-F');
  });
});
