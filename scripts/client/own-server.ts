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
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #stopping: Promise<void> | undefined;

  /** `args` and `environment` beside the usual ones. */
  constructor(args: readonly string[] = [], environment: Record<string, string> = {}) {
    this.#folder = mkdtempSync(join(tmpdir(), 'gongyi-replay-'));
    chmodSync(this.#folder, 0o711); // As root, the database's own account has to get through.
    this.#child = spawn(
      process.execPath,
      [...(process.env['NODE_ARGS'] ?? '').split(' ').filter(Boolean), MAIN, ...args],
      {
        env: {
          ...process.env,
          HOST: '127.0.0.1',
          PORT: '0',
          DATA_DIR: join(this.#folder, 'data'),
          // Whatever this shell is set up for: a replay has no business in a database that is in use.
          DATABASE_URL: '',
          PUBLIC_ORIGIN: '',
          TRUST_PROXY: '',
          LOG_LEVEL: 'error',
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const said: string[] = [];
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', () => {
        resolve();
      });
    });
    this.died = new Promise((_resolve, reject) => {
      const fail = (why: string): void => {
        if (this.#stopping === undefined) reject(new Error([why, ...said].join('\n  ')));
      };
      this.#child.once('error', (error) => {
        fail(`the server could not be started: ${error.message}`);
      });
      this.#child.once('close', (code, signal) => {
        fail(`the server ended by itself (${String(code ?? signal)}); it said last:`);
      });
    });
    this.died.catch(() => undefined); // Whoever waits hears of it; nobody has to.
    this.ready = new Promise((resolve) => {
      let port: string | undefined;
      const hear = (line: string): void => {
        said.push(line);
        if (said.length > KEPT_LINES) said.shift();
        port ??= /^Gongyi listens on http:\/\/\S+:(\d+)/.exec(line)?.[1];
        const setupToken = /\/setup#(\S+)/.exec(line)?.[1];
        if (port === undefined || setupToken === undefined) return;
        resolve({ origin: `http://127.0.0.1:${port}`, setupToken });
      };
      for (const stream of [this.#child.stdout, this.#child.stderr]) {
        if (stream !== null) createInterface(stream).on('line', hear);
      }
    });
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
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    if (this.#child.pid !== undefined) {
      this.#child.kill('SIGTERM');
      const late = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
      await this.#ended;
      clearTimeout(late);
    }
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
