import { z } from 'zod';
import { Role } from '../common/roles.ts';

/** What a roster's file is, and how its text is written. */
export const RosterFormat = z.enum(['csv', 'xlsx', 'ods', 'html', 'spreadsheetml']);
export const RosterEncoding = z.enum(['utf-8', 'gb18030', 'utf-16le', 'utf-16be']);
/** Why a row of a roster can't be taken. Rows count from 1 as Excel shows them, header included. */
export const RosterProblem = z.object({
  row: z.int(),
  /** Where the file has several sheets with people. */
  sheet: z.string().optional(),
  column: z.string().nullable(),
  code: z.enum([
    'name_missing',
    'name_too_long',
    'number_duplicate', // twice in the file
    'number_too_long',
    'role_unknown',
    'roles_incompatible',
    'value_too_long',
    'column_count',
    'same_person_twice', // same name and no number
    'number_rounded', // 1.38E+10, or an 18-digit number of which 15 digits are left
    'date_for_number', // a spreadsheet took the number for a date
    'formula_error', // #N/A
    'truth_value', // TRUE
    'lost_characters', // ?, U+FFFD, □, private use
    'phone_several', // two numbers in one cell
  ]),
  /** What stands in the cell, cut to 40 characters. */
  value: z.string().nullable(),
});
/** What of a file was not read; `of` is the sheet or the column. */
export const RosterNote = z.object({
  code: z.enum([
    'sheet_hidden',
    'sheet_without_names',
    'post_ignored', // 职务 is no role
    'counted_rows', // 编号 1, 2, 3 … is no certificate's number
  ]),
  of: z.string(),
});
/** What has to be answered before a row is imported; unanswered questions stop the import. */
export const RosterQuestion = z.discriminatedUnion('kind', [
  /** A known number under another name: `yes` changes the name, `skip` leaves the row out. */
  z.object({ kind: z.literal('renamed'), from: z.string() }),
  /** Somebody of this name is there, and one side has no number: the id of who it is, `new` or `skip`. */
  z.object({
    kind: z.literal('namesake'),
    people: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        number: z.string().nullable(),
        unit: z.string().nullable(),
      }),
    ),
  }),
  /** A name with digits: `new` or `skip`. */
  z.object({ kind: z.literal('odd_name') }),
  /** A heading, a total, a note: left out without an answer, `new` takes it for a person all the same. */
  z.object({ kind: z.literal('no_person'), why: z.enum(['total', 'heading', 'header', 'note']) }),
]);
export type RosterQuestion = z.infer<typeof RosterQuestion>;
export const RosterRow = z.object({
  row: z.int(),
  /** Where the file has several sheets with people. */
  sheet: z.string().optional(),
  name: z.string(),
  number: z.string().nullable(),
  unit: z.string().nullable(),
  phone: z.string().nullable(),
  roles: z.array(Role),
  /** Matched by number to someone who is there already (then updated), or new. */
  action: z.enum(['add', 'update', 'unchanged', 'leave_out']),
  question: RosterQuestion.optional(),
});
/** By what a row is answered: its number, in a file of several sheets with the sheet before it as Excel writes it. */
export function rosterPlace({ row, sheet }: { row: number; sheet?: string | undefined }): string {
  return sheet === undefined ? String(row) : `${sheet}!${String(row)}`;
}
/**
 * What was decided on the preview. `leaveOut`: rows that can't be taken are left out, and so are single cells that
 * can't, instead of the whole import being refused.
 */
export const RosterAnswers = z.strictObject({
  rows: z
    .record(z.string().max(100), z.union([z.enum(['yes', 'new', 'skip']), z.uuid()]))
    .default({}),
  leaveOut: z.boolean().default(false),
});
export type RosterAnswers = z.infer<typeof RosterAnswers>;
/** Largest file of people, in bytes. */
export const ROSTER_BYTES = 5 * 1024 * 1024;
/** A file of the greatest size as base64, and an answer to each of its rows. */
export const WITH_ANSWERS_BYTES = Math.ceil((ROSTER_BYTES * 4) / 3) + 4 * 1024 * 1024;
/** The file (base64) with the answers: another form of the body of POST /api/people/roster. */
export const RosterImport = z.strictObject({ file: z.base64(), answers: RosterAnswers });
/**
 * POST /api/people/roster/preview — the body is the file itself (CSV in UTF-8, GB18030 or UTF-16, XLSX, ODS, or
 * what systems export as .xls: HTML and SpreadsheetML; the content decides, not the name; at most 5 MiB and 20,000 rows). Nothing is changed.
 * POST /api/people/roster?sha256=… — the same file again, or RosterImport with the answers; all or nothing.
 */
export const RosterPreview = z.object({
  sha256: z.string(),
  format: RosterFormat,
  encoding: RosterEncoding.nullable(),
  rows: z.array(RosterRow),
  problems: z.array(RosterProblem),
  /** What of the file was not read, or read otherwise than it may be meant. */
  notes: z.array(RosterNote),
  /** Header cells that were not understood and are ignored. */
  ignoredColumns: z.array(z.string()),
});
export type RosterPreview = z.infer<typeof RosterPreview>;
/** When the file as a whole can't be read: 422 `roster_invalid` with one of these in detail.reason. */
export const RosterFileProblem = z.enum([
  'empty',
  'not_text_or_xlsx',
  'undecodable',
  'no_name_column',
  'too_many_rows',
  'malformed_csv',
  'malformed_xlsx',
  'old_workbook', // .xls of Excel 97 to 2003
  'encrypted', // a workbook with a password
  'other_document', // Word, PDF, a picture …
]);
export const RosterApplied = z.object({
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Rows that were left out, by an answer or because they are no person; absent where there were none. */
  leftOut: z.int().optional(),
});
