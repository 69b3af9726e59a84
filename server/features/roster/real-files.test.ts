import writeXlsx, { type SheetData } from 'write-excel-file/node';
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '../../../scripts/samples/gb18030.ts';
import { zipOf } from '../../../tests/support/zip.ts';
import type { RosterAnswers } from '../../contract/roster/schemas.ts';
import { parseRoster } from './parse.ts';
import { planImport, type Known, type RosterPlan } from './plan.ts';

const text = (value: string) => ({ value, type: String });
const line = (...cells: string[]) => cells.map(text);

function plan(
  file: string | Uint8Array,
  people: readonly Known[] = [],
  answers: Partial<RosterAnswers> = {},
): RosterPlan {
  const parsed = parseRoster(typeof file === 'string' ? Buffer.from(file) : file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return planImport(parsed.value, people, { rows: {}, leaveOut: false, ...answers });
}
const adds = ({ adds: all }: RosterPlan) => all.map(({ name, number }) => [name, number]);
const codes = ({ problems }: RosterPlan) => problems.map(({ row, code }) => [row, code]);
const questions = ({ rows }: RosterPlan) =>
  rows.flatMap(({ row, question }) => (question ? [[row, question.kind]] : []));

let next = 0;
function known(name: string, number: string | null, more: Partial<Known> = {}): Known {
  next += 1;
  const id = `00000000-0000-4000-8000-${String(next).padStart(12, '0')}`;
  return { id, name, number, unit: null, phone: null, roles: [], ...more };
}

describe('who is who', () => {
  it('sees one number in all its spellings', () => {
    const spellings = ['ＹＬ００１', 'yl001', 'YL 001', 'yl-001'];
    const rows = spellings.map((number) => `样例甲,${number}`).join('\n');
    const result = plan(`姓名,证号\n${rows}`);
    expect(adds(result)).toEqual([['样例甲', 'YL001']]);
    expect(codes(result)).toEqual([3, 4, 5].map((row) => [row, 'number_duplicate']));
    for (const number of spellings) {
      const again = plan(`姓名,证号\n样例甲,${number}`, [known('样例甲', 'YL001')]);
      expect(again.rows).toMatchObject([{ action: 'unchanged', number: 'YL001' }]);
    }
  });

  it('recognises 001 that comes back as 1', () => {
    const people = [known('样例甲', '001'), known('样例乙', '002')];
    for (const title of ['证号', '编号']) {
      const again = plan(`姓名,${title}\n样例甲,1\n样例乙,2`, people);
      expect(again.rows.map(({ action }) => action)).toEqual(['unchanged', 'unchanged']);
    }
  });

  it('sees one name with whatever dot, and keeps how it is spelled', () => {
    const dots = [...'·•‧・．.⋅∙･'];
    const result = plan(`姓名\n${dots.map((dot) => `样例阿依${dot}买买提`).join('\n')}`);
    expect(result.adds.map(({ name }) => name)).toEqual(['样例阿依·买买提']);
    expect(codes(result).map(([, code]) => code)).toEqual(Array(8).fill('same_person_twice'));
    const again = plan('姓名\n样例阿依•买买提', [known('样例阿依·买买提', null)]);
    expect(again.rows).toMatchObject([{ action: 'unchanged', name: '样例阿依·买买提' }]);
  });

  it('asks where one side has no number, either way round', () => {
    const lost = known('样例甲', 'YL001');
    const without = plan('姓名\n样例甲', [lost]);
    expect(questions(without)).toEqual([[2, 'namesake']]);
    expect(without.unanswered).toBe(1);
    const taken = plan('姓名\n样例甲', [lost], { rows: { 2: lost.id } });
    expect([taken.unanswered, taken.adds, taken.rows[0]?.action]).toEqual([0, [], 'unchanged']);

    const gains = known('样例乙', null);
    expect(questions(plan('姓名,证号\n样例乙,YL002', [gains]))).toEqual([[2, 'namesake']]);
    const same = plan('姓名,证号\n样例乙,YL002', [gains], { rows: { 2: gains.id } });
    expect(same.updates.map(({ person }) => person.number)).toEqual(['YL002']);
    const other = plan('姓名,证号\n样例乙,YL002', [gains], { rows: { 2: 'new' } });
    expect(adds(other)).toEqual([['样例乙', 'YL002']]);
    const skipped = plan('姓名,证号\n样例乙,YL002', [gains], { rows: { 2: 'skip' } });
    expect([skipped.adds, skipped.updates, skipped.leftOut]).toEqual([[], [], 1]);
    // An answer that was never offered is none.
    expect(plan('姓名\n样例甲', [lost], { rows: { 2: gains.id } }).unanswered).toBe(1);
  });

  it('asks before a known number gets another name', () => {
    const person = known('样例旧名', 'YL001');
    const file = '姓名,证号\n样例新名,yl001';
    const asked = plan(file, [person]);
    expect(asked.rows).toMatchObject([{ question: { kind: 'renamed', from: '样例旧名' } }]);
    expect(asked.unanswered).toBe(1);
    const confirmed = plan(file, [person], { rows: { 2: 'yes' } });
    expect(confirmed.updates).toMatchObject([{ person: { name: '样例新名' }, before: person }]);
  });

  it('takes a column that only counts its rows for nobody’s number', () => {
    const first = plan('编号,姓名\n1,样例丁一\n2,样例王二\n3,样例张三');
    expect(adds(first)).toEqual([
      ['样例丁一', null],
      ['样例王二', null],
      ['样例张三', null],
    ]);
    expect(first.notes).toEqual([{ code: 'counted_rows', of: '编号' }]);
    const people = first.adds.map(({ name }) => known(name, null));
    const second = plan('编号,姓名\n1,样例丁一\n2,样例李新\n3,样例王二\n4,样例张三', people);
    expect(second.rows.map(({ name, action }) => [name, action])).toEqual([
      ['样例丁一', 'unchanged'],
      ['样例李新', 'add'],
      ['样例王二', 'unchanged'],
      ['样例张三', 'unchanged'],
    ]);
    expect(plan('编号,姓名\n0101,样例甲\n0102,样例乙').notes).toEqual([]);
  });

  it('asks about names with digits', () => {
    expect(questions(plan('姓名,证号\n样例甲１,YL1\n样例〇一,YL2'))).toEqual([[2, 'odd_name']]);
    expect(plan('姓名\n样例甲1', [], { rows: { 2: 'new' } }).unanswered).toBe(0);
  });
});

describe('rows that are no person', () => {
  it.each([
    ['total', ['小计', '2人']],
    ['total', ['合 计', '']],
    ['total', ['共１３人', '']],
    ['heading', ['第一代表团（2人）', '']],
    ['heading', ['二、列席人员', '']],
    ['header', ['姓　名', '单位']],
    ['note', ['注：以上按姓氏笔画为序', '']],
    ['note', ['填表人', '样例']],
    ['note', ['——', '第一代表团']],
    ['note', ['样例甲、样例乙', '第一代表团']],
  ] as const)('%s: %j', (why, cells) => {
    const file = `姓名,单位\n样例甲一,团\n${cells.join(',')}`;
    const result = plan(encodeGb18030(file));
    expect(adds(result)).toEqual([['样例甲一', null]]);
    expect(result.rows[1]).toMatchObject({ action: 'leave_out', question: { why } });
    expect([result.leftOut, result.problems, result.unanswered]).toEqual([1, [], 0]);
    expect(adds(plan(file, [], { rows: { 3: 'new' } }))).toHaveLength(2);
  });

  it('a total may stand in any column', () => {
    expect(adds(plan('序号,姓名,单位\n1,样例甲,团\n合计,1人,'))).toEqual([['样例甲', null]]);
    expect(adds(plan('序号,姓名,单位\n1,样例甲,团\n合计,,1'))).toEqual([['样例甲', null]]);
  });

  it('names with the same characters are people', () => {
    const names = ['样例计一', '样例共和', '欧阳样例', '阿卜杜拉·样例', 'Anna Sample'];
    expect(adds(plan(`姓名\n${names.join('\n')}`)).map(([name]) => name)).toEqual(names);
  });
});

describe('sheets', () => {
  const people = (name: string): SheetData => [line('姓名', '单位'), line(name, '团')];

  it('are all read, and those that aren’t are named', async () => {
    const file = await writeXlsx([
      { sheet: '填表说明', data: [line('一、本表由各代表团填写'), line('二、证号不得重复')] },
      { sheet: '第一代表团', data: people('样例甲一') },
      { sheet: '第二代表团', data: people('样例乙一') },
    ]).toBuffer();
    const result = plan(file);
    expect(result.rows.map(({ sheet, row, name }) => [sheet, row, name])).toEqual([
      ['第一代表团', 2, '样例甲一'],
      ['第二代表团', 2, '样例乙一'],
    ]);
    expect(result.notes).toEqual([{ code: 'sheet_without_names', of: '填表说明' }]);
    const answered = plan(file, [known('样例乙一', 'YL1')], { rows: { '第二代表团!2': 'skip' } });
    expect(answered.leftOut).toBe(1);
  });

  it('that are hidden are named and not read', () => {
    const result = plan(
      workbook({
        sheets: [
          {
            name: '旧名单',
            state: 'hidden',
            rows: row(1, cell('A1', '姓名')) + row(2, cell('A2', '样例旧')),
          },
          { name: '名单', rows: row(1, cell('A1', '姓名')) + row(2, cell('A2', '样例新')) },
        ],
      }),
    );
    expect(adds(result)).toEqual([['样例新', null]]);
    expect(result.notes).toEqual([{ code: 'sheet_hidden', of: '旧名单' }]);
  });
});

const cell = (at: string, value: string): string =>
  `<c r="${at}" t="inlineStr"><is><t>${value}</t><rPh><t>注音</t></rPh></is></c>`;
const row = (at: number, cells: string): string => `<row r="${String(at)}">${cells}</row>`;

/** A workbook as other programs write it: prefixes, no shared strings, Chinese formats of dates by number. */
function workbook(book: {
  sheets: { name: string; state?: string; rows: string }[];
  formats?: readonly number[];
  codes?: string;
}): Buffer {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const { sheets, formats = [0], codes = '' } = book;
  const ids = sheets.map((_, index) => `rId${String(index + 1)}`);
  const parts = {
    'xl/workbook.xml': `<x:workbook xmlns:r="${office}"><x:sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<x:sheet name="${name}" sheetId="${String(index + 1)}"${state ? ` state="${state}"` : ''} r:id="${ids[index] ?? ''}"/>`,
      )
      .join('')}</x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map(
        (_, index) =>
          `<Relationship Id="${ids[index] ?? ''}" Type="${office}/worksheet" Target="worksheets/sheet${String(index + 1)}.xml"/>`,
      )
      .join(
        '',
      )}<Relationship Id="rId99" Type="${office}/styles" Target="/xl/styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet><numFmts>${codes}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats
      .map((id) => `<xf numFmtId="${String(id)}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ rows }, index) => [
        `xl/worksheets/sheet${String(index + 1)}.xml`,
        `<x:worksheet><x:cols><x:col/></x:cols><x:sheetData>${rows}</x:sheetData></x:worksheet>`,
      ]),
    ),
  };
  return zipOf(Object.entries(parts).map(([name, xml]) => ({ name, data: Buffer.from(xml) })));
}

describe('what a spreadsheet has spoilt', () => {
  it('is a problem of its cell, by what the workbook says', () => {
    const header = row(1, cell('A1', '姓名') + cell('B1', '证号') + cell('C1', '手机'));
    const file = workbook({
      formats: [0, 58, 176, 177],
      codes:
        '<numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="&quot;Y&amp;L&quot;&#48;00"/>',
      sheets: [
        {
          name: '名单',
          rows:
            header +
            row(2, cell('A2', '样例甲') + '<c r="B2"><v>500231199001011234</v></c>') +
            row(3, cell('A3', '样例乙') + '<c r="B3"><v>5.0023119900101101E17</v></c>') +
            row(4, cell('A4', '样例丙') + '<c r="C4"><v>1.38E10</v></c>') +
            row(5, cell('A5', '样例丁') + '<c r="B5" s="1"><v>45000</v></c>') +
            row(6, cell('A6', '样例戊') + '<c r="C6" s="2"><v>45000</v></c>') +
            row(7, cell('A7', '样例己') + '<c r="B7" t="e"><v>#N/A</v></c>') +
            row(8, cell('A8', '样例庚') + '<c r="C8" t="b"><v>1</v></c>') +
            row(
              9,
              cell('A9', '样例辛') +
                '<c r="B9" s="3"><f>1+6</f><v>7</v></c><c r="C9"><v>13800000001</v></c>',
            ),
        },
      ],
    });
    const result = plan(file);
    expect(codes(result)).toEqual([
      [2, 'number_rounded'],
      [3, 'number_rounded'],
      [4, 'number_rounded'],
      [5, 'date_for_number'],
      [6, 'date_for_number'],
      [7, 'formula_error'],
      [8, 'truth_value'],
    ]);
    // Who can't be told stays out; a phone that can't be taken leaves the person.
    expect(result.adds.map(({ name, number, phone }) => [name, number, phone])).toEqual([
      ['样例丙', null, null],
      ['样例戊', null, null],
      ['样例庚', null, null],
      ['样例辛', 'Y&L007', '13800000001'],
    ]);
  });

  it.each([
    ['证号', '5.00231E+17', 'number_rounded'],
    ['证号', '500231199001011000', 'number_rounded'],
    ['手机', '1.38E+10', 'number_rounded'],
    ['手机', '1月2日', 'date_for_number'],
    ['证号', '2-Jan', 'date_for_number'],
    ['单位', '#REF!', 'formula_error'],
    ['单位', 'TRUE', 'truth_value'],
    ['单位', '第?代表团', 'lost_characters'],
    ['证号', 'YL\uFFFD1', 'lost_characters'],
    ['手机', '13800000001 / 0553-1234567（办）、13900000002', 'phone_several'],
    ['手机', '13800000001 13900000002', 'phone_several'],
  ])('%s %s', (title, value, code) => {
    expect(codes(plan(`姓名\t${title}\n样例甲\t${value}`))).toEqual([[2, code]]);
  });

  it.each(['样?例', '样□例', '样\uFFFD例', '样\uE5F1例', '样\u{F0001}例', '#N/A', 'TRUE'])(
    'the name %s',
    (name) => {
      const result = plan(`姓名\n${name}`);
      expect([result.problems.length, result.adds]).toEqual([1, []]);
    },
  );

  it('leaves what is as people write it', () => {
    const phones = ['138 0000 0001', '+86-138-0000-0001', '0553-1234567', '(0553) 1234567'];
    const file = `姓名\t手机\n${phones.map((phone, n) => `样例${'甲乙丙丁'[n]!}\t${phone}`).join('\n')}`;
    expect(plan(file).adds.map(({ phone }) => phone)).toEqual(phones);
  });

  it('understands how Excel is told that something is text', () => {
    const file = '姓名,证号\n样例甲,="0012"\n样例乙,"=""0013"""\n样例丙,\'0014\n样例丁,"\t0015"';
    expect(plan(file).adds.map(({ number }) => number)).toEqual(['0012', '0013', '0014', '0015']);
  });
});

describe('a post is no role', () => {
  it('and is left alone, with a note', () => {
    const result = plan('姓名,职务,代表团\n样例甲,社区党委书记,团\n样例乙,代表,团');
    expect(result.notes).toEqual([{ code: 'post_ignored', of: '职务' }]);
    expect([result.problems, result.adds.map(({ roles }) => roles)]).toEqual([[], [[], []]]);
  });

  it('words of a meeting’s roll are understood', () => {
    const words = ['议事代表', '列席人员', '总计票人', '区人大代表 工委委员', '特邀代表、选民代表'];
    const names = [...'甲乙丙丁戊'].map((sign) => `样例${sign}`);
    const rows = words.map((word, n) => `${names[n]!},${word}`).join('\n');
    const result = plan(`姓名,身份\n${rows}`);
    expect(result.problems).toEqual([]);
    expect(result.adds.map(({ roles }) => roles)).toEqual([
      [],
      [],
      ['teller'],
      ['deputy', 'committee_member'],
      ['voter_rep'],
    ]);
  });

  it('a role that isn’t understood is a problem of its cell', () => {
    const result = plan('姓名,身份\n样例甲,代表、书记');
    expect(codes(result)).toEqual([[2, 'role_unknown']]);
    expect(result.adds).toMatchObject([{ name: '样例甲', roles: ['deputy'] }]);
  });
});

describe('other files', () => {
  const ods = (body: string, styles = ''): Buffer =>
    zipOf([
      { name: 'mimetype', data: Buffer.from('application/vnd.oasis.opendocument.spreadsheet') },
      {
        name: 'content.xml',
        data: Buffer.from(
          `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`,
        ),
      },
    ]);

  it.each([
    ['UTF-16', Buffer.from('\uFEFF姓名\t证号\r\n样例甲\t0012\r\n', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFF姓名,证号\r\n样例甲,0012', 'utf16le').swap16()],
    ['UTF-16 without its mark', Buffer.from('姓名,证号\r\n样例甲,0012', 'utf16le')],
    ['wide commas', Buffer.from('姓名，证号\n样例甲，0012')],
    ['、', Buffer.from('姓名、证号\n样例甲、0012')],
    [
      'HTML',
      encodeGb18030(
        '<html><style>td{}</style><body><table><tr><th colspan=2>样例名册</th></tr><tr><td>姓名<td>证号</tr><tr><td>样例&nbsp;甲</td><td>0012</td></tr></table></body></html>',
      ),
    ],
    [
      'SpreadsheetML',
      Buffer.from(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名单"><Table><Row ss:Index="2"><Cell><Data ss:Type="String">姓名</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">证号</Data></Cell></Row><Row><Cell><Data ss:Type="String">样例甲</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">0012</Data></Cell></Row></Table></Worksheet></Workbook>',
      ),
    ],
    [
      'OpenDocument',
      ods(
        '<table:table table:name="名单"><table:table-row><table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>证号</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>样例<text:s/>甲</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="12"><text:p>0012</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>',
      ),
    ],
  ])('%s is read', (_, file) => {
    expect(adds(plan(file))).toEqual([['样例甲', '0012']]);
  });

  it('a hidden sheet of OpenDocument, and what it has spoilt', () => {
    const file = ods(
      '<table:table table:name="旧" table:style-name="ta2"><table:table-row><table:table-cell><text:p>姓名</text:p></table:table-cell></table:table-row></table:table><table:table table:name="新"><table:table-row><table:table-cell><text:p>姓名</text:p></table:table-cell><table:table-cell><text:p>手机</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>样例甲</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1.38E+015"><text:p>1.38E+15</text:p></table:table-cell></table:table-row></table:table>',
      '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>',
    );
    const result = plan(file);
    expect(result.notes).toEqual([{ code: 'sheet_hidden', of: '旧' }]);
    expect(codes(result)).toEqual([[2, 'number_rounded']]);
  });

  it.each([
    ['a workbook of an old Excel', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'old_workbook'],
    [
      'one with a password',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'encrypted',
    ],
    ['a PDF', Buffer.from('%PDF-1.7'), 'other_document'],
    ['Word', zipOf([{ name: 'word/document.xml', data: Buffer.from('<w/>') }]), 'other_document'],
  ])('%s is told what to be saved as', (_, file, reason) => {
    expect(parseRoster(file)).toEqual({ ok: false, error: { reason } });
  });
});
