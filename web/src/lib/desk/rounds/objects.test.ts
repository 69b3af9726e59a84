import { describe, expect, it } from 'vitest';
import { roundDefinition } from '../../../../../server/domain/round/definition.ts';
import { presetScale } from './grading.ts';
import { objectTable } from './objects.ts';

describe('objectTable', () => {
  it('lists votes of every grade in the order of the scale, and shares', () => {
    const definition = roundDefinition.parse({
      kind: 'rating',
      items: [{ id: 'p01', title: '样例甲' }],
      scale: presetScale('S3'),
    });
    const table = objectTable(definition, {
      format: 'gongyi-result/1',
      round: 'valid',
      papers: { collected: 10 },
      objects: [
        {
          id: 'p01',
          counts: { dissatisfied: 1, satisfied: 6 },
          abstain: 1,
          valid: 8,
          invalid: 2,
          strict: '6/8',
          broad: '6/8',
          weighted: null,
          grade: 'satisfied',
        },
      ],
    });
    expect(table.columns.flatMap(({ own }) => (own === null ? [] : [own]))).toEqual([
      'satisfied',
      'basically_satisfied',
      'dissatisfied',
    ]);
    expect(table.rows).toEqual([
      { id: 'p01', cells: [6, 0, 1, 1, 2, 8, '75.00%', '75.00%'], grade: 'satisfied' },
    ]);
  });

  it('lists the mean of every indicator, and a dash where nobody scored', () => {
    const definition = roundDefinition.parse({
      kind: 'scorecard',
      items: [{ id: 'p01', title: '样例甲' }],
      indicators: [
        { id: '进度', min: 0, max: 100, weight: '1/2' },
        { id: '质量', min: 0, max: 100, weight: '1/2' },
      ],
    });
    const table = objectTable(definition, {
      format: 'gongyi-result/1',
      round: 'valid',
      papers: { collected: 2 },
      objects: [
        {
          id: 'p01',
          valid: 2,
          indicators: { 质量: '90.50', 进度: null },
          total: null,
          grade: null,
        },
      ],
    });
    expect(table.rows).toEqual([{ id: 'p01', cells: ['—', '90.50', '—', 2], grade: null }]);
    expect(table.columns).toHaveLength(4);
  });
});
