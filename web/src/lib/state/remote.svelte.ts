import type { Answer, Failure } from '#lib/api/index.ts';

/**
 * One thing that the server knows: its newest value, and why the newest reading failed. Reading again
 * keeps the value on the page; an answer that a later reading or a write has overtaken is dropped, and
 * its request is given up.
 */
export class Remote<T> {
  #value = $state.raw<T | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #reading = $state(false);
  #last: AbortController | null = null;
  readonly #ask: (signal: AbortSignal) => Promise<Answer<T>>;

  constructor(ask: (signal: AbortSignal) => Promise<Answer<T>>) {
    this.#ask = ask;
  }

  /** Null until it came for the first time. */
  get value(): T | null {
    return this.#value;
  }
  /** Why the newest reading gave nothing; null again with the next one that does. */
  get failure(): Failure | null {
    return this.#failure;
  }
  get reading(): boolean {
    return this.#reading;
  }
  /** A value is there, and it could not be read anew since: it may have changed. */
  get stale(): boolean {
    return this.#value !== null && this.#failure !== null;
  }

  async read(): Promise<void> {
    this.#last?.abort();
    const mine = new AbortController();
    this.#last = mine;
    this.#reading = true;
    const answer = await this.#ask(mine.signal);
    if (mine !== this.#last) return;
    if (answer.ok) this.set(answer.value);
    else {
      this.#reading = false;
      this.#failure = answer.error;
    }
  }

  /** Puts in what a write gave back; whatever is still being read is older. */
  set(value: T): void {
    this.#last?.abort();
    this.#last = null;
    this.#reading = false;
    this.#value = value;
    this.#failure = null;
  }

  /** Reads now, and every `ms` milliseconds while the page is looked at; gives back how to stop. */
  watch(ms: number): () => void {
    void this.read();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.read();
    }, ms);
    return () => clearInterval(timer);
  }
}
