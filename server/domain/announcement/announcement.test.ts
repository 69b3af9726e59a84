import { describe, expect, it } from 'vitest';
import { count } from '../count/count.ts';
import { roundDefinition, type RoundDefinitionInput } from '../round/definition.ts';
import { announcement } from './announcement.ts';
import { chinese } from './chinese.ts';
import { english } from './english.ts';

const half = [{ base: 'enrolled' as const, fraction: '1/2', strict: true }];
const voters = [{ of: 'registered' as const, fraction: '1/2', strict: true }];

type PaperInput = {
  marks: Record<string, unknown>;
  writeIns?: string[];
};

/** Counts papers really, then writes the words for them. */
function words(
  input: RoundDefinitionInput,
  papers: (Record<string, unknown> | PaperInput)[],
  language = chinese,
  figures: Partial<Record<'enrolled' | 'present' | 'issued' | 'collected', number>> = {},
): string[] {
  const definition = roundDefinition.parse(input);
  const people = { enrolled: 5, present: papers.length, issued: papers.length, ...figures };
  const roll = { collected: papers.length, ...people };
  const result = count({
    format: 'gongyi-round/1',
    ...definition,
    roll,
    papers: papers.map((paper) => ('marks' in paper ? paper : { marks: paper })),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return announcement({ title: '民生实事项目票选', definition, roll }, result.value, language);
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
  it('reads 发出、收回、有效、无效，then 赞成、反对、弃权 of every candidate, then what is taken in', () => {
    expect(words(choose, [a, a, b, { a: 'for', b: 'for' }, { a: 'for', b: 'illegible' }])).toEqual([
      '现在宣布“民生实事项目票选”的表决结果。',
      '本次会议应到5人，实到5人。',
      '发出表决票5张，收回表决票5张，其中有效票4张，无效票1张。收回的表决票没有超过发出的表决票，本轮表决有效。',
      '各项目得票情况如下：',
      '1．口袋公园：赞成3票，反对1票，弃权0票。',
      '2．社区食堂：赞成1票，反对0票，弃权2票，部分无效1票。',
      '按照表决办法，赞成票超过应到人数的半数，即3票及以上，方为入选。',
      '以下1项入选：口袋公园。',
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
      'Under the rules of this vote an item is taken with approvals of more than half of all enrolled: 2 or more.',
      'Taken (1): 口袋公园.',
    ]);
  });

  it('of a tie never says that votes are missing, and never breaks it', () => {
    for (const majority of [[], [{ base: 'valid' as const, fraction: '1/2', strict: false }]]) {
      const lines = words({ ...choose, majority }, [a, b]);
      expect(lines.slice(-2)).toEqual([
        '口袋公园；社区食堂票数相等，各1票。',
        '将对票数相等的项目再次投票，确定1个名额。',
      ]);
      expect(lines.join('')).not.toContain('规定的票数');
    }
    const three = { ...choose, seats: 2, items: [...choose.items, { id: 'c', title: '绿道' }] };
    const one = words({ ...three, majority: [] }, [
      { c: 'for', a: 'for' },
      { c: 'for', b: 'for' },
    ]);
    expect(one.slice(-3)).toEqual([
      '以下1项入选：绿道。',
      '口袋公园；社区食堂票数相等，各1票。',
      '将对票数相等的项目再次投票，确定其余1个名额。',
    ]);
  });

  it('speaks of candidates where people are elected', () => {
    const election: RoundDefinitionInput = { ...choose, kind: 'election' };
    const lines = words(election, [a, b]);
    expect(lines[0]).toBe('现在宣布“民生实事项目票选”的选举结果。');
    expect(lines[2]).toContain('收回的选票没有超过发出的选票，本次选举有效。');
    expect(lines.slice(-3)).toEqual([
      '按照选举办法，赞成票超过应到人数的半数，即3票及以上，方为当选。',
      '没有候选人达到规定的票数，本次没有人当选。',
      '还缺1个名额，将对口袋公园；社区食堂另行选举。',
    ]);
    const tied = words({ ...election, majority: [] }, [a, b]);
    expect(tied.at(-1)).toBe('将对票数相等的候选人再次投票，确定1个名额。');
  });

  it('reads of names written in their approvals alone, apart from those who stood', () => {
    const election: RoundDefinitionInput = { ...choose, kind: 'election' };
    const written = (name: string): PaperInput => ({
      marks: { a: 'against', b: 'against' },
      writeIns: [name],
    });
    const lines = words(election, [a, a, a, written('样例丙'), written('样例丙')]);
    expect(lines.slice(3, 7)).toEqual([
      '各候选人得票情况如下：',
      '1．口袋公园：赞成3票，反对2票，弃权0票。',
      '2．社区食堂：赞成0票，反对2票，弃权3票。',
      '另选他人：样例丙2票。',
    ]);
    expect(lines.at(-1)).toBe('以下1人当选：口袋公园。');
  });

  it('speaks of voters in a by-election', () => {
    const election: RoundDefinitionInput = { ...choose, kind: 'election', quorum: voters };
    const lines = words(election, [a, a, a], chinese, { enrolled: 5, present: 3 });
    expect(lines[1]).toBe('本选区共有选民5人，参加投票3人。');
    expect(lines[2]).toContain('参加投票的选民超过全体选民的半数，');
    const few = words(election, [a, a], chinese, { enrolled: 5, present: 2 });
    expect(few.at(-1)).toBe(
      '发出选票2张，收回选票2张。参加投票的选民没有超过全体选民的半数，本次选举无效。',
    );
  });

  it.each<[string, RoundDefinitionInput]>([
    ['package', { kind: 'package', items: [], majority: half }],
    ['each', { kind: 'each', items: [], majority: half }],
  ])('names a single motion in the sentence that decides it: %s', (_, definition) => {
    const title = '关于样例工作报告的决议（草案）';
    const input = { ...definition, items: [{ id: 'a', title }] } as RoundDefinitionInput;
    expect(words(input, [a, a, a, { a: 'against' }, {}]).slice(3)).toEqual([
      '赞成3票，反对1票，弃权1票。',
      '按照表决办法，赞成票超过应到人数的半数，即3票及以上，方为通过。',
      `${title}获得通过。`,
    ]);
    expect(words(input, [a, a, { a: 'against' }, {}]).at(-1)).toBe(`${title}未获通过。`);
    const unnamed = { ...definition, items: [{ id: 'a' }] } as RoundDefinitionInput;
    expect(words(unnamed, [a]).at(-1)).toBe('民生实事项目票选未获通过。');
  });

  it('of several motions says which passed, and of none that none did', () => {
    const each: RoundDefinitionInput = { ...choose, kind: 'each', seats: undefined };
    expect(words(each, [a, a, a]).at(-1)).toBe('以下1项获得通过：口袋公园。');
    expect(words(each, [a]).at(-1)).toBe('没有事项达到规定的票数，本轮没有事项获得通过。');
  });

  it('reads a ranking by its points and the papers that ranked an item', () => {
    const rank: RoundDefinitionInput = { kind: 'rank', seats: 2, items: choose.items };
    expect(words(rank, [{ a: 1, b: 2 }, { a: 1 }, { b: 1 }]).slice(3)).toEqual([
      '各项积分如下，以积分多少为序：',
      '1．口袋公园：4分，排了名次的2票。',
      '2．社区食堂：3分，排了名次的2票。',
      '以下2项入选：口袋公园；社区食堂。',
    ]);
    const level = words({ ...rank, seats: 1 }, [{ a: 1 }, { b: 1 }]);
    expect(level.at(-2)).toBe('口袋公园；社区食堂积分相等，各1分。');
  });

  it.each([
    ['supplementary', '还缺1个名额，将对口袋公园；社区食堂另行投票。'],
    ['vacant', '1个名额暂缺。'],
    ['next_session', '1个名额留待下次会议决定。'],
  ] as const)('says what becomes of an open seat: %s', (shortfall, line) => {
    expect(words({ ...choose, shortfall }, [a, b]).at(-1)).toBe(line);
  });

  it('announces a void round without any votes', () => {
    const lines = words(choose, [a, a, b], chinese, { issued: 2 });
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe(
      '发出表决票2张，收回表决票3张。收回的表决票多于发出的表决票，本轮表决无效，应当重新投票。',
    );
  });

  it('announces a round without quorum without any votes', () => {
    const quorum = [{ of: 'enrolled' as const, fraction: '2/3', strict: true }];
    const lines = words({ ...choose, quorum }, [a, b]);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('未达到法定人数，本轮表决不成立');
  });

  it('says how many papers did not come back', () => {
    const lines = words(choose, [a, a], chinese, { issued: 3, present: 3 });
    expect(lines[2]).toContain('发出表决票3张，收回表决票2张，未收回1张，其中有效票2张');
  });

  it('reads every condition where there are several, and of which class', () => {
    const majority = [
      { base: 'enrolled' as const, fraction: '1/2', strict: true },
      { base: 'collected' as const, fraction: '2/3', strict: false },
    ];
    expect(words({ ...choose, majority }, [a, a, a])).toContain(
      '按照表决办法，赞成票超过应到人数的半数，并且赞成票达到收回票数的三分之二，方为入选。',
    );
  });

  it('reads the grades of an evaluation by their names, whoever abstained too', () => {
    const rating: RoundDefinitionInput = {
      kind: 'rating',
      items: [{ id: 'a', title: '样例部门' }],
      scale: [{ id: 'satisfied', label: '满意' }, { id: 'dissatisfied' }],
      grades: [{ grade: 'rectify', when: [] }],
    };
    const papers = [{ a: 'satisfied' }, { a: 'satisfied' }, { a: 'dissatisfied' }];
    expect(words(rating, papers).slice(-2)).toEqual([
      '发出测评票3张，收回测评票3张。收回的测评票没有超过发出的测评票，本轮测评有效。',
      '样例部门：满意2票，不满意1票；测评等次为须整改。',
    ]);
    expect(words({ ...rating, blank: 'abstain' }, [...papers, {}]).at(-1)).toBe(
      '样例部门：满意2票，不满意1票，弃权1票；测评等次为须整改。',
    );
  });

  it('reads the totals of a scorecard with the name of the grade', () => {
    const scorecard: RoundDefinitionInput = {
      kind: 'scorecard',
      items: [{ id: 'a', title: '样例部门' }],
      indicators: [{ id: '实效', min: 0, max: 100, weight: '1' }],
      bands: [{ grade: 'basically_satisfied', min: '60' }],
    };
    expect(words(scorecard, [{ a: { 实效: 80 } }]).at(-1)).toBe(
      '样例部门：得分80.00，测评等次为基本满意。',
    );
  });
});
