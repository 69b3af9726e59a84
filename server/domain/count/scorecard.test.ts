import { expect, it } from 'vitest';
import { printedTotal } from '../result.ts';
import { roundDocument } from '../round/document.ts';
import { count } from './count.ts';

const totalOf = (scores: readonly number[], bands: readonly { grade: string; min: string }[]) => {
  const result = count(
    roundDocument.parse({
      format: 'gongyi-round/1',
      kind: 'scorecard',
      items: [{ id: 'a', title: '样例单位' }],
      indicators: [{ id: '综合评价', min: 0, max: 100, weight: '1' }],
      bands,
      roll: {
        enrolled: scores.length,
        present: scores.length,
        issued: scores.length,
        collected: scores.length,
      },
      papers: scores.map((score) => ({ marks: { a: { 综合评价: score } } })),
    }),
  );
  if (!result.ok || !('objects' in result.value)) throw new Error('not counted');
  const [object] = result.value.objects;
  return object && 'total' in object ? { total: printedTotal(object), grade: object.grade } : null;
};

it('prints as many digits of a total as tell it from the next band', () => {
  const bands = [
    { grade: 'satisfied', min: '85' },
    { grade: 'basically_satisfied', min: '60' },
  ];
  const just = [84.99, 85, 85, 85];
  expect(totalOf(just, bands)).toEqual({ total: '84.998', grade: 'basically_satisfied' });
  expect(totalOf([85], bands)).toEqual({ total: '85.00', grade: 'satisfied' });
  // Where no band lies between, two digits say enough.
  expect(totalOf(just, [])).toEqual({ total: '85.00', grade: null });
});
