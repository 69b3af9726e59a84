import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const MAIN = join(import.meta.dirname, '../../server/main.ts');

export type Ended = { code: number | null; signal: NodeJS.Signals | null };

/** `node server/main.ts` as an operator starts it, in a process of its own that can be killed. */
export class ServerChild {
  readonly dataDir: string;
  readonly #child: ChildProcess;
  readonly #said: string[] = [];
  readonly #ended: Promise<Ended>;
  #hearing: (() => void)[] = [];

  /** `environment` beside the usual one; PORT is 0 (any free one) unless named. `args` as in `--processes 2`. */
  constructor(dataDir: string, environment: Record<string, string> = {}, args: string[] = []) {
    this.dataDir = dataDir;
    this.#child = spawn(process.execPath, [MAIN, ...args], {
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: '0',
        DATA_DIR: dataDir,
        DATABASE_URL: '',
        PUBLIC_ORIGIN: '',
        TRUST_PROXY: '',
        LOG_LEVEL: 'error',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on('line', (line) => {
        this.#said.push(line);
        for (const hear of this.#hearing.splice(0)) hear();
      });
    }
    this.#ended = once(this.#child, 'close').then(([code, signal]) => {
      for (const hear of this.#hearing.splice(0)) hear();
      return { code, signal } as Ended;
    });
  }

  /** Everything it said so far, on both outputs. */
  get said(): string {
    return this.#said.join('\n');
  }

  /** Waits for a line; gives what `pattern` captured first (or the whole match). */
  async says(pattern: RegExp, ms = 180_000): Promise<string> {
    const deadline = performance.now() + ms;
    for (;;) {
      const found = this.#said.map((line) => pattern.exec(line)).find((match) => match !== null);
      if (found) return found[1] ?? found[0];
      const { exitCode, signalCode } = this.#child;
      const left = deadline - performance.now();
      if (exitCode !== null || signalCode !== null || left <= 0) {
        throw new Error(`it did not say ${String(pattern)} but:\n${this.said}`);
      }
      const late = new AbortController();
      await Promise.race([
        new Promise<void>((resolve) => this.#hearing.push(resolve)),
        pause(left, undefined, { signal: late.signal }).catch(() => undefined),
      ]);
      late.abort();
    }
  }

  /** The address it listens on, once it does. */
  async origin(): Promise<string> {
    const port = await this.says(/^Gongyi listens on http:\/\/\S+:(\d+)/);
    return `http://127.0.0.1:${port}`;
  }

  /** The token of the set-up link of an empty database. */
  setupToken(): Promise<string> {
    return this.says(/\/setup#(\S+)/);
  }

  get ended(): Promise<Ended> {
    return this.#ended;
  }

  /** Sends a signal and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<Ended> {
    this.#child.kill(signal);
    return this.#ended;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The address of its embedded database. */
  async databaseUrl(): Promise<string> {
    const password = (await readFile(join(this.dataDir, 'postgres.password'), 'utf8')).trim();
    const lines = await this.#postmasterFile();
    return `postgres://gongyi:${password}@127.0.0.1:${String(lines[3])}/gongyi`;
  }

  /** Makes its embedded database stand still, the postmaster and all its children; gives their numbers. */
  async freezeDatabase(): Promise<number[]> {
    return freeze(Number((await this.#postmasterFile())[0]));
  }

  /** Kills its embedded database, all of it at once. */
  async killDatabase(): Promise<void> {
    signalAll(await this.freezeDatabase(), 'SIGKILL');
  }

  async #postmasterFile(): Promise<string[]> {
    return (await readFile(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  }
}

/** Makes a postmaster stand still, and all its children; gives their numbers. */
export async function freeze(postmaster: number): Promise<number[]> {
  process.kill(postmaster, 'SIGSTOP'); // From here on it has no further children.
  const children = await childrenOf(postmaster);
  signalAll(children, 'SIGSTOP');
  return [postmaster, ...children];
}

/** The direct children of a process. */
export async function childrenOf(parent: number): Promise<number[]> {
  if (process.platform !== 'linux') {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
    const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
    return pairs.filter(([, ppid]) => ppid === parent).map(([pid]) => pid ?? 0);
  }
  const numbers = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const stats = await Promise.all(
    numbers.map(async (pid) => {
      const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
      // "pid (name that may hold anything) state ppid …"
      const [, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return { pid, ppid: Number(ppid) };
    }),
  );
  return stats.filter(({ ppid }) => ppid === parent).map(({ pid }) => pid);
}

/** Sends a signal to processes of ours; those that are gone already are as good as reached. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
