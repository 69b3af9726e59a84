/**
 * A document as a list of blocks, so that DOCX and PDF come from the same content: what is said is decided
 * once, how it looks in each format by its renderer.
 */
export type Cell = { text: string; align?: 'left' | 'center' | 'right'; bold?: boolean };
export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'subtitle'; text: string }
  | { kind: 'heading'; text: string }
  /** Indented by two characters, as official documents do. */
  | { kind: 'paragraph'; text: string }
  | { kind: 'plain'; text: string; align?: 'left' | 'center' | 'right' }
  /** Widths are shares of the page's width. */
  | { kind: 'table'; widths: readonly number[]; header: readonly string[]; rows: readonly Cell[][] }
  /** Room to sign: a line for each name. */
  | {
      kind: 'signatures';
      lines: readonly { office: string; name: string; signed: string | null }[];
    };

export type Paper = {
  size: 'a4' | 'a5';
  /** Tint of the sheet, so that ballots of different purpose are told apart; undefined is white. */
  tint?: string;
  /** Says that nobody real is meant. */
  sample: boolean;
};

export type DocumentContent = { fileName: string; paper: Paper; blocks: readonly Block[] };
