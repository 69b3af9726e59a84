/** How often a stage says how far it is (milliseconds). */
const EVERY_MS = 2_000;

/** Tells on standard error how far a replay is, so that standard output holds nothing but the outcome. */
export class Progress {
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** One line. */
  note(line: string): void {
    this.#say(line);
  }

  /** Runs a stage of `total` steps that calls `step` for each, and says how far it is now and then. */
  async stage<T>(what: string, total: number, run: (step: () => void) => Promise<T>): Promise<T> {
    const started = performance.now();
    let done = 0;
    const tell = (): void => {
      this.#say(`${what}: ${String(done)} of ${String(total)}`);
    };
    const timer = setInterval(tell, EVERY_MS);
    try {
      const result = await run(() => {
        done += 1;
      });
      const seconds = ((performance.now() - started) / 1_000).toFixed(1);
      this.#say(`${what}: ${String(done)} of ${String(total)} after ${seconds} s`);
      return result;
    } finally {
      clearInterval(timer);
    }
  }
}
