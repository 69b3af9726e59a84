import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { halt, runningPostmaster } from '../../server/platform/postgres/postmaster.ts';

const MAIN = join(import.meta.dirname, '../../server/main.ts');
/** Longest wait for a clean stop (milliseconds) before the server is killed. */
const STOP_MS = 30_000;
/** Lines of the server that are kept for the case that it fails. */
const KEPT_LINES = 20;

export type Ready = { origin: string; setupToken: string };

/**
 * A Gongyi server in a process of its own on an empty temporary database. It exists, and can be stopped,
 * from the moment of construction; `ready` tells when it listens, `died` rejects when it ends unasked.
 */
export class OwnServer {
  readonly ready: Promise<Ready>;
  readonly died: Promise<never>;
  readonly #folder: string;
  readonly #args: readonly string[];
  #fail: (why: string) => void = () => undefined;
  #child: ChildProcess;
  #ended: Promise<void>;
  /** It is being stopped, for good or to be started again: its end is no surprise. */
  #asked = false;
  #stopping: Promise<void> | undefined;

  /** `args` of the server beside the usual ones. */
  constructor(args: readonly string[] = []) {
    this.#folder = mkdtempSync(join(tmpdir(), 'gongyi-replay-'));
    chmodSync(this.#folder, 0o711); // As root, the database's own account has to get through.
    this.#args = args;
    this.died = new Promise((_resolve, reject) => {
      this.#fail = (why) => {
        if (!this.#asked) reject(new Error(why));
      };
    });
    this.died.catch(() => undefined); // Whoever waits hears of it; nobody has to.
    const started = this.#spawn('0');
    ({ child: this.#child, ended: this.#ended } = started);
    this.ready = Promise.all([started.port, started.setupToken]).then(([port, setupToken]) => ({
      origin: `http://127.0.0.1:${port}`,
      setupToken,
    }));
  }

  /** Stops the process and starts a fresh one on the same data and the same port. */
  async restart(): Promise<void> {
    const { origin } = await this.ready;
    this.#asked = true;
    await this.#end();
    this.#asked = false;
    const started = this.#spawn(new URL(origin).port);
    ({ child: this.#child, ended: this.#ended } = started);
    await Promise.race([started.port, this.died]);
  }

  #spawn(port: string) {
    const child = spawn(process.execPath, [MAIN, ...this.#args], {
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: port,
        DATA_DIR: join(this.#folder, 'data'),
        // Whatever this shell is set up for: a replay has no business in a database that is in use.
        DATABASE_URL: '',
        PUBLIC_ORIGIN: '',
        TRUST_PROXY: '',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    const waiting: ((line: string) => void)[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        said.push(line);
        if (said.length > KEPT_LINES) said.shift();
        for (const hear of waiting) hear(line);
      });
    }
    const hears = (pattern: RegExp): Promise<string> =>
      new Promise((resolve) => {
        waiting.push((line) => {
          const found = pattern.exec(line)?.[1];
          if (found !== undefined) resolve(found);
        });
      });
    child.once('error', (error) => {
      this.#fail(`the server could not be started: ${error.message}`);
    });
    const ended = new Promise<void>((resolve) => {
      child.once('close', (code, signal) => {
        const how = String(code ?? signal);
        this.#fail([`the server ended by itself (${how}); it said last:`, ...said].join('\n  '));
        resolve();
      });
    });
    return {
      child,
      ended,
      port: hears(/^Gongyi listens on http:\/\/\S+:(\d+)/),
      setupToken: hears(/\/setup#(\S+)/),
    };
  }

  /** The process that was started. */
  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the server was not started');
    return this.#child.pid;
  }

  /** The address of its database, with the password. */
  async databaseUrl(): Promise<string> {
    const data = join(this.#folder, 'data');
    const [home] = (await homesIn(data)).toReversed();
    const password = (await readFile(join(data, 'postgres.password'), 'utf8')).trim();
    const file = await readFile(join(home ?? data, 'postgres', 'postmaster.pid'), 'utf8');
    return `postgres://gongyi:${password}@127.0.0.1:${file.split('\n')[3] ?? ''}/gongyi`;
  }

  /** Stops the server and removes everything it wrote. */
  stop(): Promise<void> {
    this.#asked = true;
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #end(): Promise<void> {
    if (this.#child.pid === undefined) return;
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    await this.#ended;
    clearTimeout(late);
  }

  async #stop(): Promise<void> {
    await this.#end();
    for (const home of await homesIn(join(this.#folder, 'data'))) {
      // A server that was killed left its database running.
      const cluster = join(home, 'postgres');
      const orphan = await runningPostmaster(cluster);
      if (orphan !== undefined) await halt(orphan, cluster, 'pg_ctl');
      await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** The data folder and, where the database's account could not enter it, the one its note names. */
async function homesIn(dataDir: string): Promise<string[]> {
  const note = join(dataDir, 'postgres-is-elsewhere.txt');
  if (!existsSync(note)) return [dataDir];
  const elsewhere = (await readFile(note, 'utf8')).split('\n')[0]?.trim() ?? '';
  return elsewhere === '' ? [dataDir] : [dataDir, elsewhere];
}
