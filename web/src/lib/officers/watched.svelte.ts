import type { Answer, Failure } from '#lib/api/index.ts';

/**
 * One thing the server knows and others change: its newest value, and why the newest reading failed.
 * An answer that a later one has overtaken is dropped; a failed reading keeps the value on the page.
 */
export class Watched<T> {
  #value = $state.raw<T | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #ticket = 0;
  readonly #ask: () => Promise<Answer<T>>;

  constructor(ask: () => Promise<Answer<T>>) {
    this.#ask = ask;
  }

  get value(): T | null {
    return this.#value;
  }
  get failure(): Failure | null {
    return this.#failure;
  }

  async read(): Promise<void> {
    const ticket = ++this.#ticket;
    const answer = await this.#ask();
    if (ticket !== this.#ticket) return;
    if (answer.ok) this.set(answer.value);
    else this.#failure = answer.error;
  }

  /** Puts in what a write gave back; whatever is still being read is older. */
  set(value: T): void {
    this.#ticket += 1;
    this.#value = value;
    this.#failure = null;
  }

  /** Reads now and then every `ms` milliseconds while the page is looked at; gives back how to stop. */
  watch(ms: number): () => void {
    void this.read();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.read();
    }, ms);
    return () => clearInterval(timer);
  }
}
