import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { anyDocument } from '../server/domain/documents.test-support.ts';
import { resultOf } from '../server/domain/papers.test-support.ts';
import { roundResult } from '../server/domain/result.ts';
import { roundDocument } from '../server/domain/round/document.ts';
import { schemas } from './schema.ts';

describe('the JSON Schemas in docs', () => {
  test.each(schemas())('$file is up to date (npm run schema)', ({ file, text }) => {
    const stored = readFileSync(new URL(`../docs/${file}`, import.meta.url), 'utf8');
    expect(stored).toBe(text);
  });

  test('accept every document and result', () => {
    const [round, result] = schemas().map(({ text }) => z.fromJSONSchema(JSON.parse(text)));
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(round!.safeParse(document).error).toBeUndefined();
        expect(round!.safeParse({ ...document, colour: 'red' }).success).toBe(false);
        expect(result!.safeParse(resultOf(document)).error).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  test('come from schemas that every document and result fits', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(roundDocument.safeParse(document).error).toBeUndefined();
        expect(roundResult.safeParse(resultOf(document)).error).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});
