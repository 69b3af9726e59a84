import { describe, expect, it } from 'vitest';
import { count } from '../../../../server/domain/count/count.ts';
import {
  roundDefinition,
  type RoundDefinitionInput,
} from '../../../../server/domain/round/definition.ts';
import { format } from '../i18n/compile.ts';
import { en } from '../i18n/en/index.ts';
import { zh } from '../i18n/zh/index.ts';
import { announcement } from './announcement.ts';
import type { Say } from '../i18n/say.ts';

const chinese: Say = (key, values) => format(zh[key], 'zh-CN', values);
const english: Say = (key, values) => format(en[key], 'en-GB', values);

const half = [{ base: 'enrolled' as const, fraction: '1/2', strict: true }];

/** Counts papers really, then writes the words for them. */
function words(
  input: RoundDefinitionInput,
  papers: Record<string, unknown>[],
  say = chinese,
  figures: Partial<Record<'enrolled' | 'present' | 'issued' | 'collected', number>> = {},
): string[] {
  const definition = roundDefinition.parse(input);
  const people = { enrolled: 5, present: papers.length, issued: papers.length, ...figures };
  const roll = { collected: papers.length, ...people };
  const result = count({
    format: 'gongyi-round/1',
    ...definition,
    roll,
    papers: papers.map((marks) => ({ marks })),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return announcement({ title: '民生实事项目票选', definition, roll }, result.value, say);
}

const choose: RoundDefinitionInput = {
  kind: 'choose',
  seats: 1,
  items: [
    { id: 'a', title: '口袋公园' },
    { id: 'b', title: '社区食堂' },
  ],
  majority: half,
};
const a = { a: 'for' };
const b = { a: 'against', b: 'for' };

describe('the announcement', () => {
  it('reads 发出、收回、有效、无效，then 赞成、反对、弃权 of every candidate, then who is elected', () => {
    expect(words(choose, [a, a, b, { a: 'for', b: 'for' }, { a: 'for', b: 'illegible' }])).toEqual([
      '现在宣布“民生实事项目票选”的表决结果。',
      '本次会议应到 5 人，实到 5 人。',
      '发出表决票 5 张，收回表决票 5 张，其中有效票 4 张，无效票 1 张。收回的表决票没有超过发出的表决票，本轮表决有效。',
      '各项得票情况如下：',
      '1. 口袋公园：赞成 3 票，反对 1 票，弃权 0 票。',
      '2. 社区食堂：赞成 1 票，反对 0 票，弃权 2 票，部分无效 1 票。',
      '按照表决办法，赞成票超过应到人数的半数，即 3 票及以上，方为通过。',
      '以下 1 项当选：口袋公园。',
    ]);
  });

  it('says the same in English', () => {
    expect(words(choose, [a, a, b], english, { enrolled: 3 })).toEqual([
      'I announce the result of the vote on “民生实事项目票选”.',
      '3 are enrolled at this meeting, 3 are present.',
      '3 papers were issued and 3 collected, of which 3 are valid and 0 invalid. No more papers were collected than issued: the vote is valid.',
      'The votes are:',
      '1. 口袋公园: 2 for, 1 against, 0 abstaining.',
      '2. 社区食堂: 1 for, 0 against, 2 abstaining.',
      'Under the rules of this vote an item passes with approvals of more than half of all enrolled: 2 or more.',
      'Elected (1): 口袋公园.',
    ]);
  });

  it('never breaks a tie, and says what follows', () => {
    const lines = words({ ...choose, majority: [] }, [a, b]);
    expect(lines.slice(-3)).toEqual([
      '没有项目达到规定的票数，本轮没有当选项目。',
      '口袋公园；社区食堂票数相等。',
      '将对票数相等的项目再次投票，确定其余 1 个名额。',
    ]);
  });

  it('speaks of candidates where people are elected', () => {
    const election: RoundDefinitionInput = { ...choose, kind: 'election' };
    expect(words(election, [a, b]).slice(-3)).toEqual([
      '按照表决办法，赞成票超过应到人数的半数，即 3 票及以上，方为当选。',
      '没有候选人达到规定的票数，本轮没有人当选。',
      '还缺 1 个名额，将对口袋公园；社区食堂另行选举。',
    ]);
    const lines = words({ ...election, majority: [] }, [a, b]);
    expect(lines.at(-1)).toBe('将对票数相等的候选人再次投票，确定其余 1 个名额。');
  });

  it.each([
    ['supplementary', '还缺 1 个名额，将对口袋公园；社区食堂另行投票。'],
    ['vacant', '其余 1 个名额暂缺。'],
    ['next_session', '其余 1 个名额留待下次会议决定。'],
  ] as const)('says what becomes of an open seat: %s', (shortfall, line) => {
    expect(words({ ...choose, shortfall }, [a, b]).at(-1)).toBe(line);
  });

  it('announces a void round without any votes', () => {
    const lines = words(choose, [a, a, b], chinese, { issued: 2 });
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe(
      '发出表决票 2 张，收回表决票 3 张。收回的表决票多于发出的表决票，本轮表决无效，须重新投票。',
    );
  });

  it('announces a round without quorum without any votes', () => {
    const quorum = [{ of: 'enrolled' as const, fraction: '2/3', strict: true }];
    const lines = words({ ...choose, quorum }, [a, b]);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('未达到法定人数，本轮表决不成立');
  });

  it('lets items of a vote one by one pass rather than be elected', () => {
    const each: RoundDefinitionInput = { ...choose, kind: 'each', seats: undefined };
    expect(words(each, [a, a, a]).at(-1)).toBe('以下 1 项通过：口袋公园。');
  });

  it('reads every condition where there are several', () => {
    const majority = [
      { base: 'enrolled' as const, fraction: '1/2', strict: true },
      { base: 'collected' as const, fraction: '2/3', strict: false },
    ];
    expect(words({ ...choose, majority }, [a, a, a])).toContain(
      '按照表决办法，赞成票超过应到人数的半数，并且赞成票达到收回票数的三分之二，方为通过。',
    );
  });

  it('reads the grades of a rating', () => {
    const rating: RoundDefinitionInput = {
      kind: 'rating',
      items: [{ id: 'a', title: '样例部门' }],
      scale: [
        { id: 's', label: '满意' },
        { id: 'n', label: '不满意' },
      ],
      grades: [{ grade: 's', when: [] }],
    };
    expect(words(rating, [{ a: 's' }, { a: 's' }, { a: 'n' }]).slice(-2)).toEqual([
      '发出测评票 3 张，收回测评票 3 张。收回的票没有超过发出的票，本轮测评有效。',
      '样例部门：满意 2 票、不满意 1 票，测评等次为满意。',
    ]);
  });
});
