import type { Answer, Failure } from '#lib/api/index.ts';

/** One thing that somebody presses: at work, or why it failed. A second press meanwhile does nothing. */
export class Act {
  #busy = $state(false);
  #failure = $state.raw<Failure | null>(null);

  get busy(): boolean {
    return this.#busy;
  }
  get failure(): Failure | null {
    return this.#failure;
  }

  /** Gives the value, or null after a failure, which is then to be shown. */
  async run<T>(ask: () => Promise<Answer<T>>): Promise<{ value: T } | null> {
    if (this.#busy) return null;
    this.#busy = true;
    this.#failure = null;
    try {
      const answer = await ask();
      if (answer.ok) return { value: answer.value };
      this.#failure = answer.error;
      return null;
    } finally {
      this.#busy = false;
    }
  }

  clear(): void {
    this.#failure = null;
  }
}
