import * as paperRoutes from '$contract/paper/routes.ts';
import * as countingRoutes from '$contract/counting/routes.ts';
import type { BoxStatus } from '$contract/paper/schemas.ts';
import type { Signatures } from '$contract/counting/schemas.ts';
import type { RoundCount } from '$contract/counting/schemas.ts';
import type { Api, Failure } from '#lib/api/index.ts';
import type { z } from 'zod';
import { Remote } from '#lib/state/remote.svelte.ts';

/** The tellers' corrections are in no picture of the room. */
const EVERY_MS = 4_000;

/** What became of pressing the button that signs, when it was not a signature. */
export type Unsigned =
  | { readonly reason: 'stale' | 'already' }
  | { readonly reason: 'not_ready'; readonly box: BoxStatus | null }
  | { readonly reason: 'failed'; readonly failure: Failure };

/** The count of one round as a scrutineer reads it: newest version, box, signatures, and one's own signing. */
export class Counting {
  readonly count: Remote<z.infer<typeof RoundCount>>;
  readonly signatures: Remote<z.infer<typeof Signatures>>;
  readonly box: Remote<BoxStatus>;
  readonly #api: Api;
  readonly #roundId: string;
  #busy = $state(false);
  #unsigned = $state.raw<Unsigned | null>(null);
  /** The version that was first shown here: a later one is news. */
  #first = $state<number | null>(null);

  constructor(api: Api, roundId: string) {
    this.#api = api;
    this.#roundId = roundId;
    const of = { id: roundId };
    this.count = new Remote(() => api.call(countingRoutes.read, of));
    this.signatures = new Remote(() => api.call(countingRoutes.signatures, of));
    this.box = new Remote(() => api.call(paperRoutes.read, of));
  }

  get busy(): boolean {
    return this.#busy;
  }
  /** Why the last try to sign changed nothing. */
  get unsigned(): Unsigned | null {
    return this.#unsigned;
  }
  /** Whether the version on the page came after one that was read here before. */
  get renewed(): boolean {
    const version = this.count.value?.version;
    return version !== undefined && this.#first !== null && version > this.#first;
  }

  async read(): Promise<void> {
    const before = this.count.value?.version;
    await Promise.all([this.count.read(), this.signatures.read(), this.box.read()]);
    // Why the version before wasn't signed is no news about this one.
    if (!this.#busy && this.count.value?.version !== before) this.#unsigned = null;
    this.#first ??= this.count.value?.version ?? null;
  }

  /** Reads now and then what nobody tells of: gives back how to stop. */
  watch(): () => void {
    const stops = [this.count.watch(EVERY_MS), this.box.watch(EVERY_MS)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Signs the version that is on the page. Everything refused is said in `unsigned`. */
  async sign(): Promise<void> {
    const version = this.count.value?.version;
    if (version === undefined || this.#busy) return;
    this.#busy = true;
    this.#unsigned = null;
    const answer = await this.#api.call(countingRoutes.sign, { id: this.#roundId }, { version });
    await this.read();
    this.#busy = false;
    if (!answer.ok) this.#unsigned = this.#why(answer.error);
  }

  #why(failure: Failure): Unsigned {
    switch (failure.code) {
      case 'stale':
        return { reason: 'stale' };
      case 'already_signed':
        return { reason: 'already' };
      case 'box_not_ready':
        return { reason: 'not_ready', box: this.box.value };
      default:
        return { reason: 'failed', failure };
    }
  }
}
