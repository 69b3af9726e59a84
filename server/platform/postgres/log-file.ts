import { copyFile, open, stat, truncate } from 'node:fs/promises';
import { codeOf } from './failure.ts';

const LIMIT_BYTES = 5 * 1024 * 1024;

/**
 * PostgreSQL's log. The server gets the open file as its standard error: so it goes on writing when our
 * process has been killed, and needs no right to enter the folder.
 */
export type LogFile = {
  path: string;
  /** Runs `use` with a descriptor opened for appending. */
  withDescriptor<T>(use: (descriptor: number) => T): Promise<T>;
  /** Length in bytes, to be handed to `since` later. */
  length(): Promise<number>;
  /** What was written from `position` on (the last 64 KiB of it at most). */
  since(position: number): Promise<string>;
  /** Keeps one earlier file beside it (`….1`) and starts again once the file has grown to the limit. */
  rotate(): Promise<void>;
};

/** The log at `path`, owner-readable only; `limit` in bytes. */
export function logFile(path: string, limit = LIMIT_BYTES): LogFile {
  const length = async (): Promise<number> => {
    try {
      return (await stat(path)).size;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return 0;
      throw error;
    }
  };
  return {
    path,
    async withDescriptor(use) {
      const file = await open(path, 'a', 0o600);
      try {
        return use(file.fd);
      } finally {
        await file.close();
      }
    },
    length,
    async since(position) {
      const file = await open(path, 'r');
      try {
        const end = (await file.stat()).size;
        const start = Math.max(Math.min(position, end), end - 65_536);
        const buffer = Buffer.alloc(end - start);
        await file.read(buffer, 0, buffer.length, start);
        return buffer.toString('utf8');
      } finally {
        await file.close();
      }
    },
    async rotate() {
      if ((await length()) < limit) return;
      // The server keeps its descriptor and appends, so the file is emptied rather than moved away.
      await copyFile(path, `${path}.1`);
      await truncate(path, 0);
    },
  };
}
