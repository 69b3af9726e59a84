import { randomUUID } from 'node:crypto';
import type { RefusalCode } from '../../server/contract/refusals.ts';
import type { RoomView, SelfView } from '../../server/contract/room/schemas.ts';
import { Me } from '../../server/contract/sign-in/schemas.ts';
import type { ServerFrame, Vote } from '../../server/contract/room/socket.ts';
import { SeatClient } from './http.ts';
import { RoomSocket, type RoomSocketListener } from './room-socket.ts';

/** Without an answer for this long (milliseconds) the same cast is sent again. */
const ANSWER_MS = 8_000;

export type DeviceOptions = {
  /** Gives 0 ≤ x < 1; spreads what devices would otherwise all do at once. */
  random?: () => number;
  /** From opening a socket to its welcome (milliseconds); tests shorten it. */
  openingMs?: number;
  /** In doubt, ask what became of the cast before sending it again, as the pages do. */
  asksFirst?: boolean;
  /** Told of the connection's losses and returns. */
  link?: Pick<RoomSocketListener, 'welcomed' | 'lost'>;
};

/** What became of a vote. */
export type CastOutcome =
  /** `ackMs`: from pressing "send" to the acknowledgement, milliseconds. */
  | { outcome: 'recorded'; ackMs: number }
  | { outcome: 'refused'; code: RefusalCode; detail?: Record<string, unknown> }
  /** The device was signed out or closed before an answer came. */
  | { outcome: 'unknown'; reason: string };
/** The ids are this device's own; nobody else knows them together (V7). */
export type CastReport = CastOutcome & { castId: string; receipt: string; sends: number };

type Cast = {
  vote: Vote;
  sends: number;
  pressedAt: number;
  timer: NodeJS.Timeout | undefined;
  answer: (report: CastReport) => void;
};

/** A voter's own tablet over a real socket: signs in with a card's code, watches the room, votes. */
export class Device {
  readonly #room: RoomSocket;
  readonly #random: () => number;
  readonly #asksFirst: boolean;
  readonly #casts = new Map<string, Cast>();

  /** The device of a seat that is signed in. */
  constructor(seat: SeatClient, options: DeviceOptions = {}) {
    const { random = Math.random, asksFirst = false, link = {}, ...ofSocket } = options;
    this.#random = random;
    this.#asksFirst = asksFirst;
    const listener = {
      lost: () => link.lost?.(),
      welcomed: () => {
        link.welcomed?.();
        for (const cast of this.#casts.values()) this.#comeBack(cast);
      },
      frame: (frame: ServerFrame) => {
        this.#hear(frame);
      },
      over: (reason: string) => {
        for (const cast of this.#casts.values()) {
          this.#settle(cast, { outcome: 'unknown', reason });
        }
      },
    };
    this.#room = new RoomSocket(seat, listener, { ...ofSocket, random });
  }

  /** Signs a new device in with the code of a personal card; throws `RequestRefused` where it isn't taken. */
  static async signIn(origin: string, code: string, options?: DeviceOptions): Promise<Device> {
    const seat = new SeatClient(origin, 'tablet');
    await seat.post('/api/sign-in/card', Me, { code });
    return new Device(seat, options);
  }

  get view(): RoomView | undefined {
    return this.#room.view;
  }

  get self(): SelfView | undefined {
    return this.#room.self;
  }

  /** Why this device is no longer in the room, or undefined while it is. */
  get over(): string | undefined {
    return this.#room.over;
  }

  /** Enters the room; resolves with the first picture, throws when there is none in time (milliseconds). */
  connect(timeoutMs?: number): Promise<void> {
    return this.#room.connect(timeoutMs);
  }

  /** Waits for a picture that passes the test; throws when signed out or the time is up. */
  until(
    test: (view: RoomView, self: SelfView | undefined) => boolean,
    timeoutMs: number,
  ): Promise<void> {
    return this.#room.until(test, timeoutMs);
  }

  /**
   * Casts a paper in the round on the floor (or the one named) and gives the final answer, however long
   * it takes: sent again with the same cast id when the server is busy, when no answer comes, and after
   * every reconnection.
   */
  vote(
    marks: Vote['marks'],
    options: { roundId?: string; writeIns?: string[] } = {},
  ): Promise<CastReport> {
    const roundId = options.roundId ?? this.view?.round?.id;
    if (roundId === undefined) throw new Error('there is no round on the floor');
    const vote: Vote = { roundId, castId: randomUUID(), receipt: randomUUID(), marks };
    if (options.writeIns !== undefined) vote.writeIns = options.writeIns;
    return new Promise((answer) => {
      const cast: Cast = { vote, sends: 0, pressedAt: performance.now(), timer: undefined, answer };
      this.#casts.set(vote.castId, cast);
      if (this.over === undefined) this.#transmit(cast);
      else this.#settle(cast, { outcome: 'unknown', reason: this.over });
    });
  }

  /** Breaks the connection as a bad network would; the device comes back by itself. */
  drop(): void {
    this.#room.drop();
  }

  /** Leaves the room for good. */
  close(): void {
    this.#room.close();
  }

  #transmit(cast: Cast): void {
    clearTimeout(cast.timer);
    if (!this.#room.send({ type: 'vote', vote: cast.vote })) return; // The next welcome sends it.
    cast.sends += 1;
    this.#again(cast, ANSWER_MS);
  }

  /** After a connection was lost, or an answer: what was sent already is in doubt. */
  #comeBack(cast: Cast): void {
    if (!this.#asksFirst || cast.sends === 0) {
      this.#transmit(cast);
      return;
    }
    const { roundId, castId } = cast.vote;
    if (this.#room.send({ type: 'settle', settle: { roundId, castId } }))
      this.#again(cast, ANSWER_MS);
  }

  #again(cast: Cast, ms: number): void {
    clearTimeout(cast.timer);
    cast.timer = setTimeout(
      () => {
        this.#comeBack(cast);
      },
      ms * (1 + this.#random() / 2),
    );
  }

  #hear(frame: ServerFrame): void {
    if (frame.type !== 'vote_answer' && frame.type !== 'settle_answer') return;
    const { answer } = frame;
    const cast = this.#casts.get(answer.castId);
    if (cast === undefined) return;
    switch (answer.outcome) {
      case 'not_recorded':
        if (answer.open) this.#transmit(cast);
        else this.#settle(cast, { outcome: 'refused', code: 'round_not_open' });
        return;
      case 'recorded':
        this.#settle(cast, { outcome: 'recorded', ackMs: performance.now() - cast.pressedAt });
        return;
      case 'refused': {
        const { code, detail } = answer;
        this.#settle(cast, { outcome: 'refused', code, ...(detail && { detail }) });
        return;
      }
      case 'busy':
        this.#again(cast, answer.retryMs);
    }
  }

  #settle(cast: Cast, outcome: CastOutcome): void {
    clearTimeout(cast.timer);
    const { castId, receipt } = cast.vote;
    this.#casts.delete(castId);
    cast.answer({ ...outcome, castId, receipt, sends: cast.sends });
  }
}
