/**
 * Says which of the files that are written by a script are no longer what the script would write, and by which command they
 * are; the check "Generated files" (`scripts/checks.ts`).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documents } from './docs.ts';
import { notice } from './notices.ts';
import { ROOT } from './programs.ts';
import { schemas } from './schema.ts';

type Generated = { readonly path: string; readonly text: string; readonly command: string };

const generated: Generated[] = [
  ...(await documents()).map(({ file, text }) => ({
    path: `docs/${file}`,
    text,
    command: 'npm run docs',
  })),
  ...schemas().map(({ file, text }) => ({
    path: `docs/${file}`,
    text,
    command: 'npm run schema',
  })),
  { path: 'NOTICE', text: notice(), command: 'npm run notices' },
];

for (const { path, text, command } of generated) {
  const stored = await readFile(join(ROOT, path), 'utf8').catch(() => undefined);
  if (stored === text) continue;
  console.error(`${path} is stale: ${command}`);
  process.exitCode = 1;
}
