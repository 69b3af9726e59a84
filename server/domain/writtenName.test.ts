import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberKey, phoneKey, plainNumber } from './numberKey.ts';
import { nameKey, writtenName } from './writtenName.ts';

describe('the normal form of a name', () => {
  test('knows one middle dot, however it was written', () => {
    const dots = [...'·•‧・．.⋅∙･˙。·', ' · ', '\u2024'];
    expect(new Set(dots.map((dot) => writtenName(`样例阿依${dot}买买提`)))).toEqual(
      new Set(['样例阿依·买买提']),
    );
  });

  test('leaves the stops of other scripts and the spaces between their words', () => {
    expect(writtenName('J. R.  Sample')).toBe('J. R. Sample');
    expect(writtenName('样例　甲 · 乙')).toBe('样例甲·乙');
  });

  test.each(['\uFE0F', '\u115F', '\u3164', '\u200B', '\u{E0101}', '\u202E', '\uFFFE', '\uD800'])(
    'has no sign that nobody sees (%j)',
    (sign) => {
      expect(writtenName(`样例${sign}甲`)).toBe('样例甲');
      expect(writtenName(sign)).toBe('');
    },
  );

  test('is of usual width; blanks that look like nothing are spaces', () => {
    expect(writtenName('Ａｎｎａ\u2800Ｌｉ\v')).toBe('Anna Li');
  });

  test('is its own normal form', () => {
    const signs = fc.constantFrom(
      ...'样例甲·•．. 　\u3164\uFE0F\u0301eＡ\uD800\u200d˙ﾞ',
      '한',
      'ᄀ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(signs).map((all) => all.join('')),
        ),
        (name) => {
          expect(writtenName(writtenName(name))).toBe(writtenName(name));
          expect(nameKey(writtenName(name))).toBe(nameKey(name));
        },
      ),
    );
  });

  test('is compared without regard to capitals', () => {
    expect(nameKey('ANNA Li')).toBe(nameKey('Anna LI'));
    expect(nameKey('样例甲')).not.toBe(nameKey('样例乙'));
  });
});

describe('the normal form of a number', () => {
  test.each([
    ['YL001', ['ＹＬ００１', 'yl001', 'YL 001', 'yl-001', 'YL－001', ' YL001 ', 'YL\u2013001']],
    ['1', ['001', '1', '０１', '0-0-1']],
    ['0', ['0', '000']],
  ])('%s', (key, written) => {
    expect(written.map(numberKey)).toEqual(written.map(() => key));
  });

  test('keeps apart what differs', () => {
    expect(numberKey('YL001')).not.toBe(numberKey('YL01'));
    expect(numberKey('-')).toBe('-');
  });

  test('of a phone: digits alone, the country taken off', () => {
    const written = ['13800000001', '138 0000 0001', '+86-138-0000-0001', '１３８００００0001'];
    expect(new Set(written.map(phoneKey))).toEqual(new Set(['13800000001']));
    expect(plainNumber('１３８　0000')).toBe('138 0000');
  });
});
