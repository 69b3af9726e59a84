import type { World } from '../clock.ts';

/** Failures of one key that are written down one by one; then each time they have doubled. */
const ONE_BY_ONE = 5;
const MOST_KEYS = 10_000;
/** Milliseconds of quiet after which a key begins anew. */
const QUIET = 3600_000;
/** The most that is written down in a minute, whoever fails. */
const A_MINUTE = 60;

/**
 * Which failures are worth an entry in the audit log, so that nobody can fill it, or hold up others at its end, by
 * failing a thousand times.
 */
export class Noted {
  readonly #world: World;
  readonly #counts = new Map<string, { failures: number; last: number }>();
  #minute = { since: 0, written: 0 };

  constructor(world: World) {
    this.#world = world;
  }

  /** Counts a failure; gives how many there were where it is one to write down. */
  note(key: string): number | undefined {
    const now = this.#world.now().getTime();
    const before = this.#counts.get(key);
    const failures = before === undefined || now - before.last > QUIET ? 1 : before.failures + 1;
    // The one that failed last is the last to be forgotten.
    this.#counts.delete(key);
    this.#counts.set(key, { failures, last: now });
    const oldest = this.#counts.keys().next().value;
    if (this.#counts.size > MOST_KEYS && oldest !== undefined) this.#counts.delete(oldest);
    if (failures > ONE_BY_ONE && !Number.isInteger(Math.log2(failures))) return undefined;

    if (Math.abs(now - this.#minute.since) >= 60_000) this.#minute = { since: now, written: 0 };
    this.#minute.written += 1;
    return this.#minute.written > A_MINUTE ? undefined : failures;
  }
}
