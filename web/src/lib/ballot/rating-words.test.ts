import { describe, expect, it } from 'vitest';
import { BAND_PROFILES, GRADE_PROFILES, SCALES } from '../../../../server/domain/gradeProfiles.ts';
import { roundDefinition, type DefinitionOf } from '../../../../server/domain/round/definition.ts';
import { format } from '../i18n/compile.ts';
import { en } from '../i18n/en/index.ts';
import type { Say } from '../i18n/say.ts';
import { zh } from '../i18n/zh/index.ts';
import { gradeOf, gradeSentence, plainPercent, rateNames, rateSentences } from './rating-words.ts';

const rating = (more: object = {}) =>
  roundDefinition.parse({
    kind: 'rating',
    items: [{ id: 'a', title: '样例甲' }],
    scale: SCALES.S3U,
    ...more,
  }) as DefinitionOf<'rating'>;

const say: Say = (key, values) => format(zh[key], 'zh-CN', values);
const english: Say = (key, values) => format(en[key], 'en-GB', values);

describe('the words of a rating', () => {
  it('name both rates and say what each is of', () => {
    expect(rateNames(rating(), say)).toEqual({ strict: '满意率', broad: '满意率（含基本满意）' });
    expect(rateNames(rating({ scale: [{ id: 'good', label: '好' }] }), say)).toEqual({
      strict: '好率',
      broad: null,
    });
    expect(rateSentences(rating(), say)).toEqual([
      '满意率 = 满意票 ÷ 有效票。',
      '满意率（含基本满意） =（满意票 + 基本满意票）÷ 有效票。',
      '有效票是正好选了一档的票；没有选、选了多档或无法辨认的为无效票。',
      '“不了解”单独列出，不计入有效票。',
    ]);
  });

  it('say how classes weigh, in either language', () => {
    const weighted = rating({ weights: { deputy: '7/10', public_rep: '3/10' } });
    expect(rateSentences(weighted, say).at(-1)).toContain('加权：人大代表 70%、群众代表 30%。');
    expect(rateSentences(weighted, english).at(-1)).toMatch(/^Weighted: .* 70%, .* 30%\./);
  });

  it('say how a grade comes about, whatever the profile', () => {
    const rules = (profile: keyof typeof GRADE_PROFILES) =>
      gradeSentence(rating({ grades: GRADE_PROFILES[profile] }), say);
    expect(rules('P_ZH')).toBe(
      '等次：满意票超过应到人数的 50% 的为满意；满意票加基本满意票超过应到人数的 50% 的为基本满意；其余为不满意。',
    );
    expect(rules('P_DEFAULT')).toContain(
      '满意票超过有效票数的 50%，且满意票加基本满意票达到有效票数的 80% 的为满意',
    );
    expect(rules('P_TY')).toContain('为须整改；其余为通过');
    expect(gradeSentence(rating(), say)).toBeNull();
    const scored = roundDefinition.parse({
      kind: 'scorecard',
      items: [{ id: 'a', title: '样例甲' }],
      indicators: [{ id: '效果', min: 0, max: 100, weight: '1' }],
      bands: BAND_PROFILES.P_SCORE_100,
    });
    expect(gradeSentence(scored, say)).toContain('80 分以上为满意；60 分以上为基本满意');
  });

  it('call the usual grades in the reader’s language, and leave a round’s own names alone', () => {
    expect(gradeOf(SCALES.S3U, 'satisfied', english)).toBe('Satisfied');
    expect(gradeOf([], 'rectify', say)).toBe('须整改');
    const own = [{ id: 'satisfied', label: '很好', excluded: false }];
    expect(gradeOf(own, 'satisfied', english)).toBe('很好');
    expect(gradeOf(own, 'g7', say)).toBe('g7');
    for (const { id, label } of Object.values(SCALES).flat()) {
      expect(gradeOf([], id, say), id).toBe(label);
      expect(gradeOf([], id, english), id).not.toBe(id);
    }
  });

  it('print weights without digits that say nothing', () => {
    expect(['7/10', '1/3', '1', '1/8', '1/40'].map(plainPercent)).toEqual([
      '70%',
      '33.33%',
      '100%',
      '12.5%',
      '2.5%',
    ]);
  });
});
