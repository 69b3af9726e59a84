import { describe, expect, it } from 'vitest';
import type { RoundResult } from '../../../../../server/domain/result.ts';
import { figuresOf } from './figures.ts';

const roll = { enrolled: 45, present: 44, issued: 44 };

describe('figuresOf', () => {
  it('reads out 应到 实到 发出 收回 有效 无效, in that order', () => {
    const valid = {
      format: 'gongyi-result/1',
      round: 'valid',
      papers: {
        collected: 43,
        valid: 41,
        invalid: 2,
        reasons: { illegible: 0, too_many: 2, too_few: 0, bad_ranking: 0 },
      },
      items: [],
      next: null,
    } satisfies RoundResult;
    const figures = figuresOf(roll, valid, { quorum: [] });
    expect(figures.map(({ key, value }) => [key, value])).toEqual([
      ['roll.enrolled', 45],
      ['roll.present', 44],
      ['papers.issued', 44],
      ['papers.collected', 43],
      ['papers.valid', 41],
      ['papers.invalid', 2],
    ]);
    const voters = { quorum: [{ of: 'registered', fraction: '1/2', strict: true }] } as const;
    const named = figuresOf(roll, valid, { quorum: [...voters.quorum] });
    expect(named.slice(0, 2)).toEqual([
      { key: 'voters.registered', value: 45 },
      { key: 'voters.tookPart', value: 44 },
    ]);
  });

  it('says nothing about papers that were never looked at', () => {
    const ended = {
      format: 'gongyi-result/1',
      round: 'void',
      papers: { collected: 45 },
    } as const;
    expect(figuresOf(roll, ended, { quorum: [] }).map(({ value }) => value)).toEqual([
      45, 44, 44, 45,
    ]);
    expect(figuresOf(null, ended, { quorum: [] })).toEqual([
      { key: 'papers.collected', value: 45 },
    ]);
  });
});
