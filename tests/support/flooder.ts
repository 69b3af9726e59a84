import { Agent, request } from 'node:http';
import WebSocket from 'ws';
import { SEAT_HEADER } from '../../server/contract/common/roles.ts';

// A process that sends as much as it can, whatever the answers are, until it is killed: a broken or hostile client
// with one sign-in. Arguments: origin, cookie, and what it sends. Says "flooding" when the first went out.

const [origin = '', cookie = '', what = ''] = process.argv.slice(2);
const castId = (): string => crypto.randomUUID();

let said = false;
function saidSo(): void {
  if (!said) console.log('flooding');
  said = true;
}

/** Requests without end on `width` connections. */
function requests(width: number, method: string, path: string, body?: () => string): void {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const again = (): void => {
    const headers = { origin, cookie, [SEAT_HEADER]: 'tablet', 'content-type': 'application/json' };
    const sent = request(new URL(path, origin), { method, agent, headers }, (answer) => {
      saidSo();
      answer.resume().on('end', again);
    });
    sent.on('error', () => setTimeout(again, 50));
    sent.end(body?.());
  };
  for (let n = 0; n < width; n += 1) again();
}

/** Sockets that send frame after frame, and are opened again when they are closed. */
function sockets(width: number, frame: () => string): void {
  const open = (): void => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/socket?seat=tablet`, {
      headers: { origin, cookie },
    });
    const more = (): void => {
      for (let n = 0; n < 200 && socket.readyState === WebSocket.OPEN; n += 1) socket.send(frame());
      if (socket.readyState === WebSocket.OPEN) setTimeout(more, 1);
      saidSo();
    };
    socket.on('open', () => {
      socket.send('{"type":"hello","version":1}');
      more();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => setTimeout(open, 5));
  };
  for (let n = 0; n < width; n += 1) open();
}

/** Connections that are opened, greeted and opened again. */
function connections(width: number): void {
  const open = (): void => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/socket?seat=tablet`, {
      headers: { origin, cookie },
    });
    let next = (): void => {
      next = () => undefined;
      open();
    };
    socket.on('open', () => {
      socket.send('{"type":"hello","version":1}');
      saidSo();
      next();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => setTimeout(() => next(), 5));
  };
  for (let n = 0; n < width; n += 1) open();
}

const roundId = process.argv[5] ?? '';
const vote = () => ({ roundId, castId: castId(), receipt: castId(), marks: { p01: 'for' } });
switch (what) {
  case 'pings':
    sockets(16, () => '{"type":"ping","n":1}');
    break;
  case 'resyncs':
    sockets(16, () => '{"type":"resync"}');
    break;
  case 'votes':
    sockets(16, () => JSON.stringify({ type: 'vote', vote: vote() }));
    break;
  case 'votes over HTTP':
    requests(200, 'POST', '/api/vote', () => JSON.stringify(vote()));
    break;
  case 'rooms over HTTP':
    requests(200, 'GET', '/api/room');
    break;
  case 'connections':
    connections(50);
    break;
  default:
    throw new Error(`no such flood: ${what}`);
}
