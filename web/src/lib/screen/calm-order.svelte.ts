/** How long an order stands before it may change again, milliseconds. */
const CALM_MS = 2000;

/**
 * An order of rows that follows the figures without restlessness: it changes at once after a calm
 * while, and then not again before the next. The figures themselves are always the newest.
 */
export class CalmOrder {
  #shown = $state.raw<readonly string[]>([]);
  #newest: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Item ids from top to bottom. */
  get ids(): readonly string[] {
    return this.#shown;
  }

  /** Tells the order that the newest figures give. */
  follow(ids: readonly string[]): void {
    this.#newest = ids;
    if (this.#timer === undefined) this.#show();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #show(): void {
    if (same(this.#newest, this.#shown)) {
      this.#timer = undefined;
      return;
    }
    this.#shown = this.#newest;
    this.#timer = setTimeout(() => this.#show(), CALM_MS);
  }
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
