import { describe, expect, it } from 'vitest';
import { csvText } from '../files/csv.ts';
import { filtered, nextOrder, sorted, type Column } from './rows.ts';

type Row = { name: string; number: string; roles: string[] };
const rows: Row[] = [
  { name: '样例乙', number: 'D10', roles: ['deputy'] },
  { name: '样例甲', number: 'D9', roles: ['deputy', 'staff'] },
  { name: '样例丙', number: '', roles: [] },
];
const columns: Column<Row>[] = [
  { id: 'name', label: '姓名', text: (row) => row.name },
  { id: 'number', label: '编号', text: (row) => row.number },
  {
    id: 'roles',
    label: '职责',
    text: (row) => row.roles.join(' '),
    is: (row, role) => row.roles.includes(role),
  },
];
const names = (of: readonly Row[]) => of.map(({ name }) => name);

describe('filtered', () => {
  it('finds every word, in any column, whatever the case', () => {
    expect(names(filtered(rows, columns, '样例  d9', {}))).toEqual(['样例甲']);
  });
  it('takes a choice by its own test and together with words', () => {
    expect(names(filtered(rows, columns, '', { roles: 'deputy' }))).toEqual(['样例乙', '样例甲']);
    expect(names(filtered(rows, columns, 'd10', { roles: 'staff' }))).toEqual([]);
  });
});

describe('sorted', () => {
  it('reads numbers in texts and keeps empty ones at the end both ways', () => {
    const by = (descending: boolean) =>
      sorted(rows, columns, { column: 'number', descending }, 'zh-CN').map((row) => row.number);
    expect(by(false)).toEqual(['D9', 'D10', '']);
    expect(by(true)).toEqual(['D10', 'D9', '']);
  });
  it('sorts Chinese names by pinyin', () => {
    const order = { column: 'name', descending: false };
    expect(names(sorted(rows, columns, order, 'zh-CN'))).toEqual(['样例丙', '样例甲', '样例乙']);
  });
  it('goes up, down and back', () => {
    const up = nextOrder(null, 'name');
    const down = nextOrder(up, 'name');
    expect([up?.descending, down?.descending, nextOrder(down, 'name')]).toEqual([
      false,
      true,
      null,
    ]);
  });
});

describe('csvText', () => {
  it('quotes, marks its encoding and disarms formulas but not numbers', () => {
    expect(csvText([['甲,"乙"', '=1+1', '-5', '+86 138', '@x', '＝1+1']])).toBe(
      '\uFEFF"甲,""乙""",\'=1+1,-5,+86 138,\'@x,\'＝1+1\r\n',
    );
  });
});
