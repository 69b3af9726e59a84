import { SvelteMap } from 'svelte/reactivity';
import type { Answer, Failure } from '#lib/api/index.ts';
import { Remote } from './remote.svelte.ts';

/** The same of several things, such as the count of each round: one `Remote` for each that was asked for. */
export class Remotes<T> {
  readonly #each = new SvelteMap<string, Remote<T>>();
  readonly #ask: (id: string, signal: AbortSignal) => Promise<Answer<T>>;

  constructor(ask: (id: string, signal: AbortSignal) => Promise<Answer<T>>) {
    this.#ask = ask;
  }

  /** What came so far, by what it is of. */
  get values(): Readonly<Record<string, T>> {
    const values: Record<string, T> = {};
    for (const [id, { value }] of this.#each) if (value !== null) values[id] = value;
    return values;
  }

  /** Why the last reading of this one failed; what was read before stays. */
  failure(id: string): Failure | null {
    return this.#each.get(id)?.failure ?? null;
  }

  async read(id: string): Promise<void> {
    let remote = this.#each.get(id);
    if (remote === undefined) {
      remote = new Remote((signal) => this.#ask(id, signal));
      this.#each.set(id, remote);
    }
    await remote.read();
  }
}
