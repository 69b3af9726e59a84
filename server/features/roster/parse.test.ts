import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeXlsx, { type SheetData } from 'write-excel-file/node';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../../tests/support/zip.ts';
import { encodeGb18030 } from '../../../scripts/samples/gb18030.ts';
import { MAX_ROWS, type RosterFile } from './file.ts';
import { parseRoster } from './parse.ts';
import { planImport } from './plan.ts';
import { ROSTER_TEMPLATE } from './template.ts';

const SAMPLES = join(import.meta.dirname, '../../../db/samples');

function read(file: string | Uint8Array): RosterFile {
  const parsed = parseRoster(typeof file === 'string' ? Buffer.from(file) : file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

function refusal(file: string | Uint8Array) {
  const parsed = parseRoster(typeof file === 'string' ? Buffer.from(file) : file);
  return parsed.ok ? 'read' : parsed.error;
}

const names = (file: RosterFile): string[] => file.rows.map(({ name }) => name);

describe('the sample rosters', () => {
  it('say the same in both encodings and as a workbook', async () => {
    const [utf8, gb, xlsx] = await Promise.all(
      ['roster-sample.csv', 'roster-sample-gb18030.csv', 'roster-sample.xlsx'].map(async (name) =>
        read(await readFile(join(SAMPLES, name))),
      ),
    );
    expect(utf8).toMatchObject({ format: 'csv', encoding: 'utf-8', problems: [] });
    expect(gb).toMatchObject({ format: 'csv', encoding: 'gb18030', problems: [] });
    expect(xlsx).toMatchObject({ format: 'xlsx', encoding: null, problems: [] });
    expect(utf8!.rows).toHaveLength(14);
    expect(utf8!.rows[10]).toEqual({
      row: 12,
      name: '样例委员一',
      number: 'YL101',
      unit: '样例街道人大工委',
      phone: null,
      roles: ['deputy', 'committee_member'],
    });
    expect(gb!.rows).toEqual(utf8!.rows);
    // The workbook has a title and a blank row above its header.
    expect(xlsx!.rows).toEqual(utf8!.rows.map((row) => ({ ...row, row: row.row + 2 })));
  });

  it('and the template can be imported as it is', async () => {
    const template = read(ROSTER_TEMPLATE);
    expect(template).toMatchObject({ problems: [], ignoredColumns: [] });
    expect(names(template)).toEqual(['样例代表一', '样例委员一']);
    expect(template.rows[0]).toMatchObject({ number: 'YL001', roles: ['deputy'] });
  });
});

describe('a CSV roster', () => {
  it.each([
    [',', '姓名,证号\n甲,1\n'],
    [';', '姓名;证号\r\n甲;1\r\n'],
    ['tab', '姓名\t证号\r甲\t1\r'],
    ['quotes', '"姓名","证号"\n"甲","1"'],
    ['other delimiters inside cells', '姓名;证号;身份\n甲;1;"代表,委员"\n'],
  ])('with %s is understood', async (_, text) => {
    const { rows, problems } = read(text);
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ row: 2, name: '甲', number: '1' }]);
  });

  it.each([
    ['姓名', '编号', '所属', '电话', '职务'],
    ['代表姓名（必填）', '代表证号*', '代表团：', '联系 电话', '角色'],
    ['Name', 'Number', 'Unit', 'Phone', 'Roles'],
    ['ＮＡＭＥ', '工号', '选区', '手机', '身份'],
  ])('may call its columns %s, %s, %s, %s, %s', async (...header) => {
    const { rows, ignoredColumns } = read(`${header.join(',')}\n甲,1,团,0,代表`);
    expect(rows).toEqual([
      { row: 2, name: '甲', number: '1', unit: '团', phone: '0', roles: ['deputy'] },
    ]);
    expect(ignoredColumns).toEqual([]);
  });

  it('takes the clearer of two columns and says which it ignores', async () => {
    const { rows, ignoredColumns } = read('序号,姓名,职务,身份,备注\n1,甲,书记,代表,x');
    expect(rows).toMatchObject([{ name: '甲', number: null, roles: ['deputy'] }]);
    expect(ignoredColumns).toEqual(['序号', '职务', '备注']);
  });

  it('finds the header below titles, skips blank rows, and counts rows as Excel does', async () => {
    const text = '代表名册\n\n,,\n姓名,证号\n甲,1\n,\n\n"乙\n丁",2\n丙,3';
    const { rows } = read(text);
    expect(rows.map(({ row, name }) => [row, name])).toEqual([
      [5, '甲'],
      [8, '乙丁'],
      [9, '丙'],
    ]);
  });

  it('doesn’t look for a header beyond the tenth row', async () => {
    const header = '姓名,证号\n甲,1';
    expect(names(read('题\n'.repeat(9) + header))).toEqual(['甲']);
    expect(refusal('题\n'.repeat(10) + header)).toEqual({ reason: 'no_name_column' });
  });

  it.each([
    ['代表', ['deputy']],
    ['区人大代表、工委委员', ['deputy', 'committee_member']],
    ['监票人/代表', ['scrutineer', 'deputy']],
    ['总监票人，选民代表；群众代表', ['chief_scrutineer', 'voter_rep', 'public_rep']],
    ['Chief Scrutineer; deputy', ['chief_scrutineer', 'deputy']],
    ['committee_member', ['committee_member']],
    ['系统管理员、工作人员、主持人', ['administrator', 'staff', 'presider']],
    ['计票人', ['teller']],
    ['承办部门', ['department']],
    ['', []],
  ])('reads the roles %s', async (cell, roles) => {
    const { rows, problems } = read(`姓名\t身份\n甲\t${cell}`);
    expect(problems).toEqual([]);
    expect(rows[0]?.roles).toEqual(roles);
  });

  it('takes padding out of names and keeps formula characters as plain text', async () => {
    const { rows } = read('姓名,证号,单位\n 样　例 ,=1+1,@SUM(A1) 一组\nAnna Sample,+2,-');
    expect(rows).toMatchObject([
      { name: '样例', number: '=1+1', unit: '@SUM(A1) 一组' },
      { name: 'Anna Sample', number: '+2', unit: '-' },
    ]);
  });

  it('gives every bad row with its reason, and the good ones', async () => {
    const long = '长'.repeat(101);
    const text = [
      '姓名,证号,单位,手机,身份',
      '好人,1,,,代表',
      ',2,,,',
      `${long.slice(0, 61)},3,,,`,
      '甲,1,,,',
      `乙,${'9'.repeat(41)},,,`,
      '丙,4,,,书记',
      '丁,5,,,主持人、监票人',
      `戊,6,${long},${'0'.repeat(31)},`,
      '己,7,,,,多出来的',
      '同名,,,,',
      '同名,,,,',
      '好人二,8',
    ].join('\n');
    for (const [encoding, bytes] of [
      ['utf-8', Buffer.from(text)],
      ['gb18030', encodeGb18030(text)],
    ] as const) {
      const file = read(bytes);
      expect(file.encoding).toBe(encoding);
      const plan = planImport(file, []);
      expect(plan.problems).toEqual([
        { row: 3, column: '姓名', code: 'name_missing', value: null },
        { row: 4, column: '姓名', code: 'name_too_long', value: '长'.repeat(40) },
        { row: 5, column: '证号', code: 'number_duplicate', value: '1' },
        { row: 6, column: '证号', code: 'number_too_long', value: '9'.repeat(40) },
        { row: 7, column: '身份', code: 'role_unknown', value: '书记' },
        { row: 8, column: '身份', code: 'roles_incompatible', value: '主持人、监票人' },
        { row: 9, column: '单位', code: 'value_too_long', value: '长'.repeat(40) },
        { row: 9, column: '手机', code: 'value_too_long', value: '0'.repeat(31) },
        { row: 10, column: null, code: 'column_count', value: '多出来的' },
        { row: 12, column: '姓名', code: 'same_person_twice', value: '同名' },
      ]);
      // A cell that can't be taken is left out of its row; who can't be told is left out.
      expect(plan.rows.map(({ name }) => name)).toEqual(['好人', '丙', '戊', '同名', '好人二']);
    }
  });

  it.each([
    ['nothing', '', { reason: 'empty' }],
    ['blank cells', '\uFEFF,,\n \n', { reason: 'empty' }],
    ['no column of names', '证号,单位\n1,团', { reason: 'no_name_column' }],
    ['an open quote', '姓名,证号\n"甲,1\n乙,2', { reason: 'malformed_csv', row: 3 }],
    ['a zero byte', '姓名\n\0', { reason: 'not_text_or_xlsx' }],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), { reason: 'old_workbook' }],
    ['neither encoding', Buffer.from([0xd0, 0xd5, 0xff, 0xff, 0x0a]), { reason: 'undecodable' }],
    ['too many rows', `姓名\n${'甲,\n'.repeat(MAX_ROWS + 1)}`, { reason: 'too_many_rows' }],
  ])('with %s is refused as a whole', async (_, file, reason) => {
    expect(refusal(file)).toMatchObject(reason);
  });

  it('takes as many rows as are allowed', async () => {
    const text = Array.from({ length: MAX_ROWS }, (_, n) => `样例${String(n)},${String(n)}`);
    const { rows } = read(`姓名,证号\n${text.join('\n\n')}`);
    expect(rows).toHaveLength(MAX_ROWS);
    expect(rows.at(-1)?.row).toBe(2 * MAX_ROWS);
  });
});

