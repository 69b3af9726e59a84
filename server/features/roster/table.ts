import { err, ok, type Outcome } from '../../domain/outcome.ts';
import {
  MAX_ROWS,
  type FileFailure,
  type FileRow,
  type Note,
  type RosterFile,
  type RowProblem,
  type Sheet,
} from './file.ts';
import { ignoredTitles, readHeader, type Header } from './header.ts';
import { rolesOf } from './role-names.ts';
import { linesBelow, readLine, type Line } from './rows.ts';

type Table = { sheet: Sheet; header: Header; lines: Line[] };
type Read = Omit<RosterFile, 'format' | 'encoding'>;

/** The people in all sheets that have a column of names, what can't be taken, and what wasn't read. */
export function readTables(sheets: readonly Sheet[]): Outcome<Read, FileFailure> {
  const filled = sheets.filter(({ cells }) => cells.some((row) => row.some((cell) => cell !== '')));
  if (filled.length === 0) return err({ reason: 'empty' });
  const notes: Note[] = [];
  const tables: Table[] = [];
  for (const sheet of filled) {
    const header = sheet.hidden ? undefined : readHeader(sheet.cells);
    if (header !== undefined) tables.push({ sheet, header, lines: linesBelow(header, sheet) });
    else
      notes.push({
        code: sheet.hidden ? 'sheet_hidden' : 'sheet_without_names',
        of: sheet.name ?? '',
      });
  }
  if (tables.length === 0) return err({ reason: 'no_name_column' });
  if (tables.reduce((sum, { lines }) => sum + lines.length, 0) > MAX_ROWS) {
    return err({ reason: 'too_many_rows' });
  }

  const several = tables.filter(({ lines }) => lines.length > 0).length > 1;
  const rows: FileRow[] = [];
  const problems: RowProblem[] = [];
  const ignored = new Set<string>();
  for (const table of tables) {
    const { sheet, header, lines } = table;
    if (header.post !== undefined) takePost(table, header.post, notes);
    for (const line of lines) {
      const place = several && sheet.name !== null ? { sheet: sheet.name } : {};
      const read = readLine(sheet, header, line, place);
      problems.push(...read.problems);
      if (read.person !== undefined) rows.push(read.person);
    }
    for (const title of ignoredTitles(header)) ignored.add(title);
  }
  const [first] = tables;
  const titleOf = (field: 'name' | 'number' | 'roles'): string | null =>
    first?.header.titles[first.header.columns.get(field) ?? -1] ?? null;
  return ok({
    nameColumn: titleOf('name'),
    numberColumn: titleOf('number'),
    rolesColumn: titleOf('roles'),
    runningColumn:
      tables.every(({ header }) => header.perhapsCounted) && running(rows)
        ? titleOf('number')
        : null,
    rows,
    problems,
    notes,
    ignoredColumns: [...ignored],
  });
}

/** A column of posts is one of roles where every cell of it names roles; else it is left alone, with a note. */
function takePost({ header, lines }: Table, column: number, notes: Note[]): void {
  const cells = lines.map((line) => line.cells[column] ?? '').filter((cell) => cell !== '');
  if (cells.length === 0) return;
  if (cells.every((cell) => !('unknown' in rolesOf(cell)))) header.columns.set('roles', column);
  else notes.push({ code: 'post_ignored', of: header.titles[column] ?? '' });
}

/** Whether numbers only count the rows: from 1 on and up, perhaps from 1 again for the next group. */
function running(rows: readonly FileRow[]): boolean {
  const people = rows.filter(({ noPerson }) => noPerson === undefined);
  if (people.length < 2) return false;
  let before = 0;
  for (const [index, { number }] of people.entries()) {
    if (number === null) continue;
    const count = /^[1-9]\d{0,4}$/.test(number) ? Number(number) : 0;
    if (count === 0 || count > 2 * people.length || (index === 0 && count !== 1)) return false;
    if (count <= before && count !== 1) return false;
    before = count;
  }
  return before > 0;
}
