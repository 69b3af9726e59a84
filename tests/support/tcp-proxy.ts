import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

import { Cutter, type Message } from './messages.ts';

/** `up` is from the client to the server, `down` the other way. */
export type Direction = 'up' | 'down';

/** What a test does with one message of a WebSocket: usually `passage.pass(direction, message.bytes)`, sooner or later. */
export type Treatment = (message: Message, direction: Direction, passage: Passage) => void;

/** One TCP connection through the proxy. */
export class Passage {
  readonly #ends: Record<Direction, { from: Socket; to: Socket }>;
  readonly #held: Record<Direction, Buffer[] | undefined> = { up: undefined, down: undefined };
  /** A direction that is held lets so many bytes through first. */
  readonly #allowed: Record<Direction, number> = { up: 0, down: 0 };
  readonly #waiting = new Set<() => void>();
  /** Bytes that arrived here, whether they went on or not. */
  readonly arrived: Record<Direction, number> = { up: 0, down: 0 };
  /** Either end has closed; `serverClosed`: the server's has. */
  closed = false;
  serverClosed = false;
  /** If this is a WebSocket: what becomes of its messages, instead of passing. */
  treatment: Treatment | undefined;
  readonly #cutters = { up: new Cutter(), down: new Cutter() };

  /** `passes` is asked of every piece that comes from the client; a piece that it refuses breaks the connection. */
  constructor(client: Socket, server: Socket, passes: (piece: Buffer) => boolean) {
    this.#ends = { up: { from: client, to: server }, down: { from: server, to: client } };
    for (const direction of ['up', 'down'] as const) {
      const { from, to } = this.#ends[direction];
      from.on('data', (chunk: Buffer) => {
        if (direction === 'up' && !passes(chunk)) this.cut();
        else if (this.treatment === undefined) this.pass(direction, chunk);
        else {
          for (const message of this.#cutters[direction].cut(chunk)) {
            this.treatment(message, direction, this);
          }
        }
      });
      from.on('error', () => undefined); // 'close' follows.
      from.on('close', () => {
        this.closed = true;
        if (from === server) this.serverClosed = true;
        this.#wake();
        // What is held may still be let go; the other end then learns of the end too.
        if (this.#held[direction] === undefined) to.end();
      });
    }
  }

  /** From here on nothing passes in this direction, but for the next `bytes`; it seems to be only slow. */
  hold(direction: Direction, bytes = 0): void {
    this.#held[direction] ??= [];
    this.#allowed[direction] = bytes;
  }

  /** Lets what was held go on its way, late. */
  release(direction: Direction): void {
    const held = this.#held[direction] ?? [];
    this.#held[direction] = undefined;
    const { from, to } = this.#ends[direction];
    for (const chunk of held) to.write(chunk);
    if (from.destroyed) to.end();
  }

  /** Breaks the connection at both ends at once; what is held is lost. */
  cut(): void {
    for (const { from } of Object.values(this.#ends)) from.resetAndDestroy();
  }

  /** Waits until anything happens here. */
  async changes(): Promise<void> {
    await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** Waits until so many bytes are held in this direction. */
  async holds(direction: Direction, bytes = 1): Promise<void> {
    while ((this.#held[direction] ?? []).reduce((sum, { length }) => sum + length, 0) < bytes) {
      if (this.closed) throw new Error('the connection ended first');
      await this.changes();
    }
  }

  /** Sends bytes on in this direction, or keeps them while it is held. */
  pass(direction: Direction, chunk: Buffer): void {
    this.arrived[direction] += chunk.length;
    const held = this.#held[direction];
    const { to } = this.#ends[direction];
    if (held === undefined) {
      to.write(chunk);
    } else {
      const passing = Math.min(chunk.length, this.#allowed[direction]);
      this.#allowed[direction] -= passing;
      if (passing > 0) to.write(chunk.subarray(0, passing));
      if (passing < chunk.length) held.push(chunk.subarray(passing));
    }
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

/** The first line of a request, where a piece from a client begins with one ("GET /api/socket"). */
const REQUEST = /^[A-Z]+ \/\S*/;
const UPGRADE = /^GET [^]*\r\nupgrade: websocket\r\n/i;

/** A network between clients and one server, that a test can disturb. */
export class TcpProxy {
  readonly #server: Server;
  #target: { host: string; port: number };
  readonly #holding = new Set<Direction>();
  #refused: RegExp | undefined;
  readonly passages: Passage[] = [];
  /** New connections are reset. */
  refusing = false;
  /** How many WebSockets were let through so far. */
  upgraded = 0;
  /** What becomes of the messages of WebSockets that are opened from now on. */
  treatment: Treatment | undefined;

  private constructor(target: { host: string; port: number }) {
    this.#target = target;
    this.#server = createServer((client) => {
      client.on('error', () => undefined);
      if (this.refusing) {
        client.resetAndDestroy();
        return;
      }
      client.setNoDelay(true);
      const server = connect(this.#target);
      server.setNoDelay(true);
      server.on('error', () => undefined);
      const passage: Passage = new Passage(client, server, (piece) => this.#passes(piece, passage));
      for (const direction of this.#holding) passage.hold(direction);
      this.passages.push(passage);
    });
  }

  /** A proxy on a free port in front of `url`'s host and port. */
  static async before(url: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(placeOf(url));
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** `url` with the proxy in place of its host and port. */
  through(url: string): string {
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String((this.#server.address() as AddressInfo).port);
    return changed.href.replace(/\/$/, '');
  }

  /** New connections lead to `url`'s host and port from now on. */
  leadTo(url: string): void {
    this.#target = placeOf(url);
  }

  /** The newest connection. */
  get newest(): Passage {
    const passage = this.passages.at(-1);
    if (passage === undefined) throw new Error('nobody has connected');
    return passage;
  }

  /** Those that are open. */
  get open(): Passage[] {
    return this.passages.filter(({ closed }) => !closed);
  }

  /** Nothing passes in this direction any more, on any connection, until `restore`. */
  hold(direction: Direction): void {
    this.#holding.add(direction);
    for (const passage of this.open) passage.hold(direction);
  }

  /** Lets everything that was held go on its way, late. */
  release(): void {
    this.#holding.clear();
    for (const passage of this.passages) {
      passage.release('up');
      passage.release('down');
    }
  }

  /** Breaks the connection when a request comes whose first words ("GET /api/socket") match, as a firewall would. */
  refuse(requests: RegExp): void {
    this.#refused = requests;
  }

  /** Breaks all connections; new ones may come unless `refusing`. */
  cutAll(): void {
    for (const passage of this.open) passage.cut();
  }

  /** Breaks every connection, and every new one until `restore`. */
  cut(): void {
    this.refusing = true;
    this.cutAll();
  }

  /** New connections pass again, all of them. What was held on old ones stays held. */
  restore(): void {
    this.refusing = false;
    this.#holding.clear();
    this.#refused = undefined;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const passage of this.passages) passage.cut();
    await closed;
  }

  #passes(piece: Buffer, passage: Passage): boolean {
    const head = piece.toString('latin1');
    const request = REQUEST.exec(head)?.[0];
    if (request === undefined) return true;
    if (this.#refused?.test(request) === true) return false;
    if (UPGRADE.test(head)) {
      this.upgraded += 1;
      passage.treatment = this.treatment;
    }
    return true;
  }
}

function placeOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
