import { z } from 'zod';

/** Rows of one page at most; who wants all of a list reads it in pages of this size. */
export const LONGEST_PAGE = 500;

/** How any list that the server pages is asked for. `page` counts from 0; one beyond the end has no rows. */
export const PageQuery = z.object({
  page: z.coerce.number().int().min(0).max(1_000_000).default(0),
  size: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(50),
  /** Every word of it stands somewhere in a row. */
  search: z.string().trim().max(100).default(''),
  /** The column to sort by; as the list comes where none is named. */
  sort: z.string().max(40).optional(),
  direction: z.enum(['ascending', 'descending']).default('ascending'),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** The question for one list: the columns it can be sorted by, and its filters, each under its own name. */
export function pageQuery<const Column extends string, Filters extends z.ZodRawShape>(
  columns: readonly Column[],
  filters: Filters,
) {
  return z.object({ ...PageQuery.shape, sort: z.enum(columns).optional(), ...filters });
}

/** The answer to it: the rows of that page, and how many rows there are with this search and these filters. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), total: z.int().min(0) });
}
export type PageOf<Row> = { readonly rows: readonly Row[]; readonly total: number };
