import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SEAT_HEADER } from '../server/contract/common/roles.ts';
import { ROOT } from './programs.ts';

let folder: string;
let dev: ChildProcess;
let ended: Promise<number | null>;
let said = '';
const listeners = new Set<() => void>();

/** Waits until the program has said it; gives the first group. */
function hears(what: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const listen = (): void => {
      const found = what.exec(said);
      if (found === null) return;
      listeners.delete(listen);
      resolve(found[1] ?? found[0]);
    };
    listeners.add(listen);
    listen();
    void ended.then(() => {
      reject(new Error(`it ended: ${said}`));
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyi-dev-'));
  await chmod(folder, 0o711); // As root, the database's own account has to get through.
  dev = spawn(process.execPath, ['scripts/dev.ts'], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  ended = new Promise((resolve) => dev.once('exit', resolve));
  for (const stream of [dev.stdout, dev.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const listen of listeners) listen();
    });
  }
});

afterAll(async () => {
  dev.kill('SIGINT');
  await ended;
  await rm(folder, { recursive: true });
});

it('gives out pages through Vite, starts the server anew when a file of it changes, and ends with Ctrl-C', async () => {
  const origin = await hears(/(http:\S+)\/demo\?as=presider/);
  const front = await fetch(origin);
  expect(front.status).toBe(200);
  // Rendered, not an empty page that a script fills.
  expect(await front.text()).toContain('已公布的表决结果');

  const signIn = (from: string): Promise<Response> =>
    fetch(`${origin}/api/demo/sign-in`, {
      method: 'POST',
      headers: { origin: from, 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'presider' }),
    });
  expect((await signIn('http://elsewhere.example')).status).toBe(403);
  const signedIn = await signIn(origin);
  expect(signedIn.status).toBe(200);
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';

  const now = new Date();
  await utimes(join(ROOT, 'server', 'app.ts'), now, now);
  await hears(/app\.ts changed: the server started anew/);
  const me = await fetch(`${origin}/api/me`, { headers: { cookie, [SEAT_HEADER]: 'chair' } });
  expect(me.status).toBe(200);

  dev.kill('SIGINT');
  expect(await ended).toBe(0);
  await expect(fetch(origin)).rejects.toThrow('fetch failed');
}, 120_000);
