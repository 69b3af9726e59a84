import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { AUDIT_EVENTS } from '../server/contract/events.ts';
import { PERMISSIONS } from '../server/contract/permissions.ts';
import { documents } from './docs.ts';

const made = await documents();

it.each(made)('docs/$file is up to date (npm run docs)', async ({ file, text }) => {
  const stored = await readFile(new URL(`../docs/${file}`, import.meta.url), 'utf8');
  expect(stored).toBe(text);
});

it('every event has a sentence that says what it means', () => {
  for (const [event, schema] of Object.entries(AUDIT_EVENTS)) {
    expect(schema.description, event).toMatch(/\w.*\.$/);
  }
});

it('the documents name every event and every action', () => {
  const text = made.map((document) => document.text).join('');
  for (const name of [...Object.keys(AUDIT_EVENTS), ...Object.keys(PERMISSIONS)]) {
    expect(text).toContain(`\`${name}\``);
  }
});
