import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildWeb } from './build-web.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gongyi-web-'));
  await write(
    'web/vite.config.js',
    "export default { build: { outDir: 'build' }, logLevel: 'warn' };",
  );
  await write('web/index.html', '<script type="module" src="/src/main.js"></script>');
  await write(
    'web/src/main.js',
    "import { word } from '../../server/contract/word.js'; console.log(word);",
  );
  await write('server/contract/word.js', "export const word = 'first';");
});
afterEach(() => rm(root, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function built(): Promise<string> {
  const assets = join(root, 'web/build/assets');
  const [script] = await readdir(assets);
  return readFile(join(assets, script ?? ''), 'utf8');
}

test('the web app is built once for the same sources, and again when the contract changes', async () => {
  expect(await buildWeb(root)).toEqual({ ok: true, value: 'built' });
  expect(await built()).toContain('first');
  expect(await buildWeb(root)).toEqual({ ok: true, value: 'fresh' });
  await write('web/src/main.test.ts', '// a test is no part of it');
  await write('web/src/main.js', await readFile(join(root, 'web/src/main.js'), 'utf8')); // only its time
  expect(await buildWeb(root)).toEqual({ ok: true, value: 'fresh' });
  await write('server/contract/word.js', "export const word = 'second';");
  expect(await buildWeb(root)).toEqual({ ok: true, value: 'built' });
  expect(await built()).toContain('second');
});

test('a build that fails says why and never passes for a fresh one', async () => {
  await buildWeb(root);
  const before = await readFile(join(root, 'web/src/main.js'), 'utf8');
  await write('web/src/main.js', 'this is no JavaScript');
  const failed = await buildWeb(root);
  expect(failed).toMatchObject({ ok: false, error: { code: 'build_failed' } });
  expect(JSON.stringify(failed)).toContain('main.js');
  expect(await buildWeb(root)).toMatchObject({ ok: false });
  await write('web/src/main.js', before);
  expect(await buildWeb(root)).toEqual({ ok: true, value: 'built' });
});

test('without sources there is nothing to build', async () => {
  await rm(join(root, 'web'), { recursive: true });
  expect(await buildWeb(root)).toEqual({ ok: true, value: 'no_sources' });
  expect(existsSync(join(root, 'web'))).toBe(false);
});
