import { describe, expect, it } from 'vitest';
import { count } from '../../../../server/domain/count/count.ts';
import { roundDocument } from '../../../../server/domain/round/document.ts';
import type { DefinitionOf } from '../../../../server/domain/round/definition.ts';
import type { RatingResult } from '../../../../server/domain/result.ts';
import { gradeColour, percentOfShare, piecesOf, rateGrades, ratesOf } from './rates.ts';

const document = roundDocument.parse({
  format: 'gongyi-round/1',
  kind: 'rating',
  items: [{ id: 'a' }],
  scale: [{ id: 'good' }, { id: 'fair' }, { id: 'poor' }, { id: 'unknown', excluded: true }],
  blank: 'abstain',
  roll: { enrolled: 10, present: 10, issued: 10, collected: 8 },
  papers: ['good', 'good', 'fair', 'poor', 'unknown', null, 'illegible', 'good'].map((mark) => ({
    marks: mark === null ? {} : { a: mark },
  })),
});
const definition = document as unknown as DefinitionOf<'rating'>;
const counted = count(document);
if (!counted.ok) throw new Error(JSON.stringify(counted.error));
const object = (counted.value as RatingResult).objects[0]!;

describe('the picture of a rating', () => {
  it('has pieces that add up to the papers collected', () => {
    const pieces = piecesOf(definition, object);
    expect(pieces.map(({ id, votes }) => [id, votes])).toEqual([
      ['good', 3],
      ['fair', 1],
      ['poor', 1],
      ['unknown', 1],
      ['abstain', 1],
      ['invalid', 1],
    ]);
    expect(pieces.reduce((sum, { votes }) => sum + votes, 0)).toBe(8);
  });

  it('shows the server’s rates: of the valid papers, abstentions among them', () => {
    expect(rateGrades(definition)).toEqual({ strict: 'good', broad: ['good', 'fair'] });
    expect(ratesOf(object)).toEqual({ strict: '50.00', broad: '66.67' });
    expect(percentOfShare('0/0')).toBeNull();
    const weighted = { strict: '5/8', broad: '1' };
    expect(ratesOf({ ...object, weighted })).toEqual({ strict: '62.50', broad: '100.00' });
  });

  it('gives every grade of a scale a colour of its own', () => {
    for (const steps of [1, 2, 3, 4, 5]) {
      const colours = Array.from({ length: steps }, (_, i) =>
        gradeColour(i / Math.max(1, steps - 1)),
      );
      expect(new Set(colours).size).toBe(steps);
    }
  });
});
