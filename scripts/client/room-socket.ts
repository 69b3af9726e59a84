import { WebSocket } from 'ws';
import type { RoomView, SelfView } from '../../server/contract/room/schemas.ts';
import {
  CLOSE,
  HEARTBEAT_SECONDS,
  PROTOCOL_VERSION,
  type ClientFrame,
  type ServerFrame,
} from '../../server/contract/room/socket.ts';
import { decodeFrame } from './frames.ts';
import type { SeatClient } from './http.ts';

/** From opening a socket to its welcome, usually (milliseconds). */
const OPENING_MS = 20_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export type RoomSocketOptions = {
  /** For seats that don't belong to one meeting: which one to watch. */
  meetingId?: string;
  /** Gives 0 ≤ x < 1; spreads reconnections. */
  random?: () => number;
  /** From opening a socket to its welcome (milliseconds); tests shorten it. */
  openingMs?: number;
};

/** What whoever owns the socket is told beyond the picture. */
export type RoomSocketListener = {
  /** A welcome came: what had no answer yet can be sent again. */
  welcomed?(): void;
  /** The connection, or the attempt to make one, is lost; the next attempt comes by itself. */
  lost?(): void;
  frame?(frame: ServerFrame): void;
  /** It's over for good, with the reason: signed out, refused, closed by us. */
  over?(reason: string): void;
};

type Waiting = {
  test: (view: RoomView, self: SelfView | undefined) => boolean;
  settle: (error?: Error) => void;
};

/**
 * The connection of one signed-in seat to its meeting room, from Node: docs/protocol.md with hello,
 * heartbeat, snapshot and changes by sequence number. Comes back by itself, later and later and not in
 * step with others, until it is signed out or closed.
 */
export class RoomSocket {
  readonly #url: URL;
  readonly #seat: SeatClient;
  readonly #random: () => number;
  readonly #openingMs: number;
  readonly #listener: RoomSocketListener;
  readonly #waiting = new Set<Waiting>();
  #socket: WebSocket | undefined;
  #live = false;
  #over: string | undefined;
  #failures = 0;
  #pings = 0;
  #heardAt = 0;
  #trouble = 'no answer yet';
  #seq = -1;
  #view: RoomView | undefined;
  #self: SelfView | undefined;
  #opening: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #beat: NodeJS.Timeout | undefined;

  constructor(
    seat: SeatClient,
    listener: RoomSocketListener = {},
    { meetingId, random = Math.random, openingMs = OPENING_MS }: RoomSocketOptions = {},
  ) {
    this.#seat = seat;
    this.#listener = listener;
    this.#random = random;
    this.#openingMs = openingMs;
    this.#url = new URL('/api/socket', seat.origin);
    this.#url.protocol = this.#url.protocol === 'https:' ? 'wss:' : 'ws:';
    if (seat.seat !== null) this.#url.searchParams.set('seat', seat.seat);
    if (meetingId !== undefined) this.#url.searchParams.set('meeting', meetingId);
  }

  /** Whether frames can be sent now. */
  get live(): boolean {
    return this.#live;
  }

  /** The newest picture of the room; undefined before the first. */
  get view(): RoomView | undefined {
    return this.#view;
  }

  /** The sequence number of that picture; -1 before the first. */
  get seq(): number {
    return this.#seq;
  }

  get self(): SelfView | undefined {
    return this.#self;
  }

  /** Why it's over, or undefined while it isn't. */
  get over(): string | undefined {
    return this.#over;
  }

