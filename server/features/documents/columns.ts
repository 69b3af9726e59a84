import type { Cell, Column, Table } from './model.ts';

/** Padding and border of a cell, left and right together, in points. */
export const PADDING = 9;
/** Type of a table is made smaller down to this, in points, before anything is squeezed. */
const SMALLEST = 6.5;
const LEAST_TEXT = 5;
const MOST_TEXT = 30;
const MARK = 2.6;

/**
 * How wide a text is, in widths of a Chinese character. Faces differ, and where an office lacks ours another stands in,
 * so it is a little more than the widest. Word processors part figures from Chinese characters by a quarter.
 */
export function emsOf(text: string): number {
  let sum = 0;
  let before = '';
  for (const char of text) {
    if (/[0-9.,%/\-+() ]/.test(char)) sum += 0.65;
    else if (/[\u0020-\u024f]/.test(char)) sum += /\p{Lu}/u.test(char) ? 0.85 : 0.65;
    else sum += 1;
    if (parted(before, char)) sum += 0.25;
    before = char;
  }
  return sum;
}

const parted = (a: string, b: string): boolean =>
  (/\d/.test(a) && /\p{Script=Han}/u.test(b)) || (/\p{Script=Han}/u.test(a) && /\d/.test(b));

/** Bold type is wider. */
const BOLD = 1.12;

/**
 * Widths of the columns in points, padding included, and the size of type at which they fit: a figure is never
 * broken, neither are the words of a heading where it can be helped.
 */
export function layOut(
  { columns, rows, size: asked }: Table,
  width: number,
  usual: number,
): { widths: number[]; size: number } {
  let size = asked ?? usual;
  const needs = columns.map((column, index) =>
    needOf(
      column,
      rows.map((row) => row[index] ?? { text: '' }),
    ),
  );
  const least = (at: number) => needs.reduce((sum, { min }) => sum + min * at + PADDING, 0);
  while (size > SMALLEST && least(size) > width) size -= 0.5;
  const rest = width - least(size);
  const growing = needs.reduce((sum, { grow }) => sum + grow, 0);
  const widths = needs.map(({ min, grow }) => {
    const own = min * size + PADDING;
    // Beyond the smallest type everything gives way by the same share.
    if (rest < 0) return (own * width) / least(size);
    return own + rest * (growing === 0 ? 1 / needs.length : grow / growing);
  });
  return { widths, size };
}

function needOf({ head, kind }: Column, cells: readonly Cell[]): { min: number; grow: number } {
  const widest = cells.reduce(
    (most, { text, bold }) => Math.max(most, emsOf(text) * (bold === true ? BOLD : 1)),
    0,
  );
  const texts = cells.map(({ text }) => text);
  const headed = headOf(head);
  switch (kind) {
    case 'figure':
      return { min: Math.max(widest, headed), grow: 0 };
    case 'mark':
      return { min: Math.max(MARK, headed, tokenOf(texts)), grow: 0 };
    case 'text':
      return {
        min: Math.max(Math.min(widest, LEAST_TEXT), headed, Math.min(tokenOf(texts), LEAST_TEXT)),
        grow: Math.min(Math.max(widest, LEAST_TEXT), MOST_TEXT),
      };
  }
}

/** A heading may take two lines, and each of its own lines two where it is long. */
function headOf(head: string): number {
  return Math.max(
    ...head.split('\n').map((line) => {
      const ems = emsOf(line);
      return Math.max(ems > 3 ? Math.ceil(ems / 2) : ems, tokenOf([line]));
    }),
  );
}

/** The longest run that must not be broken: figures and words in Latin letters. */
function tokenOf(texts: readonly string[]): number {
  let most = 0;
  for (const text of texts) {
    for (const token of text.match(/[\u0021-\u024f]+/g) ?? []) most = Math.max(most, emsOf(token));
  }
  return most;
}
