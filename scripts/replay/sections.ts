import { CsvError, parse } from 'csv-parse/sync';
import { err, ok, type Outcome } from '../../server/domain/outcome.ts';

/** Why a file is not taken, and the line it was seen at, counting from 1. */
export type FileRefusal = { readonly line: number; readonly reason: string };

/** A row with what stands under each column of its section's header. */
export type Row = { readonly line: number; readonly cells: ReadonlyMap<string, string> };
/** A section: where it starts, and its rows. */
export type Section = { readonly line: number; readonly rows: readonly Row[] };
export type Sections = { readonly [name in SectionName]: Section };

const NAMES = ['META', 'PROJECTS', 'VOTES'] as const;
type SectionName = (typeof NAMES)[number];

/** The columns that each section must have. Others are allowed; names and votes of projects are read where there are. */
const COLUMNS: Record<SectionName, readonly string[]> = {
  META: ['key', 'value'],
  PROJECTS: ['project_id', 'cost'],
  VOTES: ['voter_id', 'vote'],
};

/** A line of the file; several where a quoted cell has line breaks. */
type Line = { line: number; fields: string[] };

/**
 * Cuts PaBuLib text (pabulib.org: three sections of `;` separated values, each with a header) into its
 * sections. Refused: quotes that don't close, a section that is missing, twice or out of order, a column
 * that is missing or twice, a row of another width than its header. Empty lines are passed over.
 */
export function sectionsOf(text: string): Outcome<Sections, FileRefusal> {
  const read = recordsOf(text);
  if (!read.ok) return read;
  const records = read.value;
  const sections = new Map<SectionName, Section>();
  let from = 0;
  for (const name of NAMES) {
    const marker = records[from];
    if (marker === undefined) return refused(lastLine(text), `the section ${name} is missing`);
    if (marker.fields.length !== 1 || marker.fields[0] !== name) {
      return refused(marker.line, `expected the section ${name} to start here`);
    }
    const next = records.findIndex((record, index) => index > from && isMarker(record));
    const to = next < 0 ? records.length : next;
    const section = sectionOf(name, marker.line, records.slice(from + 1, to));
    if (!section.ok) return section;
    sections.set(name, section.value);
    from = to;
  }
  const more = records[from];
  if (more !== undefined) return refused(more.line, 'a section after VOTES');
  return ok(Object.fromEntries(sections) as Sections);
}

function sectionOf(
  name: SectionName,
  line: number,
  lines: readonly Line[],
): Outcome<Section, FileRefusal> {
  const [header, ...rest] = name === 'META' ? withHeader(lines) : lines;
  if (header === undefined) return refused(line, `the section ${name} has no header`);
  const columns = header.fields;
  const missing = COLUMNS[name].find((column) => !columns.includes(column));
  if (missing !== undefined) {
    return refused(header.line, `the section ${name} has no column ${missing}`);
  }
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) return refused(header.line, `the column ${twice} is there twice`);
  const rows: Row[] = [];
  for (const { line: at, fields } of rest) {
    if (fields.length !== columns.length) {
      const widths = `${String(fields.length)} columns where the header has ${String(columns.length)}`;
      return refused(at, widths);
    }
    rows.push({
      line: at,
      cells: new Map(columns.map((column, index) => [column, fields[index] ?? ''])),
    });
  }
  return ok({ line, rows });
}

/** One file in fourteen begins META without the line `key;value`. */
function withHeader(lines: readonly Line[]): readonly Line[] {
  const [first] = lines;
  if (first === undefined || first.fields[0]?.trim().toLowerCase() === 'key') return lines;
  return [{ line: first.line, fields: ['key', 'value'] }, ...lines];
}

function recordsOf(text: string): Outcome<Line[], FileRefusal> {
  const nul = text.indexOf('\0');
  if (nul >= 0) return refused(text.slice(0, nul).split('\n').length, 'a NUL character');
  const records: Line[] = [];
  let before = 0;
  try {
    parse(text, {
      delimiter: ';',
      record_delimiter: ['\r\n', '\n'],
      bom: true,
      relax_column_count: true,
      // Park "Zielony" 5: quotation marks inside a cell are its own.
      relax_quotes: true,
      max_record_size: 1_000_000,
      on_record: (fields: string[], { lines }) => {
        // csv-parse says where a record ends; one with line breaks inside started earlier.
        const breaks = fields.join('').split('\n').length - 1;
        if (fields.length > 1 || fields[0] !== '') records.push({ line: lines - breaks, fields });
        before = lines;
        return null;
      },
    });
    return ok(records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const quote = error.code.includes('QUOTE');
    return refused(before + 1, quote ? 'a quotation mark is not closed' : error.code);
  }
}

function isMarker({ fields }: Line): boolean {
  return fields.length === 1 && NAMES.some((name) => name === fields[0]);
}

/** The number of the last line that has anything in it. */
export function lastLine(text: string): number {
  return text.trimEnd().split('\n').length;
}

function refused(line: number, reason: string): Outcome<never, FileRefusal> {
  return err({ line, reason });
}