describe('an XLSX roster', () => {
  const text = (value: string) => ({ value, type: String });
  async function workbook(rows: SheetData): Promise<Buffer> {
    return writeXlsx(rows, { sheet: '名单' }).toBuffer();
  }

  it('gives numbers and dates as text, as a person would write them', async () => {
    const file = await workbook([
      [],
      [text('姓名'), text('编号'), text('单位'), text('手机')],
      [
        text('甲'),
        { value: 12, type: Number },
        { value: new Date('2026-01-02T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
        { value: 13_000_000_000, type: Number },
      ],
      [],
      [text('乙'), { value: 1.1, type: Number }],
    ]);
    expect(read(file).rows).toEqual([
      { row: 3, name: '甲', number: '12', unit: '2026-01-02', phone: '13000000000', roles: [] },
      { row: 5, name: '乙', number: '1.1', unit: null, phone: null, roles: [] },
    ]);
  });

  it('keeps the leading zeros that a number format shows', async () => {
    const zeros = (value: number, format: string) => ({ value, type: Number, format });
    const file = await workbook([
      [text('样例名册')],
      [],
      [text('姓名'), text('证号'), text('单位'), text('手机')],
      [text('甲'), zeros(12, '000000'), null, zeros(13_000_000_000, '000-0000-0000')],
      [text('乙'), zeros(7, '"YL"000')],
      [text('丙'), zeros(1_234_567, '000000')],
      [text('丁'), { value: '0009', type: String, format: '@' }, zeros(12, '0')],
    ]);
    expect(read(file).rows).toEqual([
      { row: 4, name: '甲', number: '000012', unit: null, phone: '130-0000-0000', roles: [] },
      { row: 5, name: '乙', number: 'YL007', unit: null, phone: null, roles: [] },
      { row: 6, name: '丙', number: '1234567', unit: null, phone: null, roles: [] },
      { row: 7, name: '丁', number: '0009', unit: '12', phone: null, roles: [] },
    ]);
  });

  it('is refused when it is another kind of archive, or damaged', async () => {
    const good = await workbook([[text('姓名')], [text('甲')]]);
    expect(refusal(zipOf([{ name: 'readme.txt', data: Buffer.from('hello') }]))).toEqual({
      reason: 'malformed_xlsx',
    });
    expect(refusal(good.subarray(0, good.length - 30))).toEqual({ reason: 'malformed_xlsx' });
    const damaged = Buffer.from(good);
    damaged.fill(0x55, 60, 200);
    expect(refusal(damaged)).toEqual({ reason: 'malformed_xlsx' });
  });

  it('is refused when it unpacks to far more than a roster, whatever size it claims', async () => {
    const bomb = Buffer.alloc(200 * 1024 * 1024);
    for (const claimed of [bomb.length, 1000]) {
      const file = zipOf([{ name: 'xl/worksheets/sheet1.xml', data: bomb, claimed }]);
      expect(file.length).toBeLessThan(1024 * 1024);
      const before = process.memoryUsage().arrayBuffers;
      expect(refusal(file)).toEqual({ reason: 'malformed_xlsx' });
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(80 * 1024 * 1024);
    }
  });
});
