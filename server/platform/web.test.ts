import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../tests/support/app.ts';

let t: TestApp;
let webDir: string;
beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'gongyi-web-'));
  await mkdir(join(webDir, '_app/immutable'), { recursive: true });
  await writeFile(join(webDir, 'index.html'), '<script>start()</script>');
  await writeFile(join(webDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(webDir, '_app/immutable/a.js'), 'export {}');
  t = await startApp({ webDir });
});
afterAll(async () => {
  await t.close();
  await rm(webDir, { recursive: true });
});

it.each(['/', '/desk/people', '/index.html', '/favicon.svg'])(
  'nothing from elsewhere runs in what %s gives',
  async (path) => {
    const answer = await t.app.inject(path);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'self'; script-src/);
  },
);

it('a script is no document: it comes without what only pages obey, and is never guessed to be something else', async () => {
  const { headers } = await t.app.inject('/_app/immutable/a.js');
  expect(headers['content-type']).toContain('javascript');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers).not.toHaveProperty('content-security-policy');
});
