import cluster from 'node:cluster';
import { join } from 'node:path';
import { err, ok, type Outcome } from '../domain/outcome.ts';
import { CannotStart, type Order } from './messages.ts';

/** How long (milliseconds) a process may take to answer its last votes and say goodbye to its devices. */
const DRAIN_MS = 30_000;

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** One server process, from its start to its end. */
export type Child = {
  readonly pid: number;
  /** Resolves once it takes connections, or with the reason when it ended before that. */
  readonly listening: Promise<Outcome<null, string>>;
  readonly ended: Promise<Exit>;
  readonly hasEnded: () => boolean;
  /** Whether its end is wanted. */
  readonly asked: () => boolean;
  /** Has it answer what it has and end; kills it when that takes too long. Resolves at its end. */
  stop(): Promise<void>;
};

/**
 * Starts a server process that shares the listening socket of this one (node:cluster). `environment` is
 * added to ours.
 */
export function startChild(environment: Record<string, string>): Child {
  cluster.setupPrimary({ exec: join(import.meta.dirname, 'server.worker.ts'), args: [] });
  const worker = cluster.fork(environment);
  let over = false;
  let asked = false;
  const ended = new Promise<Exit>((resolve) => {
    worker.once('exit', (code: number | null, signal: NodeJS.Signals | null) => {
      over = true;
      resolve({ code, signal });
    });
  });
  let reason: string | undefined;
  worker.on('message', (message: unknown) => {
    const told = CannotStart.safeParse(message);
    if (told.success) reason = told.data.reason;
  });
  // A process that is just ending can't be told so any more.
  worker.on('error', () => undefined);
  const listening = new Promise<Outcome<null, string>>((resolve) => {
    worker.once('listening', () => {
      resolve(ok(null));
    });
    void ended.then((exit) => {
      resolve(err(reason ?? `it ended while starting (${howOf(exit)})`));
    });
  });
  return {
    pid: worker.process.pid ?? 0,
    listening,
    ended,
    hasEnded: () => over,
    asked: () => asked,
    async stop() {
      asked = true;
      const order: Order = { type: 'stop' };
      if (worker.isConnected()) worker.send(order);
      const late = setTimeout(() => worker.process.kill('SIGKILL'), DRAIN_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

/** How a process ended, in a word or two. */
export function howOf({ code, signal }: Exit): string {
  return signal ?? `code ${String(code)}`;
}
