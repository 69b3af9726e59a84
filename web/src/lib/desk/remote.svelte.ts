import type { Answer, Failure } from '#lib/api/index.ts';

/**
 * One thing that the server knows: its value once it came, or why it didn't. Reading again keeps the
 * value on the page; an answer that a later one has overtaken is dropped.
 */
export class Remote<T> {
  #value = $state.raw<T | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #reading = $state(false);
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
  get reading(): boolean {
    return this.#reading;
  }

  async read(): Promise<void> {
    const ticket = ++this.#ticket;
    this.#reading = true;
    const answer = await this.#ask();
    if (ticket !== this.#ticket) return;
    this.#reading = false;
    if (answer.ok) {
      this.#value = answer.value;
      this.#failure = null;
    } else this.#failure = answer.error;
  }

  /** Puts in what a write gave back, and drops whatever is still being read. */
  set(value: T): void {
    this.#ticket++;
    this.#reading = false;
    this.#value = value;
    this.#failure = null;
  }
}
