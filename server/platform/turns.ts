type Line = { running: number; waiting: (() => void)[] };

/**
 * Shares the process out among those who ask: of each key at most `width` tasks run at the same time, and at
 * most `mostWaiting` wait for their turn, in the order in which they came. Whoever asks for a thousand
 * things at once makes nobody but themselves wait.
 */
export class Turns {
  readonly #width: number;
  readonly #mostWaiting: number;
  readonly #lines = new Map<string, Line>();

  constructor(width: number, mostWaiting: number) {
    this.#width = width;
    this.#mostWaiting = mostWaiting;
  }

  /** Resolves at this one's turn with what ends it; undefined when too many of this key wait already. */
  async take(key: string): Promise<(() => void) | undefined> {
    const line = this.#lines.get(key) ?? { running: 0, waiting: [] };
    this.#lines.set(key, line);
    if (line.running < this.#width) line.running += 1;
    else if (line.waiting.length >= this.#mostWaiting) return undefined;
    else await new Promise<void>((resolve) => line.waiting.push(resolve));
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      // The place goes to the next in line; it is only given up when nobody waits.
      const next = line.waiting.shift();
      if (next !== undefined) next();
      else if ((line.running -= 1) === 0) this.#lines.delete(key);
    };
  }

  /** How many keys are remembered, for tests of leaks. */
  get held(): number {
    return this.#lines.size;
  }
}
