import { Worker } from 'node:worker_threads';
import { err, type Outcome } from '../../domain/outcome.ts';
import type { FileFailure, RosterFile } from './file.ts';
import { isZip } from './zip.ts';

/** A roster of 20,000 rows takes a second or two; a file that takes longer was made to. */
const PATIENCE = 30_000;
/** Memory (MiB) for reading one file: a sheet with one cell in its last corner would take gigabytes. */
const MEMORY = 384;

/**
 * Reads a roster file in a thread of its own, so that a large one doesn't hold up a vote that runs in this
 * process at the same time, and a malicious one can use up neither memory nor time.
 */
export async function readRoster(bytes: Uint8Array): Promise<Outcome<RosterFile, FileFailure>> {
  const tooMuch = err({ reason: isZip(bytes) ? 'malformed_xlsx' : 'malformed_csv' } as const);
  const worker = new Worker(new URL('./read.worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    execArgv: [],
    env: {},
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', (error: Error & { code?: string }) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch);
        else reject(error);
      });
      worker.once('exit', () => {
        reject(new Error('the reader of a roster ended without an answer'));
      });
      timer = setTimeout(() => {
        resolve(tooMuch);
      }, PATIENCE);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
