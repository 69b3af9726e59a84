import { CsvError, parse } from 'csv-parse/sync';
import { err, ok, type Outcome } from '../../domain/outcome.ts';
import type { FileFailure, Sheet } from './file.ts';
import { HEADER_ROWS, readHeader } from './header.ts';
import { cleanCell } from './text.ts';

/** A comma first; those of Chinese writing are what people type. */
const DELIMITERS = [',', ';', '\t', '，', '、', '；', '|'] as const;

/** The cells of a CSV text, with the delimiter that makes most sense of its header. */
export function readCsv(text: string): Outcome<Sheet, FileFailure> {
  const delimiter = delimiterOf(text);
  const parsed = records(text, delimiter);
  if (!parsed.ok) return parsed;
  const cells = parsed.value.map((row) => row.map(cleanCell));
  return ok({ name: null, hidden: false, cells, spoilt: new Map() });
}

function delimiterOf(text: string): string {
  const start = text.slice(0, 20_000);
  let best: { delimiter: string; columns: number } = { delimiter: ',', columns: 0 };
  for (const delimiter of DELIMITERS) {
    const parsed = records(start, delimiter, HEADER_ROWS);
    // Quotes that make no sense with this delimiter speak against it.
    if (!parsed.ok) continue;
    const header = readHeader(parsed.value.map((row) => row.map(cleanCell)));
    const columns = header === undefined ? 0 : header.columns.size;
    if (columns > best.columns) best = { delimiter, columns };
  }
  return best.delimiter;
}

function records(text: string, delimiter: string, to?: number): Outcome<string[][], FileFailure> {
  try {
    const rows = parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      // Title rows are shorter than the table; rows that are too long are told one by one.
      relax_column_count: true,
      // Excel's own ="0012", and quotation marks that are simply written.
      relax_quotes: true,
      skip_empty_lines: false,
      ...(to === undefined ? {} : { to }),
    });
    return ok(rows);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row: unknown = error['lines'];
    return err(
      typeof row === 'number' ? { reason: 'malformed_csv', row } : { reason: 'malformed_csv' },
    );
  }
}
