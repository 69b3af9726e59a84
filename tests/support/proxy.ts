import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * A network between browsers and a server that a test can disturb, by requests and sockets: for single bytes
 * of a TCP connection there is tcp-proxy.ts.
 */
export type Proxy = {
  /** The address browsers use instead of the server's. */
  origin: string;
  /** What the server sends from now on is lost; it gets everything. */
  loseAnswers(): void;
  /** What browsers send from now on is lost on its way to the server. */
  loseRequests(): void;
  /** Breaks every connection, and every new one until `restore`. */
  cut(): void;
  /** Breaks requests whose first line ("GET /api/socket…") matches, as a firewall would. */
  refuse(requests: RegExp): void;
  /** New connections pass again, all of them. */
  restore(): void;
  /** How many WebSockets were let through so far. */
  upgraded(): number;
  close(): Promise<void>;
};

/** Starts a proxy on a free port of this machine in front of `target`, an origin. */
export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const state = { answers: true, requests: true, cut: false, upgraded: 0 };
  let refused: RegExp | undefined;
  const connections = new Set<Socket>();

  const passes = ({ method = '', url = '' }: IncomingMessage): boolean =>
    !state.cut && refused?.test(`${method} ${url}`) !== true;
  const onward = (incoming: IncomingMessage) => {
    const { method, url: path, headers } = incoming;
    // The Host header stays that of the proxy, as the browser's Origin does.
    return ask({ hostname, port, method, path, headers, agent: false });
  };

  const server: Server = createServer((incoming, outgoing: ServerResponse) => {
    if (!passes(incoming)) return void incoming.socket.destroy();
    if (!state.requests) return void incoming.resume();
    const outbound = onward(incoming);
    outbound.on('error', () => incoming.socket.destroy());
    outbound.on('response', (answer) => {
      if (!state.answers) return void answer.resume();
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.on('error', () => incoming.socket.destroy());
      answer.pipe(outgoing);
    });
    incoming.pipe(outbound);
  });
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    socket.on('error', () => undefined);
  });
  server.on('upgrade', (incoming: IncomingMessage, browser: Duplex, head: Buffer) => {
    if (!passes(incoming)) return void browser.destroy();
    if (!state.requests) return;
    state.upgraded += 1;
    const outbound = onward(incoming);
    outbound.on('error', () => browser.destroy());
    outbound.on('response', () => browser.destroy());
    outbound.on('upgrade', (answer, far: Duplex, first: Buffer) => {
      const lines = answer.rawHeaders.map((text, i) => (i % 2 ? `${text}\r\n` : `${text}: `));
      browser.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
      const down = (chunk: Buffer): void => void (state.answers && browser.write(chunk));
      const up = (chunk: Buffer): void => void (state.requests && far.write(chunk));
      down(first);
      up(head);
      far.on('data', down);
      browser.on('data', up);
      far.on('error', () => undefined).on('close', () => browser.destroy());
      browser.on('error', () => undefined).on('close', () => far.destroy());
    });
    outbound.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const breakAll = (): void => {
    for (const connection of connections) connection.destroy();
  };
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    loseAnswers: () => void (state.answers = false),
    loseRequests: () => void (state.requests = false),
    cut() {
      state.cut = true;
      breakAll();
    },
    refuse: (requests) => void (refused = requests),
    restore() {
      Object.assign(state, { answers: true, requests: true, cut: false });
      refused = undefined;
    },
    upgraded: () => state.upgraded,
    async close() {
      state.cut = true;
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
