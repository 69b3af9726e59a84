/**
 * A document as a list of blocks, so that DOCX and PDF come from the same content: what is said is decided
 * once, how it looks in each format by its renderer.
 */
export type Align = 'left' | 'center' | 'right';
export type Cell = { text: string; align?: Align; bold?: boolean };

/**
 * `figure`: as wide as its longest cell, which is never broken. `mark`: a box to write in. `text`: shares the
 * width that the others leave.
 */
export type Column = { head: string; kind: 'figure' | 'mark' | 'text' };

export type Table = {
  kind: 'table';
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  /** Of the type in points, where it isn't the usual one of the sheet. */
  size?: number;
  /** Least height of a row in points: room to write. */
  rowHeight?: number;
};

export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'subtitle'; text: string }
  | { kind: 'heading'; text: string }
  /** Indented by two characters, as official documents do. */
  | { kind: 'paragraph'; text: string }
  | { kind: 'plain'; text: string; align?: Align; size?: number }
  | Table
  /** Stays on one page: who signs a sheet sees the figures that are signed. */
  | { kind: 'together'; blocks: readonly Block[] };

export type Paper = {
  /** `a4` has the margins and type of official documents; `a4-form` is for ballots, reports and records. */
  size: 'a4' | 'a4-form' | 'a5';
  /** Tint of the sheet, so that ballots of different purpose are told apart; undefined is white. */
  tint?: string;
  /** Says that nobody real is meant. */
  sample: boolean;
  /** Documents of more than one sheet are numbered; ballots carry nothing that tells one from another. */
  numbered: boolean;
};

export type DocumentContent = { fileName: string; paper: Paper; blocks: readonly Block[] };

/** Every text of a document changed by `change`; what is not text stays. */
export function withTexts(blocks: readonly Block[], change: (text: string) => string): Block[] {
  return blocks.map((block) => {
    switch (block.kind) {
      case 'table':
        return {
          ...block,
          columns: block.columns.map((column) => ({ ...column, head: change(column.head) })),
          rows: block.rows.map((row) => row.map((cell) => ({ ...cell, text: change(cell.text) }))),
        };
      case 'together':
        return { ...block, blocks: withTexts(block.blocks, change) };
      default:
        return { ...block, text: change(block.text) };
    }
  });
}

/** Every text of a document, in order. */
export function textsOf(blocks: readonly Block[]): string[] {
  const texts: string[] = [];
  withTexts(blocks, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}
