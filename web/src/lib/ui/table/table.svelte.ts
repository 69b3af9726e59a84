import type { SvelteSet } from 'svelte/reactivity';
import type { Answer, Failure } from '#lib/api/index.ts';
import { language } from '#lib/i18n/index.ts';
import { Pages, type PageAsk } from './pages.svelte.ts';
import { filtered, nextOrder, sorted, type Column, type Order } from './rows.ts';

/** Somebody who writes a word into the search has it read once, not letter by letter. */
const TYPING_MS = 250;

/** What a table shows, and of what; each is asked anew, since a page may hand in others at any time. */
export type Shown<Row> = {
  /** All rows, which the table then searches, filters and sorts itself; or pages of the server, which does. */
  readonly rows: readonly Row[] | Pages<Row>;
  readonly columns: readonly Column<Row>[];
  readonly key: (row: Row) => string;
  /** Keys of the ticked rows; none where rows can't be ticked. */
  readonly ticked: SvelteSet<string> | undefined;
};

/** How a table is searched, filtered, sorted and turned, and the rows that come of it. */
export class TableState<Row> {
  search = $state('');
  filters = $state<Record<string, string>>({});
  order = $state.raw<Order | null>(null);
  size = $state(50);
  #page = $state(0);
  readonly #of: () => Shown<Row>;

  constructor(of: () => Shown<Row>, startWith: Readonly<Record<string, string>>) {
    this.#of = of;
    this.filters = { ...startWith };
  }

  readonly #pages: Pages<Row> | null = $derived.by(() => {
    const { rows } = this.#of();
    return rows instanceof Pages ? rows : null;
  });
  readonly #rows: readonly Row[] = $derived.by(() => {
    const { rows } = this.#of();
    return rows instanceof Pages ? [] : rows;
  });
  /** Of an array: what search and filters find, in order. */
  readonly #found: readonly Row[] = $derived.by(() => {
    const found = filtered(this.#rows, this.columns, this.search, this.filters);
    return sorted(found, this.columns, this.order, language.locale);
  });

  /** How many rows search and filters find, on all pages. */
  readonly count: number = $derived(this.#pages?.total ?? this.#found.length);
  /** How many there are without search and filters; null where that isn't known. */
  readonly all: number | null = $derived(this.#pages === null ? this.#rows.length : null);
  readonly pages: number = $derived(Math.max(1, Math.ceil(this.count / this.size)));
  /** The page shown, from 0: the last one where fewer rows are left than there were. */
  readonly page: number = $derived(Math.min(this.#page, this.pages - 1));
  readonly shown: readonly Row[] = $derived(
    this.#pages?.rows ?? this.#found.slice(this.page * this.size, (this.page + 1) * this.size),
  );
  readonly failure: Failure | null = $derived(this.#pages?.failure ?? null);

  get columns(): readonly Column<Row>[] {
    return this.#of().columns;
  }
  get ticked(): SvelteSet<string> | undefined {
    return this.#of().ticked;
  }
  key(row: Row): string {
    return this.#of().key(row);
  }

  turn(page: number): void {
    this.#page = page;
  }
  find(words: string): void {
    this.search = words;
    this.#page = 0;
  }
  sort(column: string): void {
    this.order = nextOrder(this.order, column);
  }

  /** Of the rows at hand: with pages of the server those of this page. */
  get tickedOfAll(): 'all' | 'some' | 'none' {
    const { ticked } = this;
    const rows = this.#pages === null ? this.#found : this.shown;
    if (ticked === undefined || !rows.some((row) => ticked.has(this.key(row)))) return 'none';
    return rows.every((row) => ticked.has(this.key(row))) ? 'all' : 'some';
  }

  tick(row: Row, on: boolean): void {
    if (on) this.ticked?.add(this.key(row));
    else this.ticked?.delete(this.key(row));
  }

  /** Everything that search and filters find, on all pages, in order. */
  async everything(): Promise<Answer<readonly Row[]>> {
    return this.#pages?.all() ?? { ok: true, value: this.#found };
  }

  /** Asks the server for the page whenever what is asked for changes. Call it where the table is set up. */
  follow(): void {
    let searched = '';
    $effect(() => {
      const pages = this.#pages;
      if (pages === null) return;
      const ask: PageAsk = {
        page: this.page,
        size: this.size,
        search: this.search.trim(),
        sort: this.order?.column,
        direction: this.order?.descending === true ? 'descending' : 'ascending',
        filters: Object.fromEntries(
          Object.entries(this.filters).filter(([, value]) => value !== ''),
        ),
      };
      const wait = ask.search === searched ? 0 : TYPING_MS;
      const timer = setTimeout(() => {
        searched = ask.search;
        void pages.turn(ask);
      }, wait);
      return () => clearTimeout(timer);
    });
  }
}
