import { expect, it } from 'vitest';
import { withLeadingZeros } from './number-format.ts';

it.each([
  ['000000', '12', '000012'],
  ['000000', '1234567', '1234567'],
  ['000000', '0', '000000'],
  ['"YL"0000', '12', 'YL0012'],
  ['\\Y\\L0000', '12', 'YL0012'],
  ['000-0000', '12', '000-0012'],
  ['000-0000', '123456789', '12345-6789'],
  ['##000', '7', '007'],
  ['[红色]000;-000;0', '7', '007'],
  ['"样例"000"号"', '7', '样例007号'],
  ['第000号', '7', '第007号'],
  ['000_ ', '7', '007'],
])('%s shows %s as %s', (code, digits, shown) => {
  expect(withLeadingZeros(code, digits)).toBe(shown);
});

it.each([
  'General',
  '0',
  '0.00',
  '#,##0',
  '0%',
  '00.0',
  'yyyy-mm-dd',
  '@',
  '00E+00',
  '# 00/00',
  '',
  '"0',
])('%s has no leading zeros to lose', (code) => {
  expect(withLeadingZeros(code, '12')).toBeUndefined();
});

it('leaves numbers alone that are no row of digits', () => {
  expect(withLeadingZeros('0000', '-12')).toBeUndefined();
  expect(withLeadingZeros('0000', '1.5')).toBeUndefined();
});
