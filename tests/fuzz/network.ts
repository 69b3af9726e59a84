import WebSocket from 'ws';
import {
  ServerFrame,
  SettleAnswer,
  VoteAnswer,
  type Vote,
} from '../../server/contract/room/socket.ts';
import { SEAT_HEADER, type Seat } from '../../server/contract/common/roles.ts';
import { cookieName } from '../../server/platform/http.ts';
import type { PageSocket } from './page.ts';
import type { Random } from './random.ts';

/**
 * How much faster page time runs than the clock on the wall: thirty seconds of patience are three. On a machine too
 * busy for that, a page would give up every connection before it is there; then it gets its usual patience.
 */
export const pace = { speed: 10 };

export type Direction = 'up' | 'down';

/** How one direction treats frames: up to `delayMs` late; some twice; some overtaken by later ones. */
export type Passing = { delayMs: number; duplicate: number; reorder: number };
export const CALM: Passing = { delayMs: 0, duplicate: 0, reorder: 0 };

/** What the network of one device sees of it: every vote on its way up, every answer the server gave. */
export type Witness = {
  sent(vote: Vote): void;
  answered(answer: VoteAnswer | SettleAnswer, over: 'socket' | 'http'): void;
};

/**
 * The network between one device and whichever server process it reaches. The socket to the server is real;
 * frames are held up, doubled, reordered or lost between it and the page. A lost frame is never followed by
 * another one of its connection, as on a real network: silence lasts as long as the connection.
 */
export class Network {
  up: Passing = CALM;
  down: Passing = CALM;
  /** Nothing gets through: connections fail at once. */
  away = false;
  /** A network that lets no WebSocket through. */
  httpOnly = false;
  readonly #seat: Seat;
  readonly #random: Random;
  readonly #origin: () => string | undefined;
  readonly #witness: Witness;
  readonly #passages = new Set<Passage>();
  token = '';

  constructor(
    of: { seat: Seat; origin: () => string | undefined; witness: Witness },
    random: Random,
  ) {
    this.#seat = of.seat;
    this.#origin = of.origin;
    this.#witness = of.witness;
    this.#random = random;
  }

