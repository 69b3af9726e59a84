import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { fromOutput, onDisk, sentence, StartFailure } from './failure.ts';
import type { LogFile } from './log-file.ts';
import type { Placement } from './placement.ts';
import { halt, launch, pidFile, runningPostmaster } from './postmaster.ts';

/** How a postmaster ended that should not have. */
export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** What can be seen of a postmaster under supervision. */
export type Supervised = {
  /** The postmaster's process id; another one after each restart. */
  readonly pid: number;
  /** Tells of every end that nobody asked for; it is started again without further ado. */
  onExit(callback: (exit: Exit) => void): void;
  /** Tells that it accepts connections again after such an end. */
  onRestart(callback: (pid: number) => void): void;
};

type Charge = {
  at: Placement;
  binaries: Binaries;
  port: number;
  file: LogFile;
  log: (line: string) => void;
  anotherPort: () => Promise<number>;
};

const BACKOFF_MS = { first: 100, most: 5_000 };
const ROTATE_MS = 10 * 60_000;
const LEFTOVER_MS = 30_000;

/** Starts a postmaster and keeps it running until `stop`. */
export async function supervise(
  charge: Charge,
): Promise<Supervised & { port: number; stop(): Promise<void> }> {
  const { at, binaries, file, log } = charge;
  const exits: ((exit: Exit) => void)[] = [];
  const restarts: ((pid: number) => void)[] = [];
  const stopped = new AbortController();

  let port = charge.port;
  let current = await first(charge, (another) => (port = another));
  const rotation = setInterval(() => {
    file.rotate().catch((error: unknown) => {
      log(`the database's log could not be rotated: ${String(error)}`);
    });
  }, ROTATE_MS);
  rotation.unref();

  /** Watches until asked to stop; every end before that is followed by a new start on the same port. */
  async function watch(): Promise<void> {
    for (;;) {
      const exit = await current.ended;
      if (stopped.signal.aborted) return;
      const how = exit.signal ?? `code ${String(exit.code)}`;
      log(`the database ended unexpectedly (${how}); starting it again`);
      for (const callback of exits) callback(exit);
      const again = await restart();
      if (again === undefined) return;
      current = again;
      log(`the database runs again (pid ${String(again.pid)})`);
      for (const callback of restarts) callback(again.pid);
    }
  }

  async function restart(): Promise<Postmaster | undefined> {
    let told = '';
    for (let wait = BACKOFF_MS.first; ; wait = Math.min(wait * 2, BACKOFF_MS.most)) {
      await pause(wait, undefined, { signal: stopped.signal }).catch(() => undefined);
      if (stopped.signal.aborted) return undefined;
      try {
        const again = await open({ ...charge, port });
        if (!stopped.signal.aborted) return again;
        await halt(again.pid, at.cluster, binaries.pgCtl); // asked to stop while it was starting
        return undefined;
      } catch (error) {
        const words = error instanceof StartFailure ? sentence(error.failure) : String(error);
        if (words !== told) log(`the database does not start yet: ${words}`);
        told = words;
      }
    }
  }

  const watching = watch();
  return {
    get pid() {
      return current.pid;
    },
    port,
    onExit: (callback) => void exits.push(callback),
    onRestart: (callback) => void restarts.push(callback),
    async stop() {
      clearInterval(rotation);
      stopped.abort();
      // A number whose process has ended may be somebody else's by now.
      if (!current.hasEnded() && !(await halt(current.pid, at.cluster, binaries.pgCtl))) {
        log(`the database (pid ${String(current.pid)}) does not end`);
      }
      await watching;
    },
  };
}

type Postmaster = { pid: number; ended: Promise<Exit>; hasEnded(): boolean };

/** The first start, which may have to wait for what a killed one left, or to take another port. */
async function first(charge: Charge, moved: (port: number) => void): Promise<Postmaster> {
  let port = charge.port;
  const leftover = AbortSignal.timeout(LEFTOVER_MS);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await open({ ...charge, port });
    } catch (error) {
      const reason =
        error instanceof StartFailure && error.failure.code === 'start_failed'
          ? error.failure.reason
          : '';
      // The processes of a killed postmaster notice it one by one, and hold the memory till then.
      if (/pre-existing shared memory block/.test(reason) && !leftover.aborted) {
        await pause(200);
      } else if (/could not (?:create any TCP\/IP|bind)/.test(reason) && attempt < 5) {
        port = await charge.anotherPort();
        moved(port);
      } else throw error;
    }
  }
}

/** Launches a postmaster and waits until it accepts connections, however long its recovery takes. */
async function open({ at, binaries, port, file, log }: Charge): Promise<Postmaster> {
  await runningPostmaster(at.cluster); // clears away a file whose number has passed to somebody else
  const before = await onDisk(file.path, () => file.length());
  const start = (to: number) => launch(binaries.postgres, at.cluster, port, at.account, to);
  const child = await onDisk(file.path, () => file.withDescriptor(start));
  const { pid } = child;
  if (pid === undefined) {
    const [error] = (await once(child, 'error')) as [Error];
    const platform = `${process.platform}-${process.arch}`;
    throw new StartFailure({ code: 'binaries_missing', platform, reason: error.message });
  }
  const ended = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  for (let turns = 1; !hasEnded(); turns += 1) {
    const told = await pidFile(at.cluster);
    if (told?.pid === pid && told.ready) return { pid, ended, hasEnded };
    await pause(20);
    if (turns % 500 === 0) log('the database is still recovering');
  }
  throw new StartFailure(fromOutput(await file.since(before), at.cluster, file.path));
}
