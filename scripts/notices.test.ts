import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildWeb } from './build-web.ts';
import { IN_PAGES, notice } from './notices.ts';
import { ROOT } from './programs.ts';

it('NOTICE is up to date (npm run notices)', () => {
  expect(readFileSync(join(ROOT, 'NOTICE'), 'utf8')).toBe(notice());
});

it('NOTICE names fonts, database and Node', () => {
  for (const name of [
    '@embedpdf/fonts-sc',
    '@expo-google-fonts/noto-serif-sc',
    'SIL OPEN FONT LICENSE',
    'PostgreSQL Global',
    'Node.js',
  ])
    expect(notice()).toContain(name);
});

it('every package in the built pages is named, and no other', async () => {
  expect((await buildWeb()).ok).toBe(true);
  const built: unknown = JSON.parse(readFileSync(join(ROOT, 'web/build/packages.json'), 'utf8'));
  expect(built).toEqual(IN_PAGES);
}, 120_000);
