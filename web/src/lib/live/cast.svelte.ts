import { randomUuid } from './uuid.ts';
import type { BusyReason, Settle, Vote } from '$contract/room/socket.ts';
import { nextCastState, type CastEvent, type CastState, type Marks } from './cast-machine.ts';
import { castKey, loadCast, saveCast, type Store } from './cast-store.ts';
import type { CastNews } from './connection.ts';
import { browserWorld, type World } from './link.ts';

/** How votes leave the tablet; a `Room` is one. */
export type CastWay = {
  vote(vote: Vote, http?: boolean): void;
  settle(settle: Settle, http?: boolean): void;
  doubt(): void;
  onNews(hear: (news: CastNews) => void): () => void;
};

/** Without an answer for this long a vote is in doubt. */
const ANSWER_MS = 8_000;
/** How often a vote in doubt is asked about. */
const SETTLE_EVERY_MS = 5_000;

/** What a vote needs of the device: timers, and ids from its cryptographic generator (V7). */
export type CastWorld = Pick<World, 'after'> & { uuid(): string };

export const browserCastWorld: CastWorld = { after: browserWorld.after, uuid: randomUuid };

/** The vote of one person in one round on this tablet: its state, its keeping and its sending. */
export class Cast {
  #state = $state.raw<CastState>({ name: 'marking', marks: {} });
  #reason = $state.raw<BusyReason | null>(null);
  readonly roundId: string;
  readonly #key: string;
  readonly #way: CastWay;
  readonly #store: Store;
  readonly #world: CastWorld;
  readonly #leave: () => void;
  #cancelTimer: () => void = () => undefined;
  #asked = 0;

  constructor(
    ids: { roundId: string; personId: string },
    way: CastWay,
    store: Store = localStorage,
    world: CastWorld = browserCastWorld,
  ) {
    this.roundId = ids.roundId;
    this.#key = castKey(ids.roundId, ids.personId);
    this.#way = way;
    this.#store = store;
    this.#world = world;
    this.#leave = way.onNews((news) => this.#hear(news));
    const kept = loadCast(store, this.#key);
    if (kept !== null) this.#state = kept;
    if (kept?.name === 'unknown') this.#settleSoon(0);
  }

  get state(): CastState {
    return this.#state;
  }

  /** Why the server does not take it yet, as far as it said. */
  get reason(): BusyReason | null {
    return this.#reason;
  }

  /** Stops asking and listening; what is kept stays kept. */
  close(): void {
    this.#cancelTimer();
    this.#leave();
  }

  mark(marks: Marks, writeIns: string[] = []): void {
    this.#apply({ type: 'mark', marks, writeIns });
  }

  review(): void {
    this.#apply({ type: 'review' });
  }

  back(): void {
    this.#apply({ type: 'back' });
  }

  /** Sends the paper. Both ids are made here; only this tablet ever knows them together (V7). */
  send(): void {
    this.#apply({ type: 'send', castId: this.#world.uuid(), receipt: this.#world.uuid() });
  }

  /** After a refusal that marking anew can mend. */
  again(): void {
    this.#apply({ type: 'again' });
  }

  /** The connection is back: don't wait for the timer. */
  reconnected(): void {
    if (this.#state.name === 'unknown') this.#settleSoon(0);
  }

  #hear(news: CastNews): void {
    if (news.type === 'lost') {
      this.#apply({ type: 'lost', castId: news.castId });
      return;
    }
    const { castId } = news.answer;
    if (news.type === 'settle_answer') {
      const { answer } = news;
      if (answer.outcome === 'busy') this.#busy(castId, answer);
      else if (answer.outcome === 'recorded') this.#apply({ type: 'recorded', castId });
      else this.#apply({ type: 'not_recorded', castId, open: answer.open });
      return;
    }
    const { answer } = news;
    switch (answer.outcome) {
      case 'recorded':
        this.#apply({ type: 'recorded', castId });
        return;
      case 'refused':
        this.#apply({ type: 'refused', castId, code: answer.code, detail: answer.detail });
        return;
      case 'busy':
        this.#busy(castId, answer);
        return;
    }
  }

  /** Nothing was decided: the same cast goes again after a while. */
  #busy(
    castId: string,
    { retryMs, reason }: { retryMs: number; reason?: BusyReason | undefined },
  ): void {
    const { name } = this.#state;
    if (!('castId' in this.#state) || this.#state.castId !== castId) return;
    this.#reason = reason ?? null;
    if (name === 'sending') this.#later(retryMs, () => this.#transmit());
    if (name === 'unknown') this.#settleSoon(retryMs);
  }

  #apply(event: CastEvent): void {
    const before = this.#state;
    const after = nextCastState(before, event);
    if (after === before) return;
    this.#state = after;
    this.#reason = null;
    saveCast(this.#store, this.#key, after);
    this.#cancelTimer();
    if (after.name === 'sending') this.#transmit();
    if (after.name === 'unknown') this.#settleSoon(before.name === 'sending' ? 500 : 0);
  }

  #transmit(): void {
    const state = this.#state;
    if (state.name !== 'sending') return;
    const { castId, receipt, marks, writeIns } = state;
    this.#later(ANSWER_MS, () => {
      this.#way.doubt();
      this.#apply({ type: 'lost', castId });
    });
    const names = writeIns === undefined ? {} : { writeIns };
    this.#way.vote({ roundId: this.roundId, castId, receipt, marks, ...names });
  }

  #settleSoon(ms: number): void {
    this.#later(ms, () => {
      const state = this.#state;
      if (state.name !== 'unknown') return;
      this.#settleSoon(SETTLE_EVERY_MS);
      // Every other time around the socket: it may look alive and not be.
      const http = this.#asked % 2 === 1;
      this.#asked += 1;
      this.#way.settle({ roundId: this.roundId, castId: state.castId }, http);
    });
  }

  #later(ms: number, run: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#world.after(ms, run);
  }
}
