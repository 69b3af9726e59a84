import { LONGEST_PAGE, type PageOf, type PageQuery } from '$contract/common/page.ts';
import type { Answer, Failure } from '#lib/api/index.ts';
import { Remote } from '#lib/state/remote.svelte.ts';

/** What a table asks its list for: a page, and the filters by their columns. */
export type PageAsk = PageQuery & { readonly filters: Readonly<Record<string, string>> };

/** A list that the server pages: the page asked for last, and how to read it again after a change. */
export class Pages<Row> {
  readonly #read: (ask: PageAsk, signal?: AbortSignal) => Promise<Answer<PageOf<Row>>>;
  readonly #remote: Remote<PageOf<Row>>;
  #ask: PageAsk | null = null;

  constructor(read: (ask: PageAsk, signal?: AbortSignal) => Promise<Answer<PageOf<Row>>>) {
    this.#read = read;
    this.#remote = new Remote(async (signal) => {
      if (this.#ask === null) return { ok: true, value: { rows: [], total: 0 } };
      return this.#read(this.#ask, signal);
    });
  }

  /** The rows of the page that came last. */
  get rows(): readonly Row[] {
    return this.#remote.value?.rows ?? [];
  }
  /** How many rows the search and the filters find. */
  get total(): number {
    return this.#remote.value?.total ?? 0;
  }
  get failure(): Failure | null {
    return this.#remote.failure;
  }
  get reading(): boolean {
    return this.#remote.reading;
  }

  /** Reads another page, or the same one with another search, filter or order. */
  async turn(ask: PageAsk): Promise<void> {
    this.#ask = ask;
    await this.#remote.read();
  }

  /** Reads the page that is shown again, after something in it changed. */
  async read(): Promise<void> {
    if (this.#ask !== null) await this.#remote.read();
  }

  /** Every row that search and filters find, in order: to be exported or ticked. */
  async all(): Promise<Answer<readonly Row[]>> {
    const rows: Row[] = [];
    for (let page = 0; this.#ask !== null; page++) {
      const answer = await this.#read({ ...this.#ask, page, size: LONGEST_PAGE });
      if (!answer.ok) return answer;
      rows.push(...answer.value.rows);
      if (answer.value.rows.length === 0 || rows.length >= answer.value.total) break;
    }
    return { ok: true, value: rows };
  }
}
