import { incompatiblePair, type Role } from '../../contract/roles.ts';
import { numberKey, plainNumber } from '../../domain/numberKey.ts';
import { err, ok, type Outcome } from '../../domain/outcome.ts';
import { nameKey } from '../../domain/writtenName.ts';
import { MAX_ROWS, type FileFailure, type FileRow, type RowProblem, type Sheet } from './file.ts';
import { ignoredTitles, readHeader, type Field, type Header } from './header.ts';
import { rolesOf } from './role-names.ts';
import { cleanName } from './text.ts';

/** As long as the columns of the database allow. */
const LONGEST = { name: 60, number: 40, unit: 100, phone: 30 } as const;

export type SheetRows = {
  rolesColumn: string | null;
  rows: FileRow[];
  problems: RowProblem[];
  ignoredColumns: string[];
};

/** The people in a sheet's cells, and what is wrong with the rows that can't be taken. */
export function readRows(sheet: Sheet): Outcome<SheetRows, FileFailure> {
  const { cells } = sheet;
  if (cells.every((row) => row.every((cell) => cell === ''))) return err({ reason: 'empty' });
  const header = readHeader(cells);
  if (header === undefined) return err({ reason: 'no_name_column' });
  const data = cells
    .map((row, index) => ({ row: index + 1, cells: row }))
    .slice(header.index + 1)
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (data.length > MAX_ROWS) return err({ reason: 'too_many_rows' });

  const rows: FileRow[] = [];
  const problems: RowProblem[] = [];
  const seen = { numbers: new Set<string>(), names: new Set<string>() };
  for (const { row, cells } of data) {
    const read = readRow(header, row, cells);
    const twice = read.person === undefined ? undefined : repeated(header, read.person, seen);
    const found = twice === undefined ? read.problems : [...read.problems, twice];
    problems.push(...found);
    if (found.length === 0 && read.person !== undefined) rows.push(read.person);
  }
  const roles = header.columns.get('roles');
  return ok({
    rolesColumn: roles === undefined ? null : (header.titles[roles] ?? null),
    rows,
    problems,
    ignoredColumns: ignoredTitles(header),
  });
}

function readRow(
  header: Header,
  row: number,
  cells: readonly string[],
): { person: FileRow | undefined; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const refuse = (code: RowProblem['code'], field: Field | null, value: string): void => {
    problems.push(problem(header, row, code, field, value));
  };
  const cell = (field: Field): string => cells[header.columns.get(field) ?? -1] ?? '';

  const extra = cells.slice(header.titles.length).find((value) => value !== '');
  if (extra !== undefined) refuse('column_count', null, extra);

  const name = cleanName(cell('name'));
  if (name === '') refuse('name_missing', 'name', '');
  if (name.length > LONGEST.name) refuse('name_too_long', 'name', name);
  const number = plainNumber(cell('number'));
  if (number.length > LONGEST.number) refuse('number_too_long', 'number', number);
  for (const field of ['unit', 'phone'] as const) {
    if (cell(field).length > LONGEST[field]) refuse('value_too_long', field, cell(field));
  }

  const named = rolesOf(cell('roles'));
  let roles: Role[] = [];
  if ('unknown' in named) refuse('role_unknown', 'roles', named.unknown);
  else if (incompatiblePair(named.roles) !== undefined) {
    refuse('roles_incompatible', 'roles', cell('roles'));
  } else roles = named.roles;

  if (name === '') return { person: undefined, problems };
  const person: FileRow = {
    row,
    name,
    number: number === '' ? null : number,
    unit: cell('unit') === '' ? null : cell('unit'),
    phone: plainNumber(cell('phone')) || null,
    roles,
  };
  return { person, problems };
}

/** A person is known by number, or by name where there is none; each may stand in the file once. */
function repeated(
  header: Header,
  person: FileRow,
  seen: { numbers: Set<string>; names: Set<string> },
): RowProblem | undefined {
  if (person.number !== null) {
    const key = numberKey(person.number);
    if (seen.numbers.has(key)) {
      return problem(header, person.row, 'number_duplicate', 'number', person.number);
    }
    seen.numbers.add(key);
    return undefined;
  }
  const key = nameKey(person.name);
  if (seen.names.has(key)) {
    return problem(header, person.row, 'same_person_twice', 'name', person.name);
  }
  seen.names.add(key);
  return undefined;
}

function problem(
  header: Header,
  row: number,
  code: RowProblem['code'],
  field: Field | null,
  value: string,
): RowProblem {
  const column = field === null ? undefined : header.columns.get(field);
  return {
    row,
    column: column === undefined ? null : (header.titles[column] ?? null),
    code,
    value: value === '' ? null : cut(value),
  };
}

/** The first 40 characters of a cell, never half of one. */
export function cut(value: string): string {
  return [...value].slice(0, 40).join('');
}
