import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runQuietly } from '../scripts/programs.ts';
import type { Entry, Plan, Progress, Stage, Summary } from './k6/plan.ts';

/** The version that is got; any of your own from 1.0 on will do. */
const PACKAGE = 'go.k6.io/k6@v1.8.1';

export const WHAT_TO_INSTALL =
  `No k6 found: install Go and run "go install ${PACKAGE}", take a package from grafana.com/docs/k6, ` +
  'or name the program in K6_PATH.';

/** The k6 that is there: named in K6_PATH, on the path, or where `go install` puts it. */
export async function installedK6(): Promise<string | undefined> {
  const named = process.env['K6_PATH'] ?? '';
  if (named !== '') return existsSync(named) ? named : undefined;
  const onPath = await runQuietly('k6', ['version']).catch(() => undefined);
  if (onPath?.code === 0) return 'k6';
  const go = await runQuietly('go', ['env', 'GOPATH']).catch(() => undefined);
  const folder = go?.code === 0 ? go.output.trim() : join(homedir(), 'go');
  const installed = join(folder, 'bin', process.platform === 'win32' ? 'k6.exe' : 'k6');
  return existsSync(installed) ? installed : undefined;
}

/** k6, got with `go install` where there is none; undefined where that is not possible. */
export async function findK6(say: (line: string) => void): Promise<string | undefined> {
  const there = await installedK6();
  if (there !== undefined) return there;
  say(`go install ${PACKAGE} (some minutes, once)`);
  const got = await runQuietly('go', ['install', PACKAGE]).catch(() => undefined);
  if (got !== undefined && got.code !== 0) say(got.output);
  return installedK6();
}

/** A k6 process with the devices of one run. */
export class K6 {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #reached: Record<Stage, number> = { ready: 0, answered: 0, rushed: 0, over: 0 };
  readonly #said: string[] = [];
  readonly #ended: Promise<unknown>;
  #hearing: (() => void)[] = [];

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
    this.#ended = once(child, 'close').then(() => {
      this.#wake();
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on('line', (line) => {
        this.#hear(line);
      });
    }
  }

  /** Starts the devices of a hall; `entries` has one for each. */
  static async devices(path: string, plan: Plan, entries: readonly Entry[]): Promise<K6> {
    const folder = await mkdtemp(join(tmpdir(), 'gongyi-load-'));
    const file = async (name: string, content: unknown): Promise<string> => {
      const at = join(folder, name);
      // Cookies of sign-ins stand in it.
      await writeFile(at, JSON.stringify(content), { mode: 0o600 });
      return at;
    };
    const env = {
      PLAN: await file('plan.json', plan),
      ENTRIES: await file('entries.json', entries),
    };
    return new K6(run(path, 'hall.ts', env), folder);
  }

  /** Starts residents who read a published result, so many requests a second for so long. */
  static async residents(
    path: string,
    { origin, roundId }: { origin: string; roundId: string },
    { perSecond, seconds }: { perSecond: number; seconds: number },
  ): Promise<K6> {
    const folder = await mkdtemp(join(tmpdir(), 'gongyi-load-'));
    const env = {
      ORIGIN: origin,
      ROUND: roundId,
      RATE: String(perSecond),
      SECONDS: String(seconds),
    };
    return new K6(run(path, 'residents.ts', env), folder);
  }

  #hear(line: string): void {
    const json = line.startsWith('{') ? (JSON.parse(line) as Progress | Summary) : undefined;
    if (json !== undefined && 'at' in json) this.#reached[json.at] += json.devices;
    else this.#said.push(line);
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#hearing.splice(0)) wake();
  }

  /** Waits until so many devices got that far; throws when k6 ends before, or the time (milliseconds) is up. */
  async until(at: Stage, devices: number, ms: number): Promise<void> {
    const deadline = performance.now() + ms;
    while (this.#reached[at] < devices) {
      const left = deadline - performance.now();
      if (left <= 0 || this.#child.exitCode !== null) {
        const got = `${String(this.#reached[at])} of ${String(devices)} devices are ${at}`;
        throw new Error([got, ...this.#said.slice(-20)].join('\n  '));
      }
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        new Promise<void>((resolve) => this.#hearing.push(resolve)),
        new Promise<void>((resolve) => (timer = setTimeout(resolve, left))),
      ]);
      clearTimeout(timer);
    }
  }

  /** Waits for the end and gives what was measured. */
  async summary(): Promise<Summary> {
    await this.#ended;
    const line = this.#said.findLast((said) => said.startsWith('{"measures"'));
    if (line === undefined)
      throw new Error(`k6 gave no summary:\n  ${this.#said.slice(-20).join('\n  ')}`);
    return JSON.parse(line) as Summary;
  }

  /** Ends it, whatever it is doing, and removes what was written for it. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL');
    await this.#ended;
    await rm(this.#folder, { recursive: true });
  }
}

function run(path: string, script: string, env: Record<string, string>): ChildProcess {
  const given = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const quiet = ['--quiet', '--no-color', '--no-usage-report', '--log-format', 'raw', '--address='];
  return spawn(path, ['run', ...quiet, ...given, join(import.meta.dirname, 'k6', script)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
