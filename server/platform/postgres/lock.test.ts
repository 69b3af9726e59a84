import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lock.ts';
import { bootId, pidSpace, processIdentity } from './process-identity.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyi-lock-'));
  path = join(folder, 'gongyi.lock');
});
afterEach(() => rm(folder, { recursive: true }));

async function left(changes: Record<string, unknown>): Promise<void> {
  const ours = {
    pid: process.pid,
    identity: await processIdentity(process.pid),
    host: hostname(),
    boot: await bootId(),
    space: await pidSpace(),
  };
  await writeFile(path, JSON.stringify({ ...ours, ...changes }));
}

const inUse = { ok: false, error: { pid: process.pid } };
const tookOver = { ok: true, value: { tookOver: true } };

test('a lock is held until it is given back, and leaves nothing behind', async () => {
  const first = await takeLock(folder);
  expect(first).toMatchObject({ ok: true, value: { tookOver: false } });
  expect(await takeLock(folder)).toEqual(inUse);
  if (first.ok) await first.value.release();
  expect(await readdir(folder)).toEqual([]);
  const second = await takeLock(folder);
  expect(second).toMatchObject({ ok: true, value: { tookOver: false } });
  if (second.ok) await second.value.release();
});

test('a living owner keeps its lock', async () => {
  await left({});
  expect(await takeLock(folder)).toEqual(inUse);
});

test.each<[string, Record<string, unknown>]>([
  ['whose process has ended', { pid: 4_194_303 }],
  ['whose number another process has now', { identity: 'of an earlier process' }],
  ['from before the machine was restarted', { boot: 'an earlier one' }],
])('a lock %s is taken over', async (_, changes) => {
  await left(changes);
  const taken = await takeLock(folder);
  expect(taken).toMatchObject(tookOver);
  if (taken.ok) await taken.value.release();
});

test('a lock that a power cut left empty is taken over', async () => {
  await writeFile(path, '');
  const taken = await takeLock(folder);
  expect(taken).toMatchObject(tookOver);
  if (taken.ok) await taken.value.release();
});

test('of many who find a dead lock, exactly one takes it over', async () => {
  for (let round = 0; round < 10; round += 1) {
    await left({ identity: 'of an earlier process' });
    const answers = await Promise.all(Array.from({ length: 12 }, () => takeLock(folder)));
    const won = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
    expect(won).toHaveLength(1);
    await won[0]!.release();
    expect(await readdir(folder)).toEqual([]);
  }
});

test('a turn that a killed process left in the way does not block for ever', async () => {
  await left({ identity: 'of an earlier process' });
  await writeFile(`${path}.turn`, '');
  const old = new Date(Date.now() - 60_000);
  await utimes(`${path}.turn`, old, old);
  const taken = await takeLock(folder);
  expect(taken.ok).toBe(true);
  if (taken.ok) await taken.value.release();
});

test('an owner in another container is believed as long as its heart beats', async () => {
  await left({ space: 'pid:[another]' });
  const beating = setInterval(() => void utimes(path, new Date(), new Date()), 20);
  expect(await takeLock(folder, 50)).toEqual(inUse);
  clearInterval(beating);
  const taken = await takeLock(folder, 50);
  expect(taken).toMatchObject(tookOver);
  if (taken.ok) await taken.value.release();
});

test('a lock that somebody else has taken since is not given back', async () => {
  const first = await takeLock(folder);
  await left({ pid: 1, identity: 'another' });
  if (first.ok) await first.value.release();
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: 1 });
});
