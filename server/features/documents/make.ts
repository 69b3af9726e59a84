import { Worker } from 'node:worker_threads';
import { cleanText } from '../../domain/cleanText.ts';
import { err, ok, type Outcome } from '../../domain/outcome.ts';
import { withTexts, type DocumentContent } from './model.ts';

export type Format = 'docx' | 'pdf';
export type Order = { id: number; format: Format; content: DocumentContent };
export type Made = { id: number } & ({ bytes: Uint8Array } | { error: string });

/** Documents that may wait at a time: more is said to be too much rather than made minutes later. */
export const MOST_WAITING = 24;
/** A document of 200 items takes about two seconds; one that takes longer than this won't come. */
const PATIENCE = 60_000;
/** The thread holds its fonts, so it ends when nobody wants a document any more. */
const IDLE = 120_000;
/** Memory (MiB) of the thread. */
const MEMORY = 512;

type Waiting = {
  resolve: (made: Outcome<Buffer, 'busy'>) => void;
  reject: (error: Error) => void;
};

/** Cleaned once more, whatever way a text came in: what it is written into can't hold everything. */
function printable(blocks: DocumentContent['blocks']): DocumentContent['blocks'] {
  return withTexts(blocks, (text) => cleanText(text).replaceAll('\0', '').replaceAll('\t', ' '));
}

/**
 * Makes documents in a thread of their own, one after the other: reading the fonts and setting a PDF of 200 items
 * take a second each, in which no vote could be taken. `busy` when too many are waiting already.
 */
export class Maker {
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #next = 0;
  #timer: NodeJS.Timeout | undefined;

  make(content: DocumentContent, format: Format): Promise<Outcome<Buffer, 'busy'>> {
    if (this.#waiting.size >= MOST_WAITING) return Promise.resolve(err('busy'));
    const id = this.#next++;
    const order: Order = { id, format, content: { ...content, blocks: printable(content.blocks) } };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      const worker = (this.#worker ??= this.#start());
      worker.postMessage(order);
      this.#watch();
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = null;
    this.#fail(new Error('the server is going down'));
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./make.worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
      execArgv: [],
      env: {},
    });
    worker.on('message', (made: Made) => {
      const waiting = this.#waiting.get(made.id);
      this.#waiting.delete(made.id);
      this.#watch();
      if ('error' in made) waiting?.reject(new Error(`a document was not made: ${made.error}`));
      else waiting?.resolve(ok(Buffer.from(made.bytes)));
    });
    worker.on('error', (error) => {
      this.#gone(worker, error instanceof Error ? error : new Error('the maker failed'));
    });
    worker.on('exit', () => {
      this.#gone(worker, new Error('the maker of documents ended'));
    });
    // It never keeps the process alive.
    worker.unref();
    return worker;
  }

  /** Waits for the next document while some are waiting, and else for the end of the quiet. */
  #watch(): void {
    clearTimeout(this.#timer);
    const patience = this.#waiting.size > 0 ? PATIENCE : IDLE;
    this.#timer = setTimeout(() => {
      const worker = this.#worker;
      this.#worker = null;
      this.#fail(new Error('a document took too long'));
      void worker?.terminate();
    }, patience);
    this.#timer.unref();
  }

  #gone(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#fail(error);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
