/** A result as a table: one item or object a row, its figures, what became of it. */
export type FigureTable = {
  readonly caption: string;
  /** What the rows are called: 项目, 对象. */
  readonly title: string;
  readonly columns: readonly string[];
  /** What the last column is called: 结果, 等次. */
  readonly outcome: string;
  readonly rows: readonly FigureRow[];
};

/** A number is written as the reader's language groups it; a text stands as it is. */
export type Figure = number | string;

export type FigureRow = {
  readonly id: string;
  /** 名次, of items. */
  readonly place?: number;
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly outcome: string;
  readonly tone: 'good' | 'warn' | 'plain';
};
