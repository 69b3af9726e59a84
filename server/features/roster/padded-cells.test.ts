import { expect, it } from 'vitest';
import { zipOf } from '../../../tests/support/zip.ts';
import { paddedCells } from './padded-cells.ts';

/** The parts of a workbook that say where its first sheet is and how cells are formatted. */
function workbook(sheet: string, code = '0000'): Buffer {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipOf(
    Object.entries({
      'xl/workbook.xml': `<x:workbook xmlns:r="${office}"><x:sheets><x:sheet name="a" sheetId="3" r:id="rId7"/><x:sheet name="b" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Target="/xl/worksheets/sheet2.xml" Id='rId7' Type="${office}/worksheet"/><Relationship Id="rId9" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
      'xl/styles.xml': `<styleSheet><numFmts count="1"><numFmt numFmtId="176" formatCode="${code}"/></numFmts><cellStyleXfs><xf numFmtId="176"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="176" xfId="0"><alignment/></xf></cellXfs></styleSheet>`,
      'xl/worksheets/sheet1.xml': '<worksheet><c r="A1" s="1"><v>99</v></c></worksheet>',
      'xl/worksheets/sheet2.xml': `<x:worksheet><x:cols><x:col/></x:cols><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
    }).map(([name, text]) => ({ name, data: Buffer.from(text) })),
  );
}

it('finds numbers, also the results of formulas, in the first sheet of the book', () => {
  const sheet =
    '<x:row r="3" spans="1:2"><x:c r="B3" s="1"><x:v>7</x:v></x:c><x:c r="AA3" s="1" t="n"><x:f>1+6</x:f><x:v>12</x:v></x:c></x:row>';
  expect(paddedCells(workbook(sheet))).toEqual([
    { row: 2, column: 1, text: '0007' },
    { row: 2, column: 26, text: '0012' },
  ]);
});

it('takes cells one after the other where they don’t say where they stand', () => {
  const sheet =
    '<row><c s="0"><v>1</v></c><c s="1"/><c s="1"><v>2</v></c></row><row><c s="1"><v>3</v></c></row>';
  expect(paddedCells(workbook(sheet))).toEqual([
    { row: 0, column: 2, text: '0002' },
    { row: 1, column: 0, text: '0003' },
  ]);
});

it('leaves texts, truths and plain numbers alone', () => {
  const sheet =
    '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="b"><v>1</v></c><c r="C1" s="0"><v>5</v></c><c r="D1" s="1" t="inlineStr"><is><t>7</t></is></c><c r="E1" s="1"><v>1.5</v></c></row>';
  expect(paddedCells(workbook(sheet))).toEqual([]);
});

it('reads a format whatever way it is written', () => {
  const sheet = '<row r="1"><c r="A1" s="1"><v>7</v></c></row>';
  expect(paddedCells(workbook(sheet, '&quot;Y&amp;L&quot;&#48;00'))).toEqual([
    { row: 0, column: 0, text: 'Y&L007' },
  ]);
  expect(paddedCells(workbook(sheet, 'General'))).toEqual([]);
});
