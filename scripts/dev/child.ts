import { fork, type ChildProcess } from 'node:child_process';
import { z } from 'zod';

/** Whoever changes a program may have broken its end. */
const STOP_MS = 10_000;

/** What a program of `npm run dev` tells it when it can be used. */
export const Ready = z.object({ setupLink: z.string().optional() });
export type Ready = z.infer<typeof Ready>;

/** A program below `npm run dev`: it says when it is ready, and ends when it is asked to or when nobody is above it any more. */
export type Child = {
  /** What it said when it was ready; undefined where it ended before. */
  ready: Promise<Ready | undefined>;
  ended: Promise<void>;
  stop: () => Promise<void>;
};

/** Starts a script as such a program. */
export function begin(script: string, options: { cwd: string; env: NodeJS.ProcessEnv }): Child {
  // A pipe for what it reads: an end of file tells a program that looks there, too, that we are gone.
  const process: ChildProcess = fork(script, {
    ...options,
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => {
    process.once('exit', () => {
      resolve();
    });
  });
  const ready = new Promise<Ready | undefined>((resolve) => {
    process.once('message', (message) => {
      resolve(Ready.parse(message));
    });
    void ended.then(() => {
      resolve(undefined);
    });
  });
  return {
    ready,
    ended,
    stop: async () => {
      process.kill('SIGTERM');
      const late = setTimeout(() => process.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

/** In such a program: says that it is ready, then waits until it is to end. */
export async function serveUntilAsked(ready: Ready): Promise<void> {
  process.send?.(ready);
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', () => {
      resolve();
    });
    process.once('disconnect', () => {
      resolve();
    });
    // Ctrl-C reaches all of them at once; the one above says in which order they end.
    process.on('SIGINT', () => undefined);
  });
}
