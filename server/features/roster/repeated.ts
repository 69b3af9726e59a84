import { numberKey } from '../../domain/numberKey.ts';
import { nameKey } from '../../domain/writtenName.ts';
import type { FileRow, RowProblem } from './file.ts';
import type { Directory } from './matching.ts';
import { cut } from './rows.ts';

/**
 * Rows of a file that name one person twice: one number twice, or a name without a number that stands there once more.
 * Those who are known apart already may be told apart by what else is known of them.
 */
export function repeatedIn(
  rows: readonly FileRow[],
  directory: Directory,
): Map<FileRow, RowProblem> {
  const found = new Map<FileRow, RowProblem>();
  const numbers = new Set<string>();
  const names = new Map<string, number>();
  const people = rows.filter(({ noPerson }) => noPerson === undefined);
  for (const { name, number } of people) {
    if (number !== null) names.set(nameKey(name), 1);
  }
  for (const row of people) {
    const { name, number } = row;
    if (number !== null) {
      const key = numberKey(number);
      if (numbers.has(key)) found.set(row, problemOf(row, 'number_duplicate', number));
      numbers.add(key);
      continue;
    }
    const key = nameKey(name);
    const before = names.get(key) ?? 0;
    if (before > 0 && directory.twins(row).length !== 1) {
      found.set(row, problemOf(row, 'same_person_twice', name));
    }
    names.set(key, before + 1);
  }
  return found;
}

function problemOf(row: FileRow, code: RowProblem['code'], value: string): RowProblem {
  return {
    row: row.row,
    ...(row.sheet === undefined ? {} : { sheet: row.sheet }),
    column: null,
    code,
    value: cut(value),
  };
}
