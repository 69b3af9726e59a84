import { setTimeout as pause } from 'node:timers/promises';
import { Lines } from './lines.ts';

/** The most codes that one statement looks up. */
const MOST = 200;
/**
 * The most that a process looks up in a second. With it the arithmetic of guessing holds whatever the machine
 * (docs/secrecy.md); a hall of three thousand is through in a second.
 */
const A_SECOND = 4_000;
/** Beyond, whoever comes is told to come again. */
const MOST_WAITING = 10_000;

type Asked = {
  hash: string;
  resolve: (card: string | undefined) => void;
  reject: (error: unknown) => void;
};

/**
 * Looks codes up: many in one statement, no more than so many a second, the networks in turn. A wrong code costs its
 * share of one indexed look-up and nothing else, so that a thousand of them don't make a right one wait.
 */
export class Codes {
  readonly #read: (hashes: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly #lines = new Lines<Asked>();
  #running = false;

  /** `read` gives the card of each hash (in hexadecimal) that belongs to one. */
  constructor(read: (hashes: readonly string[]) => Promise<ReadonlyMap<string, string>>) {
    this.#read = read;
  }

  /** The card with this hash, undefined where there is none; `full` where too many wait. */
  async cardOf(hash: Buffer, network: string): Promise<string | undefined | 'full'> {
    if (this.#lines.size >= MOST_WAITING) return 'full';
    return new Promise((resolve, reject) => {
      this.#lines.add(network, { hash: hash.toString('hex'), resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#lines.size > 0) {
      const began = performance.now();
      const asked: Asked[] = [];
      while (asked.length < MOST) {
        const one = this.#lines.next();
        if (one === undefined) break;
        asked.push(one);
      }
      try {
        const cards = await this.#read(asked.map(({ hash }) => hash));
        for (const { hash, resolve } of asked) resolve(cards.get(hash));
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
      const left = (asked.length / A_SECOND) * 1000 - (performance.now() - began);
      if (left > 0) await pause(left);
    }
    this.#running = false;
  }
}
