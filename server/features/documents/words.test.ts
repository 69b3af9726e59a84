import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { abandonedIn } from '../../../tests/support/abandoned-words.ts';

it('papers have one word for one thing, as pages do', () => {
  const folder = new URL('./', import.meta.url);
  const said = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
    .flatMap((name) =>
      abandonedIn(readFileSync(new URL(name, folder), 'utf8')).map((words) => `${name}: ${words}`),
    )
    // What the ballot paper of an election is called (选举法).
    .filter((words) => words !== 'facts.ts: 选票 → 表决票');
  expect(said).toEqual([]);
});
