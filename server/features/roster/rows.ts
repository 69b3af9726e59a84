import { incompatiblePair, type Role } from '../../contract/common/roles.ts';
import { plainNumber } from '../../domain/numberKey.ts';
import { spelledName, writtenName } from '../../domain/writtenName.ts';
import { placeOf, type FileRow, type RowProblem, type Sheet } from './file.ts';
import type { Field, Header } from './header.ts';
import { noPersonIn } from './no-person.ts';
import { rolesOf } from './role-names.ts';
import { spoiltIn } from './spoilt.ts';

/** As long as the columns of the database allow. */
const LONGEST = { name: 60, number: 40, unit: 100, phone: 30 } as const;

/** A row of a sheet's table, by where it stands. */
export type Line = { index: number; cells: readonly string[] };

/** The lines below a header that hold anything. */
export function linesBelow(header: Header, { cells }: Sheet): Line[] {
  return cells
    .map((row, index) => ({ index, cells: row }))
    .slice(header.index + 1)
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/**
 * The person in a line, and what is wrong with it. Undefined where it can't be said who it is; a cell beside that can't
 * be taken is left blank.
 */
export function readLine(
  sheet: Sheet,
  header: Header,
  { index, cells }: Line,
  place: { sheet?: string },
): { person: FileRow | undefined; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const refuse = (code: RowProblem['code'], field: Field | null, value: string): void => {
    const column = field === null ? undefined : header.columns.get(field);
    problems.push({
      row: index + 1,
      ...place,
      column: column === undefined ? null : (header.titles[column] ?? null),
      code,
      value: value === '' ? null : cut(value),
    });
  };
  const cell = (field: Field): string => cells[header.columns.get(field) ?? -1] ?? '';
  /** Whether a cell can be taken; says so where it can't. */
  const sound = (field: keyof typeof LONGEST, tooLong: RowProblem['code']): boolean => {
    const mark = sheet.spoilt.get(placeOf(index, header.columns.get(field) ?? -1));
    const code =
      spoiltIn(field, cell(field), mark) ??
      (cell(field).length > LONGEST[field] ? tooLong : undefined);
    if (code !== undefined) refuse(code, field, cell(field));
    return code === undefined;
  };

  const own = (['number', 'unit', 'phone', 'roles'] as const).map(cell);
  const noPerson = noPersonIn(cell('name'), own, cells);
  const base = { row: index + 1, ...place };
  if (noPerson !== undefined) {
    const name = spelledName(cell('name')) || (cells.find((text) => text !== '') ?? '');
    const row = { ...base, name: cut(name), number: null, unit: null, phone: null, roles: [] };
    return { person: { ...row, noPerson }, problems };
  }

  const extra = cells.slice(header.titles.length).find((value) => value !== '');
  if (extra !== undefined) refuse('column_count', null, extra);
  const nameless = writtenName(cell('name')) === '';
  if (nameless) refuse('name_missing', 'name', '');
  const named = [sound('name', 'name_too_long'), sound('number', 'number_too_long')];
  const roles = rolesIn(cell('roles'), refuse);
  const known = !nameless && extra === undefined && !named.includes(false) && roles !== undefined;
  const take = (field: 'unit' | 'phone', plain: (text: string) => string): string | null =>
    sound(field, 'value_too_long') ? plain(cell(field)) || null : null;
  const unit = take('unit', (text) => text);
  const phone = take('phone', plainNumber);
  if (!known) return { person: undefined, problems };
  const number = plainNumber(cell('number')) || null;
  return {
    person: { ...base, name: spelledName(cell('name')), number, unit, phone, roles },
    problems,
  };
}

/** The roles of a cell without what is none; undefined where one person can't hold them all. */
function rolesIn(
  cell: string,
  refuse: (code: RowProblem['code'], field: Field, value: string) => void,
): Role[] | undefined {
  const named = rolesOf(cell);
  if ('unknown' in named) refuse('role_unknown', 'roles', named.unknown);
  if (incompatiblePair(named.roles) === undefined) return named.roles;
  refuse('roles_incompatible', 'roles', cell);
  return undefined;
}

/** The first 40 characters of a cell, never half of one. */
export function cut(value: string): string {
  return [...value].slice(0, 40).join('');
}
