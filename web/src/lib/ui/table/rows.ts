import type { Snippet } from 'svelte';

/** One column of a table: what it writes, how it sorts, and the choices its filter offers. */
export type Column<Row> = {
  readonly id: string;
  readonly label: string;
  /** What stands in the cell, in words: also searched and exported. */
  readonly text: (row: Row) => string;
  /** What the column is sorted by; its text where nothing else is said. */
  readonly sort?: (row: Row) => string | number;
  /** How the cell looks, where text alone is not enough. */
  readonly cell?: Snippet<[Row]>;
  readonly numeric?: boolean;
  /** Left out where there is little room beside a panel; cards on a phone show it. */
  readonly minor?: boolean;
  /** Makes a filter of its own for this column. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Whether a row belongs to a choice; by the same text where nothing else is said. */
  readonly is?: (row: Row, value: string) => boolean;
};

export type Order = { readonly column: string; readonly descending: boolean };

/** The rows in which every word of `query` stands somewhere, and that belong to every choice made. */
export function filtered<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  query: string,
  choices: Readonly<Record<string, string>>,
): readonly Row[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const asked = columns.filter(({ id }) => (choices[id] ?? '') !== '');
  if (words.length === 0 && asked.length === 0) return rows;
  return rows.filter((row) => {
    for (const column of asked) {
      const value = choices[column.id] ?? '';
      if (!(column.is?.(row, value) ?? column.text(row) === value)) return false;
    }
    if (words.length === 0) return true;
    const text = columns.map((column) => column.text(row).toLowerCase()).join('\n');
    return words.every((word) => text.includes(word));
  });
}

/** The rows in order; equal ones stay as they came. Empty texts stand at the end in either direction. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: Order | null,
  locale: string,
): readonly Row[] {
  const column = columns.find(({ id }) => id === order?.column);
  if (order === null || column === undefined) return rows;
  const collator = new Intl.Collator(locale, { numeric: true });
  const keyOf = column.sort ?? column.text;
  const sign = order.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => {
      if (a.key === '' || b.key === '') return Number(a.key === '') - Number(b.key === '');
      if (typeof a.key === 'number' && typeof b.key === 'number') return sign * (a.key - b.key);
      return sign * collator.compare(String(a.key), String(b.key));
    })
    .map(({ row }) => row);
}

/** What a press on a column's head makes of the order: up, down, as it came. */
export function nextOrder(order: Order | null, column: string): Order | null {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? null : { column, descending: true };
}
