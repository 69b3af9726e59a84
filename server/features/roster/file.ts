import type { z } from 'zod';
import type {
  RosterEncoding,
  RosterFileProblem,
  RosterFormat,
  RosterNote,
  RosterProblem,
} from '../../contract/roster/schemas.ts';
import type { Role } from '../../contract/common/roles.ts';

/** Limit of what is read (docs and the page name it too). */
export const MAX_ROWS = 20_000;

/** Why a file as a whole can't be read; `row` where it is known, as Excel counts. */
export type FileFailure = { reason: z.infer<typeof RosterFileProblem>; row?: number };

/** What a spreadsheet did to a cell that held something else; found by what the cell is, not by its text. */
export type Spoilt = 'number_rounded' | 'date_for_number' | 'formula_error' | 'truth_value';

/** The cells of a sheet as text, blank cells as ''. Row 1 of the file is `cells[0]`. */
export type Sheet = {
  /** Null where a file has no names for its sheets. */
  name: string | null;
  hidden: boolean;
  cells: string[][];
  /** By `placeOf` row and column, from 0. */
  spoilt: ReadonlyMap<string, Spoilt>;
};

/** A file taken apart into its sheets. */
export type Workbook = {
  format: z.infer<typeof RosterFormat>;
  encoding: z.infer<typeof RosterEncoding> | null;
  sheets: Sheet[];
};

export function placeOf(row: number, column: number): string {
  return `${String(row)},${String(column)}`;
}

/** A problem of one row or cell, for the preview. */
export type RowProblem = z.infer<typeof RosterProblem>;
export type Note = z.infer<typeof RosterNote>;

/** Why a row is taken for something else than a person. */
export type NoPerson = 'total' | 'heading' | 'header' | 'note';

/** One person as the file says it; null where a cell is blank or the column missing. */
export type FileRow = {
  /** Counted from 1 as Excel shows it, header and blank rows included. */
  row: number;
  /** Where the file has several sheets with people. */
  sheet?: string;
  name: string;
  number: string | null;
  unit: string | null;
  phone: string | null;
  roles: Role[];
  /** Set where the row looks like a heading, a total or a note. */
  noPerson?: NoPerson;
};

/** What a roster file says, before it is compared with the people who are there already. */
export type RosterFile = Pick<Workbook, 'format' | 'encoding'> & {
  /** The header cells of these columns, where there are. */
  nameColumn: string | null;
  numberColumn: string | null;
  rolesColumn: string | null;
  /** The header cell of a column of numbers that only run 1, 2, 3 …: perhaps no certificate's. */
  runningColumn: string | null;
  rows: FileRow[];
  problems: RowProblem[];
  notes: Note[];
  ignoredColumns: string[];
};
