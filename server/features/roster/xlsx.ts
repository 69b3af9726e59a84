import { readSheet } from 'read-excel-file/universal';
import { err, ok, type Outcome } from '../../domain/outcome.ts';
import type { FileFailure, Sheet } from './file.ts';
import { paddedCells } from './padded-cells.ts';
import { cleanCell } from './text.ts';
import { unpacksReasonably } from './zip.ts';

/** The cells of a workbook's first sheet as text. */
export async function readXlsx(bytes: Uint8Array): Promise<Outcome<Sheet, FileFailure>> {
  if (!unpacksReasonably(bytes)) return err({ reason: 'malformed_xlsx' });
  // A copy of its own: the bytes may be a part of a larger buffer.
  const file = new Uint8Array(bytes).buffer;
  let cells: unknown[][];
  try {
    cells = await readSheet(file, { parseNumber: numberText });
  } catch {
    // The archive is sound, so whatever the reader stumbled on is in the sheet's own markup.
    return err({ reason: 'malformed_xlsx' });
  }
  const texts = cells.map((row) => row.map((cell) => cleanCell(cellText(cell))));
  for (const { row, column, text } of paddedCells(bytes)) {
    const line = texts[row];
    if (line?.[column] !== undefined) line[column] = cleanCell(text);
  }
  return ok({ cells: texts });
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

/** A number as a person would write it: a telephone number never as 1.38E+10. */
function numberText(written: string): string {
  const number = Number(written);
  if (!Number.isFinite(number)) return written;
  return Number.isSafeInteger(number) ? String(BigInt(number)) : String(number);
}

/** 2026-01-02, with the time where there is one. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`;
}
