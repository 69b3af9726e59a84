import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { WebSocketServer } from 'ws';

// The floor for an acknowledgement: a bare WebSocket server of the same library in the same Node, that sends back
// what it gets. Lines on standard input ("begin", "end") are sent to everybody. A POST gets its own body back.

const http = createServer((request, response) => {
  const body: Buffer[] = [];
  request.on('data', (chunk: Buffer) => body.push(chunk));
  request.on('end', () => {
    response.setHeader('set-cookie', 'gongyi_tablet=floor');
    response.end(Buffer.concat(body));
  });
});
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('error', () => {
    socket.terminate();
  });
  socket.on('message', (frame: Buffer) => {
    socket.send(frame, { binary: false });
  });
});
createInterface(process.stdin).on('line', (line) => {
  const frame = Buffer.from(line);
  for (const socket of sockets.clients) socket.send(frame, { binary: false });
});
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (typeof address === 'object' && address !== null) console.log(String(address.port));
});
