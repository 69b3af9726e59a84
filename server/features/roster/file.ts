import type { z } from 'zod';
import type { RosterFileProblem, RosterProblem } from '../../contract/people.ts';
import type { Role } from '../../contract/roles.ts';

/** Limits of what is read (docs and the page name them too). */
export const MAX_BYTES = 5 * 1024 * 1024;
export const MAX_ROWS = 20_000;

/** Why a file as a whole can't be read; `row` where it is known, as Excel counts. */
export type FileFailure = { reason: z.infer<typeof RosterFileProblem>; row?: number };

/** The cells of a sheet as text, blank cells as ''. Row 1 of the file is `cells[0]`. */
export type Sheet = { cells: string[][] };

/** A problem of one row, for the preview. */
export type RowProblem = z.infer<typeof RosterProblem>;

/** One person as the file says it; null where a cell is blank or the column missing. */
export type FileRow = {
  /** Counted from 1 as Excel shows it, header and blank rows included. */
  row: number;
  name: string;
  number: string | null;
  unit: string | null;
  phone: string | null;
  roles: Role[];
};

/** What a roster file says, before it is compared with the people who are there already. */
export type RosterFile = {
  format: 'csv' | 'xlsx';
  encoding: 'utf-8' | 'gb18030' | null;
  /** The header cell of the column of roles, where there is one. */
  rolesColumn: string | null;
  rows: FileRow[];
  problems: RowProblem[];
  ignoredColumns: string[];
};
