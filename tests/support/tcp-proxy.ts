import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** `up` is from the client to the server, `down` the other way. */
export type Direction = 'up' | 'down';

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

  constructor(client: Socket, server: Socket) {
    this.#ends = { up: { from: client, to: server }, down: { from: server, to: client } };
    for (const direction of ['up', 'down'] as const) {
      const { from, to } = this.#ends[direction];
      from.on('data', (chunk: Buffer) => {
        this.#take(direction, chunk);
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

  #take(direction: Direction, chunk: Buffer): void {
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

/** A network between clients and one server, that a test can disturb. */
export class TcpProxy {
  readonly #server: Server;
  readonly #target: { host: string; port: number };
  readonly passages: Passage[] = [];
  /** New connections are reset. */
  refusing = false;

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
      this.passages.push(new Passage(client, server));
    });
  }

  /** A proxy on a free port in front of `url`'s host and port. */
  static async before(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new TcpProxy({ host: hostname, port: Number(port) });
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

  cutAll(): void {
    for (const passage of this.open) passage.cut();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const passage of this.passages) passage.cut();
    await closed;
  }
}
