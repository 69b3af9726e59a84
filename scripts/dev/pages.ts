import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createServer, type Plugin } from 'vite';
import { serveUntilAsked } from './child.ts';

// The pages below `npm run dev`, as they are on disk: what changes shows without loading a page anew. Runs inside `web/`.

/** How long a request waits for a server that starts anew (milliseconds); after that it fails as it would have. */
const PATIENCE_MS = 10_000;

/** A change of the contract restarts the server and changes the pages in one moment: these wait for that. */
function waitsForServer({ hostname, port }: URL): Plugin {
  const answers = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), hostname);
      socket.once('connect', () => {
        resolve(true);
        socket.destroy();
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
  return {
    name: 'waits-for-server',
    configureServer(vite) {
      vite.middlewares.use((request, _response, next) => {
        const asks =
          request.url?.startsWith('/api/') === true ||
          request.headers.accept?.includes('text/html') === true;
        if (!asks) {
          next();
          return;
        }
        void (async () => {
          const until = performance.now() + PATIENCE_MS;
          while (!(await answers()) && performance.now() < until) await pause(100);
          next();
        })();
      });
    },
  };
}

const { HOST, PORT, GONGYI_SERVER } = process.env;
if (HOST === undefined || GONGYI_SERVER === undefined) throw new Error('`npm run dev` starts this');
const vite = await createServer({
  clearScreen: false,
  plugins: [waitsForServer(new URL(GONGYI_SERVER))],
  server: { host: HOST, port: Number(PORT), strictPort: true },
});
await vite.listen();
await serveUntilAsked({});
await vite.close();
process.exit(0);
