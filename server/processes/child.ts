import cluster from 'node:cluster';
import { join } from 'node:path';
import { err, ok, type Outcome } from '../domain/outcome.ts';
import { Report, type Order } from './messages.ts';

/** How long (milliseconds) a process may take to answer its last votes and say goodbye to its devices. */
const DRAIN_MS = 30_000;
/** So many questions in a row without an answer, and a process is taken for one that hangs. */
const QUESTIONS = 5;

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** One server process, from its start to its end. */
export type Child = {
  readonly pid: number;
  /** Resolves once it takes connections, or with the reason when it ended before that. */
  readonly listening: Promise<Outcome<null, string>>;
  readonly ended: Promise<Exit>;
  /** Resolves when it hangs and is killed for that: it gave no answer within its patience. */
  readonly hung: Promise<void>;
  readonly hasEnded: () => boolean;
  /** Whether its end is wanted. */
  readonly asked: () => boolean;
  /** Has it answer what it has and end; kills it when that takes too long. Resolves at its end. */
  stop(): Promise<void>;
};

/**
 * Starts a server process that shares the listening socket of this one (node:cluster). `environment` is
 * added to ours. Once it listens, and until it is to end, it is asked whether it is still there; without an answer
 * for `patienceMs` it is killed.
 */
export function startChild(environment: Record<string, string>, patienceMs: number): Child {
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
  let unanswered = 0;
  worker.on('message', (message: unknown) => {
    const told = Report.safeParse(message);
    if (!told.success) return;
    if (told.data.type === 'cannot_start') reason = told.data.reason;
    else unanswered = 0;
  });
  const tell = (order: Order): void => {
    if (worker.isConnected()) worker.send(order);
  };
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
  const hung = new Promise<void>((resolve) => {
    // Questions are counted, not seconds: where the whole computer slept, or this process was kept from running,
    // none was asked.
    const ask = (): void => {
      if (asked) return;
      if (unanswered >= QUESTIONS) {
        clearInterval(asking);
        worker.process.kill('SIGKILL');
        resolve();
        return;
      }
      unanswered += 1;
      tell({ type: 'ping' });
    };
    let asking: NodeJS.Timeout | undefined;
    worker.once('listening', () => {
      asking = setInterval(ask, patienceMs / QUESTIONS);
    });
    worker.once('exit', () => {
      clearInterval(asking);
    });
  });
  return {
    pid: worker.process.pid ?? 0,
    listening,
    ended,
    hung,
    hasEnded: () => over,
    asked: () => asked,
    async stop() {
      asked = true;
      tell({ type: 'stop' });
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
