import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const CRASH = pathToFileURL(join(import.meta.dirname, 'crash.ts')).href;
const CANARY = '金丝雀';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyi-crash-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A process that falls over by `how`, told to write every report there is. */
async function fallen(how: string, quietly: boolean) {
  const quiet = quietly
    ? `import { crashQuietly } from ${JSON.stringify(CRASH)}; crashQuietly();`
    : '';
  const reports = ['--report-uncaught-exception', '--report-on-fatalerror', '--report-on-signal'];
  const child = spawn(
    process.execPath,
    [...reports, '--input-type=module', '--eval', `${quiet}\n${how}`],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SECRET: CANARY } },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  const left = await readdir(folder);
  for (const name of left) await rm(join(folder, name));
  return { code, said, left };
}

/** Errors as they come from what handles votes: each says what it was given. */
const WAYS = {
  'an error of the database': `throw Object.assign(new Error('bad row ${CANARY}'), {
    name: 'DatabaseError', code: '23505', detail: 'Key (receipt)=(${CANARY}) already exists.' })`,
  'a rejection that nobody handles': `setTimeout(() => void Promise.reject(new Error('${CANARY}')), 1)`,
  'a text that is not JSON': `JSON.parse('{"marks":${CANARY}')`,
  'a thrown value': `throw { marks: '${CANARY}' }`,
} as const;

it.each(Object.entries(WAYS))('%s: the crash says no value and leaves no file', async (_, how) => {
  // Node's own way would tell, and leave a report.
  const loud = await fallen(how, false);
  expect(loud.said).toContain(CANARY);
  expect(loud.left.length).toBeGreaterThan(0);

  const { code, said, left } = await fallen(how, true);
  expect(code).toBe(1);
  expect(said).toContain('The server has crashed');
  expect(said).not.toContain(CANARY);
  expect(left).toEqual([]);
});
