import { writeSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logFile } from './log-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyi-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a log keeps to its limit while somebody writes to it, with one earlier file beside it', async () => {
  const path = join(folder, 'postgres.log');
  const log = logFile(path, 1_000);
  expect(await log.length()).toBe(0);
  const writer = await open(path, 'a', 0o600); // what the server got at its start
  writeSync(writer.fd, 'short\n');
  await log.rotate();
  expect(await readFile(path, 'utf8')).toBe('short\n');
  writeSync(writer.fd, 'x'.repeat(1_000));
  await log.rotate();
  writeSync(writer.fd, 'after\n');
  expect(await readFile(path, 'utf8')).toBe('after\n');
  expect((await stat(`${path}.1`)).size).toBe(1_006);
  expect((await stat(`${path}.1`)).mode & 0o777).toBe(0o600);
  await writer.close();
});

test('what was written since a moment can be read again', async () => {
  const log = logFile(join(folder, 'postgres.log'));
  await log.withDescriptor((to) => writeSync(to, 'before\n'));
  const position = await log.length();
  await log.withDescriptor((to) => writeSync(to, 'since\n'));
  expect(await log.since(position)).toBe('since\n');
});
