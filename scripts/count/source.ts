/** Where the bytes of a document come from, more than once: rules may stand behind the papers. */
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that can be read again from the beginning. */
export type Source = { readonly chunks: () => AsyncIterable<Uint8Array> };

const CHUNK = 1 << 20;

/** A file on disk, read twice instead of being kept. */
export function fileSource(path: string): Source {
  return { chunks: () => createReadStream(path, { highWaterMark: CHUNK }) };
}

/**
 * Keeps what cannot be read again (standard input, a line of a stream): in memory up to `limit`
 * bytes, beyond that in a file that is readable by its owner only and already without a name.
 */
export class Spool implements Source {
  readonly #limit: number;
  #kept: Uint8Array[] = [];
  #size = 0;
  #file: { fd: number; folder: string } | null = null;

  constructor(limit = 16 * CHUNK) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#size;
  }

  write(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (!this.#file) {
      this.#kept.push(Uint8Array.from(chunk));
      if (this.#size <= this.#limit) return;
      this.#file = openNameless();
      for (const kept of this.#kept) writeAll(this.#file.fd, kept);
      this.#kept = [];
      return;
    }
    writeAll(this.#file.fd, chunk);
  }

  async *chunks(): AsyncIterable<Uint8Array> {
    if (!this.#file) {
      yield* this.#kept;
      return;
    }
    const options = { fd: this.#file.fd, start: 0, autoClose: false, highWaterMark: CHUNK };
    yield* createReadStream('', options);
  }

  /** Frees the memory or the file. */
  dispose(): void {
    this.#kept = [];
    if (this.#file) {
      closeSync(this.#file.fd);
      rmSync(this.#file.folder, { recursive: true, force: true });
    }
    this.#file = null;
  }
}

function openNameless(): { fd: number; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'gongyi-count-'));
  const fd = openSync(join(folder, 'papers'), 'wx+', 0o600);
  // Where the system allows it the name goes at once, so that a crash leaves no papers behind.
  if (process.platform !== 'win32') rmSync(folder, { recursive: true, force: true });
  return { fd, folder };
}

function writeAll(fd: number, chunk: Uint8Array): void {
  let written = 0;
  while (written < chunk.length) written += writeSync(fd, chunk, written);
}
