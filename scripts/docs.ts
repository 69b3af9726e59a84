/**
 * Writes the documents in docs/ that follow from the code: docs/audit.md from the catalogue of audit
 * events, docs/roles.md from the table of permissions,
 * docs/openapi.json from the routes. `npm run docs` after changing one; a test fails
 * while they are stale.
 */
import { writeFile } from 'node:fs/promises';
import { auditDocument } from './docs/audit.ts';
import { rolesDocument } from './docs/roles.ts';
import { openApi } from '../server/features/reference/openapi.ts';
import { formatted } from './docs/markdown.ts';

type Document = { readonly file: string; readonly text: string };

/** The documents and where they belong, as text. */
export async function documents(): Promise<Document[]> {
  return Promise.all(
    [
      { file: 'audit.md', text: auditDocument() },
      { file: 'roles.md', text: rolesDocument() },
      { file: 'openapi.json', text: JSON.stringify(openApi()) },
    ].map(async ({ file, text }) => ({ file, text: await formatted(text, file) })),
  );
}

if (import.meta.main) {
  for (const { file, text } of await documents()) {
    await writeFile(new URL(`../docs/${file}`, import.meta.url), text);
  }
}
