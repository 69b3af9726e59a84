import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../web/src/lib/ui/files/csv.ts';
import { readCsv } from './csv.ts';
import { parseRoster } from './parse.ts';

const HEADER = ['姓名', '证号', '单位', '手机', '身份'];

function readBack(rows: readonly (readonly string[])[]) {
  const parsed = parseRoster(Buffer.from(csvText([HEADER, ...rows])));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

/** What spreadsheets take for formulas, signs of text and of CSV, and what people are called. */
const sign = fc.constantFrom(...'\'’=+-@＝＋－＠,";、01Ab样例甲');
const cell = fc
  .array(sign, { minLength: 1, maxLength: 8 })
  .map((signs) => signs.join(''))
  // Excel's own way of writing a text is read as that text wherever it comes from.
  .filter((text) => !/^="(.*)"$/.test(text));

describe('an export that is read back', () => {
  it('gives each cell as it was, whatever it begins with', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const read = readCsv(csvText([HEADER, ...cells.map((each) => ['样例', each])]).slice(1));
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        expect(read.value.cells.slice(1, cells.length + 1).map((row) => row[1])).toEqual(cells);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["'0012", '’0012', "'-样例", "''样例", "'=1+1", "'样例", '-样例', '+1', '＝样例'])(
    'keeps the unit %s',
    (unit) => {
      expect(readBack([['样例甲', '0012', unit, '', '']]).rows[0]?.unit).toBe(unit);
    },
  );

  it('gives numbers with zeros in front, units, phones and roles', () => {
    expect(
      readBack([['样例甲', '0012', '-样例团', '+86 13800000000', '代表、工委委员']]),
    ).toMatchObject({
      problems: [],
      rows: [
        {
          name: '样例甲',
          number: '0012',
          unit: '-样例团',
          phone: '+86 13800000000',
          roles: ['deputy', 'committee_member'],
        },
      ],
    });
  });
});
