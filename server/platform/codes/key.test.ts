import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import { makeMeeting, tablet } from '../../../tests/support/builders.ts';
import { TEST_CODE_KEY } from '../../../tests/support/world.ts';
import { tokenHash } from '../secrets.ts';
import { agreeOnKey, readCodeKey } from './key.ts';

let dataDir: string;
let t: TestApp;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongyi-key-'));
  t = await startApp();
});
afterAll(async () => {
  await t.close();
  await rm(dataDir, { recursive: true });
});

it('makes a key once, that nobody else reads, and all processes share it', async () => {
  const folder = join(dataDir, 'new');
  const keys = await Promise.all(
    Array.from({ length: 5 }, () => readCodeKey({ codeKey: undefined, dataDir: folder })),
  );
  const [first] = keys;
  if (first?.ok !== true) throw new Error('no key was made');
  expect(first.value).toHaveLength(32);
  for (const key of keys) expect(key).toEqual(first);
  const path = join(folder, 'code.key');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toBe(`${first.value.toString('hex')}\n`);
});

it('takes the key of the environment, and no file that is none', async () => {
  const codeKey = 'ab'.repeat(32);
  expect(await readCodeKey({ codeKey, dataDir })).toEqual({
    ok: true,
    value: Buffer.alloc(32, 0xab),
  });
  await writeFile(join(dataDir, 'code.key'), '');
  expect(await readCodeKey({ codeKey: undefined, dataDir })).toMatchObject({ ok: false });
});

it('is settled by the first start: another key is refused, unless it takes the place of a lost one', async () => {
  const other = Buffer.alloc(32, 'other');
  expect(await agreeOnKey(t.db, TEST_CODE_KEY, false)).toMatchObject({ ok: true });
  expect(await agreeOnKey(t.db, TEST_CODE_KEY, false)).toMatchObject({ ok: true });
  expect(await agreeOnKey(t.db, other, false)).toMatchObject({ ok: false });
  expect(await agreeOnKey(t.db, other, true)).toMatchObject({ ok: true });
  expect(await agreeOnKey(t.db, TEST_CODE_KEY, true)).toMatchObject({ ok: true });
});

it('puts the key over the plain hashes of cards from before; they go on working', async () => {
  const meeting = await makeMeeting(t, { electors: 1 });
  const plain = tokenHash('ABCDEFGHJK');
  await t.db
    .updateTable('card')
    .set({ code_hash: plain, link_hash: null, keyed: false })
    .where('meeting_id', '=', meeting.id)
    .execute();
  await agreeOnKey(t.db, TEST_CODE_KEY, false);
  const kept = await t.db
    .selectFrom('card')
    .select('code_hash')
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow();
  expect(kept.code_hash).not.toEqual(plain);
  await tablet(t, { code: 'abcde-fghjk' });
});