  readonly openSocket = (path: string): PageSocket => {
    const origin = this.away || this.httpOnly ? undefined : this.#origin();
    const headers = { origin: origin ?? '', cookie: `${cookieName(this.#seat)}=${this.token}` };
    const socket =
      origin === undefined
        ? undefined
        : new WebSocket(origin.replace('http', 'ws') + path, { headers });
    const passage = new Passage(this, socket, this.#random, this.#witness, () => {
      this.#passages.delete(passage);
    });
    this.#passages.add(passage);
    return passage;
  };

  /** Requests get lost on the way there, on the way back, or arrive twice. */
  readonly fetch = async (path: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const origin = this.away ? undefined : this.#origin();
    await pause(this.#random.int(1 + this.up.delayMs));
    if (origin === undefined || this.#random.chance(this.up.reorder / 2)) throw lost();
    const url = origin + String(path);
    const headers = {
      ...(init?.headers as Record<string, string>),
      [SEAT_HEADER]: this.#seat,
      origin,
      cookie: `${cookieName(this.#seat)}=${this.token}`,
    };
    if (url.endsWith('/api/vote')) this.#witness.sent(JSON.parse(String(init?.body)) as Vote);
    const sending = { method: init?.method ?? 'GET', headers, body: init?.body ?? null };
    const twice = this.#random.chance(this.up.duplicate);
    const [answer] = await Promise.all([
      this.#ask(url, sending),
      ...(twice ? [this.#ask(url, sending)] : []),
    ]);
    await pause(this.#random.int(1 + this.down.delayMs));
    if (this.away || this.#random.chance(this.down.reorder / 2)) throw lost();
    return answer;
  };

  async #ask(url: string, init: RequestInit): Promise<Response> {
    const response = await fetch(url, {
      ...init,
      signal: AbortSignal.timeout(20_000 / pace.speed),
    });
    const text = await response.text();
    if (response.ok && url.includes('/api/vote')) {
      const schema = url.endsWith('/settle') ? SettleAnswer : VoteAnswer;
      this.#witness.answered(schema.parse(JSON.parse(text)), 'http');
    }
    return new Response(text, { status: response.status });
  }

  /** The connection breaks, and `told` says who notices; whoever doesn't goes on as if nothing had happened. */
  cut(told: 'both' | 'device' | 'server'): void {
    for (const passage of this.#passages) passage.cut(told);
  }

  /** From now on nothing comes through in this direction on the connections there are. */
  silence(direction: Direction): void {
    for (const passage of this.#passages) passage.silence(direction);
  }

  calm(): void {
    this.up = CALM;
    this.down = CALM;
    this.away = false;
    this.httpOnly = false;
  }

  /** The device is gone: no connection stays. */
  end(): void {
    for (const passage of this.#passages) passage.cut('server');
  }
}

/** One connection. */
class Passage implements PageSocket {
  onopen: PageSocket['onopen'] = null;
  onmessage: PageSocket['onmessage'] = null;
  onclose: PageSocket['onclose'] = null;
  readonly #network: Network;
  readonly #socket: WebSocket | undefined;
  readonly #random: Random;
  readonly #witness: Witness;
  readonly #lines = { up: new Line(), down: new Line() };
  readonly #silent = { up: false, down: false };
  /** What the page believes. */
  #closedHere = false;
  readonly #over: () => void;

  constructor(
    network: Network,
    socket: WebSocket | undefined,
    random: Random,
    witness: Witness,
    over: () => void,
  ) {
    this.#network = network;
    this.#socket = socket;
    this.#random = random;
    this.#witness = witness;
    this.#over = over;
    if (socket === undefined) {
      setTimeout(() => {
        this.#closed(1006, '');
      }, 20);
      return;
    }
    socket.on('open', () => {
      this.#carry('down', false, () => {
        if (!this.#closedHere) this.onopen?.();
      });
    });
    socket.on('message', (raw: Buffer) => {
      const data = raw.toString('utf8');
      this.#hear(data);
      this.#carry('down', true, () => {
        // As in a browser: whoever has closed hears no more messages.
        if (!this.#closedHere) this.onmessage?.({ data });
      });
    });
    socket.on('close', (code, reason) => {
      this.#carry('down', false, () => {
        this.#closed(code, reason.toString());
      });
      over();
    });
    socket.on('error', () => undefined); // 'close' follows
  }

  #hear(data: string): void {
    const frame = ServerFrame.parse(JSON.parse(data));
    if (frame.type === 'vote_answer' || frame.type === 'settle_answer') {
      this.#witness.answered(frame.answer, 'socket');
    }
  }

  send(data: string): void {
    if (this.#closedHere) return;
    const frame = JSON.parse(data) as { type: string; vote?: Vote };
    this.#carry('up', frame.type !== 'hello', () => {
      if (this.#socket?.readyState !== WebSocket.OPEN) return;
      if (frame.type === 'vote' && frame.vote !== undefined) this.#witness.sent(frame.vote);
      this.#socket.send(data);
    });
  }

  close(code?: number): void {
    if (this.#closedHere) return;
    this.#closedHere = true;
    this.#carry('up', false, () => {
      this.#socket?.close(code);
      setTimeout(() => {
        this.#socket?.terminate();
      }, 1_000).unref();
    });
  }

  cut(told: 'both' | 'device' | 'server'): void {
    if (told === 'device') {
      // What is under way up still arrives; the server goes on sending to nobody.
      this.#silent.down = true;
      this.#closed(1006, '');
      return;
    }
    if (told === 'server') this.#silent.down = true;
    this.#silent.up = true;
    this.#socket?.terminate();
  }

  silence(direction: Direction): void {
    this.#silent[direction] = true;
  }

  #closed(code: number, reason: string): void {
    if (this.#closedHere && this.onclose === null) return;
    this.#closedHere = true;
    const { onclose } = this;
    this.onclose = null;
    onclose?.({ code, reason });
    if (this.#socket === undefined) this.#over();
  }

  /** Lets something through in this direction, as late, as often and in such order as the network does now. */
  #carry(direction: Direction, isFrame: boolean, deliver: () => void): void {
    const { delayMs, duplicate, reorder } = this.#network[direction];
    const run = (): void => {
      if (!this.#silent[direction]) deliver();
    };
    const ms = this.#random.int(1 + delayMs);
    if (isFrame && this.#random.chance(reorder)) setTimeout(run, ms + 5 + this.#late(40));
    else this.#lines[direction].add(ms, run);
    if (!isFrame || !this.#random.chance(duplicate)) return;
    setTimeout(run, ms + this.#late(60));
  }

  /** Within so many milliseconds mostly; now and then when much has happened since. */
  #late(usually: number): number {
    return this.#random.int(this.#random.chance(0.3) ? 600 : usually);
  }
}

/** What is under way in one direction, in order; at once where nothing holds it up. */
class Line {
  readonly #waiting: { at: number; run: () => void }[] = [];

  add(ms: number, run: () => void): void {
    const at = performance.now() + ms;
    if (ms === 0 && this.#waiting.length === 0) {
      run();
      return;
    }
    this.#waiting.push({ at, run });
    if (this.#waiting.length === 1) this.#wait();
  }

  #wait(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    setTimeout(
      () => {
        this.#waiting.shift();
        first.run();
        this.#wait();
      },
      Math.max(0, first.at - performance.now()),
    );
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function lost(): Error {
  return new TypeError('the network took it');
}
