/**
 * Writes the JSON Schemas of the round and result documents into docs/ from the zod schemas that the
 * count itself reads with. `npm run schema` after changing one; a test fails while they are stale.
 */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { roundResult } from '../server/domain/result.ts';
import { roundDocument } from '../server/domain/round/document.ts';

type Schema = { readonly file: string; readonly text: string };

/** The schemas and where they belong, as text. */
export function schemas(): Schema[] {
  return [
    describe('round.schema.json', 'A round to be counted (gongyi-round/1)', roundDocument),
    describe('result.schema.json', 'A counted round (gongyi-result/1)', roundResult),
  ];
}

function describe(file: string, title: string, schema: z.ZodType): Schema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  const description =
    'Generated from the schemas in server/domain. Rules between fields are in docs/round-format.md.';
  const text = `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
  return { file, text };
}

if (import.meta.main) {
  for (const { file, text } of schemas()) {
    writeFileSync(new URL(`../docs/${file}`, import.meta.url), text);
  }
}
