import { describe, expect, it } from 'vitest';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import type { RatedObject, RoundResult } from '../../../../server/domain/result.ts';
import { SCALES } from '../../../../server/domain/gradeProfiles.ts';
import { format } from '../i18n/compile.ts';
import type { Say } from '../i18n/say.ts';
import { zh } from '../i18n/zh/index.ts';
import { objectTable } from './objects.ts';

const say: Say = (key, values) => format(zh[key], 'zh-CN', values);

const rated = (object: Partial<RatedObject>) => ({
  format: 'gongyi-result/1' as const,
  round: 'valid' as const,
  papers: { collected: 10 },
  objects: [
    {
      id: 'p01',
      counts: { dissatisfied: 1, satisfied: 6 },
      abstain: 0,
      valid: 7,
      invalid: 3,
      strict: '6/7',
      broad: '6/7',
      weighted: null,
      grade: 'satisfied',
      ...object,
    },
  ],
});
const rating = {
  kind: 'rating',
  items: [{ id: 'p01', title: '样例甲' }],
  scale: SCALES.S3,
};

describe('objectTable', () => {
  it('lists votes of every grade in the order of the scale, and both rates by name', () => {
    const table = objectTable(roundDefinition.parse(rating), rated({}), say);
    expect(table.columns).toEqual([
      '满意',
      '基本满意',
      '不满意',
      '无效',
      '有效',
      '满意率',
      '满意率（含基本满意）',
    ]);
    expect(table.rows).toEqual([
      {
        id: 'p01',
        title: '样例甲',
        figures: [6, 0, 1, 3, 7, '85.71%', '85.71%'],
        outcome: '满意',
        tone: 'good',
      },
    ]);
  });

  it('has abstentions where a blank is one, and weighted rates beside the plain ones', () => {
    const definition = roundDefinition.parse({
      ...rating,
      blank: 'abstain',
      weights: { deputy: '7/10', public_rep: '3/10' },
    });
    const result = rated({
      abstain: 2,
      invalid: 1,
      valid: 9,
      strict: '6/9',
      broad: '6/9',
      weighted: { strict: '39/50', broad: '47/50' },
    });
    const table = objectTable(definition, result, say);
    expect(table.columns.slice(3)).toEqual([
      '弃权',
      '无效',
      '有效',
      '加权满意率',
      '加权满意率（含基本满意）',
      '满意率',
      '满意率（含基本满意）',
    ]);
    expect(table.rows[0]?.figures.slice(3)).toEqual([
      2,
      1,
      9,
      '78.00%',
      '94.00%',
      '66.67%',
      '66.67%',
    ]);
    // An object without any valid paper stands under the same columns.
    const none = rated({ strict: '0/0', broad: '0/0', weighted: null });
    const two = { ...result, objects: [...result.objects, ...none.objects] };
    const figures = objectTable(definition, two, say).rows[1]?.figures;
    expect(figures?.slice(-4)).toEqual(['—', '—', '—', '—']);
    expect(figures).toHaveLength(table.columns.length);
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
    const result = {
      format: 'gongyi-result/1' as const,
      round: 'valid' as const,
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
    } satisfies RoundResult;
    const table = objectTable(definition, result, say);
    expect(table.rows).toMatchObject([
      { figures: ['—', '90.50', '—', 2], outcome: '—', tone: 'plain' },
    ]);
    expect(table.columns).toEqual(['进度', '质量', '总分', '有效']);
  });
});