  /** Opens the socket and waits for the first picture; throws when there is none in time. */
  async connect(timeoutMs = 60_000): Promise<void> {
    if (this.#socket === undefined && this.#over === undefined) this.#open();
    await this.until(() => true, timeoutMs);
  }

  /** Waits for a picture that passes the test; throws when it's over or the time (milliseconds) is up. */
  until(test: Waiting['test'], timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.settle(new Error(`the room did not get there in time (${this.#trouble})`));
      }, timeoutMs);
      const waiting: Waiting = {
        test,
        settle: (error) => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          if (error === undefined) resolve();
          else reject(error);
        },
      };
      this.#waiting.add(waiting);
      if (this.#over !== undefined) waiting.settle(new Error(this.#over));
      else this.#look();
    });
  }

  /** Sends a frame; false when the socket isn't live, and then nothing was sent. */
  send(frame: ClientFrame): boolean {
    if (!this.#live || this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Gives the connection up as if the network had gone; it comes back by itself. */
  drop(): void {
    this.#socket?.terminate();
  }

  /** Leaves for good. */
  close(): void {
    this.#end('closed');
  }

  #open(): void {
    const socket = new WebSocket(this.#url, {
      headers: { cookie: this.#seat.cookie },
      origin: this.#seat.origin,
      perMessageDeflate: false,
      handshakeTimeout: this.#openingMs,
    });
    this.#socket = socket;
    this.#opening = setTimeout(() => {
      this.#trouble = 'no welcome';
      socket.terminate();
    }, this.#openingMs);
    socket.on('open', () => {
      socket.send(JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION }));
    });
    socket.on('message', (raw: Buffer, binary: boolean) => {
      this.#heardAt = performance.now();
      this.#hear(binary ? undefined : raw.toString());
    });
    socket.on('ping', () => {
      this.#heardAt = performance.now();
    });
    socket.on('unexpected-response', (request, response) => {
      const status = response.statusCode ?? 0;
      request.destroy();
      if (status >= 400 && status < 500) this.#end(`the upgrade was refused: ${String(status)}`);
      else this.#lost(`upgrade answered ${String(status)}`);
    });
    socket.on('error', (error) => {
      this.#trouble = error.message;
    });
    socket.on('close', (code, reason) => {
      if (socket !== this.#socket) return;
      const why = `${String(code)} ${reason.toString()}`.trim();
      if (code === CLOSE.signedOut.code) this.#end(`signed out: ${why}`);
      else if (code === CLOSE.versionUnsupported.code) this.#end(why);
      else this.#lost(code === 1006 ? undefined : why);
    });
  }

  #hear(text: string | undefined): void {
    const frame = text === undefined ? undefined : decodeFrame(text);
    if (this.#over !== undefined) return;
    if (frame === undefined) {
      this.#end('the server sent a frame that is not in the contract');
      return;
    }
    switch (frame.type) {
      case 'welcome':
        this.#welcome(frame.heartbeatSeconds * 1_000);
        break;
      case 'snapshot':
        // Figures never go backwards, whichever process sends them (V5).
        if (frame.seq >= this.#seq) this.#take(frame.seq, frame.view);
        break;
      case 'change':
        this.#change(frame);
        break;
      case 'self':
        this.#self = frame.self;
        this.#look();
        break;
      case 'signed_out':
        this.#end(`signed out: ${frame.reason}`);
        break;
      case 'error':
        // `too_frequent` passes; everything else means that this client is wrong.
        if (frame.code !== 'too_frequent') this.#end(`the server says ${frame.code}`);
        break;
      case 'vote_answer':
      case 'settle_answer':
      case 'pong':
        break;
    }
    this.#listener.frame?.(frame);
  }

  #welcome(heartbeatMs: number): void {
    clearTimeout(this.#opening);
    this.#failures = 0;
    this.#live = true;
    clearInterval(this.#beat);
    this.#beat = setInterval(
      () => {
        if (performance.now() - this.#heardAt > 2 * heartbeatMs) this.drop();
        else this.send({ type: 'ping', n: (this.#pings += 1) });
      },
      heartbeatMs || HEARTBEAT_SECONDS * 1_000,
    );
    this.#listener.welcomed?.();
  }

  #change({ prev, seq, sections }: Extract<ServerFrame, { type: 'change' }>): void {
    if (seq <= this.#seq) return;
    if (this.#view === undefined || prev > this.#seq) {
      this.send({ type: 'resync' });
      return;
    }
    const sent = Object.entries(sections).filter(([, section]) => section !== undefined);
    this.#take(seq, { ...this.#view, ...(Object.fromEntries(sent) as Partial<RoomView>) });
  }

  #take(seq: number, view: RoomView): void {
    this.#seq = seq;
    this.#view = view;
    this.#look();
  }

  #look(): void {
    if (this.#view === undefined) return;
    for (const waiting of [...this.#waiting]) {
      if (waiting.test(this.#view, this.#self)) waiting.settle();
    }
  }

  #lost(why: string | undefined): void {
    this.#forget();
    if (this.#over !== undefined) return;
    if (why !== undefined) this.#trouble = why;
    this.#listener.lost?.();
    const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
    this.#failures += 1;
    const pause = full / 2 + (full / 2) * this.#random();
    this.#retry = setTimeout(() => {
      this.#open();
    }, pause);
  }

  #end(reason: string): void {
    if (this.#over !== undefined) return;
    this.#over = reason;
    const socket = this.#socket;
    this.#forget();
    clearTimeout(this.#retry);
    socket?.close();
    for (const waiting of [...this.#waiting]) waiting.settle(new Error(reason));
    this.#listener.over?.(reason);
  }

  #forget(): void {
    clearTimeout(this.#opening);
    clearInterval(this.#beat);
    this.#live = false;
    this.#socket = undefined;
  }
}
