import { createServer } from 'node:net';
import { join } from 'node:path';
import { readConfig } from '../server/config.ts';
import { openDatabase } from '../server/platform/database.ts';
import { hallHosts } from '../server/platform/hosts.ts';
import { startSampleDatabase } from './demo/database.ts';
import { beginMeeting, whereTheyAre } from './demo/meeting.ts';
import { begin, type Child } from './dev/child.ts';
import { watchFolders } from './dev/watch.ts';
import { ROOT } from './programs.ts';

// `npm run dev`: the demonstration for whoever changes the program. The server starts anew when a file of it changes, on the same
// database; the pages come from Vite as they are on disk, and are rendered for the public as in the built program.
//
//   browser → Vite (PORT): pages; /api and the socket go on to → the server (a free port) → the embedded database

function say(line: string): void {
  console.log(line);
}

function give(up: string): never {
  console.error(up);
  process.exit(1);
}

const asked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      resolve();
    });
  }
});

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a port has a number');
  return address.port;
}

const read = readConfig({ ...process.env, TLS_CERT: '', TLS_KEY: '' });
if (!read.ok) give(`The configuration can't be used / 配置有误:\n  ${read.error.join('\n  ')}`);
const config = read.value;

say('Starting the database / 启动数据库 …');
const database = await startSampleDatabase(config, { folder: 'dev', name: 'gongyi_dev', say });
if (!database.ok) give(database.error);
const { serverUrl, ownerUrl, stop: stopDatabase } = database.value;

const port = config.port === 0 ? await freePort() : config.port;
const behind = await freePort();
// The address that browsers name as a request's origin: the pages', not the server's own.
const origin = config.publicOrigin ?? `http://localhost:${String(port)}`;
const inner = `http://127.0.0.1:${String(behind)}`;

const pages = begin(join(import.meta.dirname, 'dev', 'pages.ts'), {
  cwd: join(ROOT, 'web'),
  env: { ...process.env, HOST: config.host, PORT: String(port), GONGYI_SERVER: inner },
});
const beginServer = (): Child =>
  begin(join(import.meta.dirname, 'dev', 'server.ts'), {
    cwd: ROOT,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(behind),
      PUBLIC_ORIGIN: origin,
      TLS_CERT: '',
      TLS_KEY: '',
      DATABASE_URL: serverUrl,
      DATABASE_OWNER_URL: ownerUrl,
    },
  });
let server = beginServer();

async function end(code: number): Promise<never> {
  await Promise.all([server.stop(), pages.stop()]);
  await stopDatabase();
  process.exit(code);
}

const [serverReady, pagesReady] = await Promise.all([server.ready, pages.ready]);
// Each has said itself why it can't run.
if (serverReady === undefined || pagesReady === undefined) await end(1);
const token = serverReady?.setupLink?.split('#')[1];
if (token === undefined) throw new Error('a fresh database has no set-up link');

say('Loading the sample / 载入样例 …');
const { db, close } = openDatabase(serverUrl, {
  max: 2,
  onError: (error) => {
    say(error.message);
  },
});
const meeting = await beginMeeting(db, `${inner}/setup#${token}`, say);

let restarted: Promise<void> = Promise.resolve();
const watching = watchFolders([join(ROOT, 'server'), join(ROOT, 'db')], (file) => {
  restarted = restarted.then(async () => {
    const began = performance.now();
    await server.stop();
    server = beginServer();
    const ready = await server.ready;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(
      ready === undefined
        ? `${file} changed, and the server doesn't start; it is tried again at the next change / 服务启动失败，改动后重试`
        : `${file} changed: the server started anew in ${seconds} s / 服务已重新启动`,
    );
  });
});

const hallOrigins = hallHosts(config.host).map((host) => `http://${host}:${String(port)}`);
say(`
公议 Gongyi 开发环境已就绪（样例数据） / ready for changes (sample data)
${whereTheyAre(origin, hallOrigins)}

改动 server/、db/ 即重启服务，改动 web/ 即时可见。 Ctrl-C 结束。
Changes in server/ and db/ restart the server, changes in web/ show at once. Ctrl-C ends it.
`);

await Promise.race([asked, pages.ended]);
say('Stopping / 正在停止 …');
watching.stop();
await restarted;
meeting.stop();
await close();
await end(0);
