import { SvelteMap } from 'svelte/reactivity';
import { browserCastWorld, Cast, type CastWay, type CastWorld } from './cast.svelte.ts';
import { castKey, forgetMarks, loadCast, unsettledRounds, type Store } from './cast-store.ts';

/**
 * Every vote of this tablet's person: the one on the floor and those of earlier rounds that are still
 * in doubt, which go on settling by themselves.
 */
export class Casts {
  readonly #casts = new SvelteMap<string, Cast>();
  readonly #way: CastWay;
  readonly #store: Store;
  readonly #world: CastWorld;
  #personId: string | null = null;

  constructor(way: CastWay, store: Store = localStorage, world: CastWorld = browserCastWorld) {
    this.#way = way;
    this.#store = store;
    this.#world = world;
  }

  /** Makes this tablet the person's: marks of others are wiped, votes in doubt go on. */
  enter(personId: string): void {
    if (personId === this.#personId) return;
    this.leave();
    this.#personId = personId;
    forgetMarks(this.#store, personId);
    for (const roundId of unsettledRounds(this.#store, personId)) this.open(roundId);
  }

  /** The vote in a round; made, or read back from what was kept, the first time. */
  open(roundId: string): void {
    if (this.#personId === null || this.#casts.has(roundId)) return;
    const ids = { roundId, personId: this.#personId };
    this.#casts.set(roundId, new Cast(ids, this.#way, this.#store, this.#world));
  }

  get(roundId: string): Cast | undefined {
    return this.#casts.get(roundId);
  }

  /** The receipt of this person's paper in a round, also long after; undefined where none was confirmed here. */
  receiptOf(roundId: string): string | undefined {
    if (this.#personId === null) return undefined;
    const kept = loadCast(this.#store, castKey(roundId, this.#personId));
    return kept?.name === 'confirmed' ? kept.receipt : undefined;
  }

  /** Rounds other than this one whose vote is still in doubt. */
  unsettledBeside(roundId: string | undefined): Cast[] {
    return [...this.#casts.values()].filter(
      (cast) => cast.roundId !== roundId && ['unknown', 'sending'].includes(cast.state.name),
    );
  }

  reconnected(): void {
    for (const cast of this.#casts.values()) cast.reconnected();
  }

  leave(): void {
    for (const cast of this.#casts.values()) cast.close();
    this.#casts.clear();
    this.#personId = null;
  }

  /** Signed out: no marks stay on this tablet. */
  signOut(): void {
    this.leave();
    forgetMarks(this.#store);
  }
}
