import { describe, expect, it } from 'vitest';
import { announcement as lines } from '../../domain/announcement/announcement.ts';
import type { RoundDefinitionInput } from '../../domain/round/definition.ts';
import { factsFor, papersOf, saidBy } from './facts.test-support.ts';
import { announcement, notice, tallyReport } from './texts.ts';

const half = [{ base: 'enrolled' as const, fraction: '1/2', strict: true }];
const two = [
  { id: 'a', title: '样例甲' },
  { id: 'b', title: '样例乙' },
];
const choose: RoundDefinitionInput = { kind: 'choose', seats: 1, items: two, majority: half };
const election: RoundDefinitionInput = { ...choose, kind: 'election' };
const only = { everybody: false };

describe('the tally report', () => {
  it('says why papers are invalid, which box they came from and why they were counted again', () => {
    const papers = [
      ...papersOf(4, { a: 'for' }),
      ...papersOf(2, { a: 'for', b: 'for' }),
      { marks: {}, illegible: true },
    ];
    const text = saidBy(
      tallyReport(
        factsFor(choose, papers, {
          roll: { enrolled: 9, present: 8, issued: 8 },
          counted: { version: 2, reason: '一张票录入有误' },
          issue: {
            medium: 'mixed',
            openedAt: null,
            closedAt: null,
            roll: null,
            tablets: { issued: 5, collected: 5 },
            stock: {
              printed: 9,
              issued: 3,
              spoiled: 0,
              destroyed: 6,
              specimens: 0,
              collected: 2,
              note: '',
            },
          },
        }),
      ),
    );
    expect(text).toContain('无效票3张的原因：整票无法辨认1张，多选2张。');
    expect(text).toContain('票箱|应到|实到|发出|收回|未收回|有效|无效');
    expect(text).toContain('平板|—|—|5|5|0|—|—\n纸质票|—|—|3|2|1|—|—\n合计|9|8|8|7|1|4|3');
    expect(text).toContain('重新计票的原因：一张票录入有误');
    expect(text).toContain('每项的赞成、反对、弃权、部分无效之和等于有效票4张。');
  });

  it('of a count by hand says that reasons were not written down', () => {
    const facts = factsFor(choose, papersOf(3, { a: 'for' }));
    const { counted } = facts;
    if (counted?.result.round !== 'valid' || !('items' in counted.result)) throw new Error('items');
    counted.result.papers = { collected: 5, valid: 3, invalid: 2, reasons: {} };
    expect(saidBy(tallyReport(facts))).toContain('无效票2张的原因：未分别记录原因2张。');
  });

  it('keeps room to sign with the figures, a line for each office', () => {
    const facts = factsFor(choose, papersOf(3, { a: 'for' }), {
      officers: [
        { office: 'scrutineer', name: '样例监票人', signed: new Date('2026-03-05T02:10:00Z') },
        { office: 'teller', name: '样例计票人', signed: null },
      ],
    });
    const last = tallyReport(facts).at(-1);
    expect(last?.kind).toBe('together');
    const text = saidBy(last === undefined ? [] : [last]);
    expect(text).toContain('以上计票结果：应到3人，实到3人；发出表决票3张，收回表决票3张');
    expect(text).toContain('职务|姓名|签名|日期');
    expect(text).toContain('监票人|样例监票人|已于本人设备签名|2026年3月5日');
    expect(text).toContain('计票人|样例计票人||');
  });

  it('names the base of every percentage, of a class where the rule counts one', () => {
    const papers = [
      ...papersOf(6, { a: 'for' }).map((paper) => ({ ...paper, class: 'public_rep' })),
      ...papersOf(6, { b: 'for' }).map((paper) => ({ ...paper, class: 'deputy' })),
    ];
    const classes = {
      deputy: { enrolled: 6, present: 6 },
      public_rep: { enrolled: 6, present: 6 },
    };
    const text = saidBy(
      tallyReport(
        factsFor({ ...choose, majority: [{ ...half[0]!, class: 'deputy' }] }, papers, { classes }),
      ),
    );
    expect(text).toContain('人大代表得票率%（占人大代表应到人数）');
    expect(text).toContain('样例甲|6|0|6|0|0.00');
    expect(
      saidBy(tallyReport(factsFor({ ...choose, majority: [] }, papersOf(3, { a: 'for' })))),
    ).toContain('得票率%（占有效票数）');
  });

  it('gives names written in their approvals alone, apart from the candidates', () => {
    const papers = [
      ...papersOf(4, { a: 'for' }),
      { marks: { a: 'against', b: 'against' }, writeIns: ['样例丙'] },
    ];
    const text = saidBy(tallyReport(factsFor(election, papers)));
    expect(text).toContain('1|1|样例甲|4|1|0|0|80.00|当选');
    expect(text).toContain('另选他人|得票|得票率%（占应到人数）|结果\n样例丙|1|20.00|未当选');
  });

  it('of an evaluation shows every identity, the rates with their base, and grades by name', () => {
    const rating: RoundDefinitionInput = {
      kind: 'rating',
      blank: 'abstain',
      items: [{ id: 'a', title: '样例部门' }],
      scale: [{ id: 'satisfied' }, { id: 'basically_satisfied' }, { id: 'dissatisfied' }],
      grades: [{ grade: 'rectify', when: [] }],
    };
    const papers = [...papersOf(9, { a: 'satisfied' }), ...papersOf(3, {})];
    const text = saidBy(tallyReport(factsFor(rating, papers)));
    expect(text).toContain('测评计票结果报告单');
    expect(text).toContain('满意|基本满意|不满意|弃权|无效|合计\n1|样例部门|9|0|0|3|0|12');
    expect(text).toContain('满意率%（占有效票数）|满意率%（含基本满意）（占有效票数）');
    expect(text).toContain('12|75.00|75.00|须整改');
    expect(text).not.toMatch(/satisfied|rectify/);
  });

  it('of a scorecard shows the means of the indicators and the name of the grade', () => {
    const scorecard: RoundDefinitionInput = {
      kind: 'scorecard',
      items: [{ id: 'a', title: '样例部门' }],
      indicators: [
        { id: '报告真实', min: 0, max: 100, weight: '1/2' },
        { id: '成效明显', min: 0, max: 100, weight: '1/2' },
      ],
      bands: [{ grade: 'basically_satisfied', min: '60' }],
    };
    const text = saidBy(
      tallyReport(factsFor(scorecard, papersOf(2, { a: { 报告真实: 80, 成效明显: 75 } }))),
    );
    expect(text).toContain('报告真实（平均分）|成效明显（平均分）|总分|等次');
    expect(text).toContain('样例部门|2|80.00|75.00|77.50|基本满意');
  });

  it('of a ranking orders by points and says how many papers ranked an item', () => {
    const rank: RoundDefinitionInput = { kind: 'rank', seats: 1, items: two };
    const text = saidBy(tallyReport(factsFor(rank, papersOf(2, { b: 1 }))));
    expect(text).toContain('名次|序号|项目|积分|排了名次的票|结果\n1|2|样例乙|2|2|入选');
    expect(text).toContain('以积分多少为序');
  });
});

describe('the announcement', () => {
  it.each([choose, election, { ...choose, majority: [] }])('is the text of the page', (input) => {
    const facts = factsFor(input, [...papersOf(1, { a: 'for' }), ...papersOf(1, { b: 'for' })]);
    const { roll, result } = facts.counted!;
    expect(saidBy(announcement(facts))).toContain(lines({ ...facts, roll }, result).join('\n'));
  });
});

describe('the notice', () => {
  const papers = [
    ...papersOf(4, { a: 'for' }),
    { marks: { a: 'against', b: 'against' }, writeIns: ['样例丙'] },
  ];

  it('of an election shows who was elected, and the others only where they are asked for', () => {
    const facts = factsFor(election, papers, { title: '样例镇镇长选举' });
    const text = saidBy(notice(facts, only));
    expect(text).toContain('下列1人当选（以得票多少为序）：\n1．样例甲　4票');
    expect(text).not.toMatch(/样例乙|样例丙|项目/);
    const all = saidBy(notice(facts, { everybody: true }));
    expect(all).toContain('样例乙');
    expect(all).toContain('样例丙');
  });

  it('of projects shows every figure', () => {
    expect(saidBy(notice(factsFor(choose, papersOf(4, { a: 'for' })), only))).toContain('样例乙|0');
  });

  it('is signed by the presidium in a town, by the committee in a subdistrict', () => {
    const town = saidBy(notice(factsFor(choose, papersOf(4, { a: 'for' })), only));
    expect(town).toContain('样例镇第十九届人民代表大会第六次会议主席团\n2026年3月5日');
    // The meeting names its town itself.
    expect(town).toContain('2026年3月5日，样例镇第十九届人民代表大会第六次会议对“');
    const subdistrict = saidBy(
      notice(
        factsFor(choose, papersOf(4, { a: 'for' }), {
          kind: 'subdistrict',
          assembly: '样例街道人大工委',
          meeting: '民生实事项目票选会议',
          title: '2026年民生实事项目票选',
        }),
        only,
      ),
    );
    expect(subdistrict).toContain('样例街道人大工委召开民生实事项目票选会议对“');
    expect(subdistrict).toContain('根据票选办法，下列1项入选');
    expect(subdistrict).toContain('样例街道人大工委\n2026年3月5日');
    expect(subdistrict).not.toContain('主席团');
  });

  it('of a by-election speaks of voters and is signed by the body that holds it', () => {
    const quorum = [{ of: 'registered' as const, fraction: '1/2', strict: true }];
    const facts = factsFor({ ...election, quorum }, papers, {
      title: '样例第二选区补选',
      roll: { enrolled: 7 },
    });
    const text = saidBy(notice(facts, only));
    expect(text).toContain('关于样例第二选区补选选举结果的公告');
    expect(text).toContain('“样例第二选区补选”以无记名投票方式进行。选民7人，参加投票5人；');
    expect(text).toContain('根据选举办法，下列1人当选');
    expect(text).not.toMatch(/主席团|应到|项目|会议对/);
    expect(text).toContain('样例镇人民代表大会\n2026年3月5日');
  });

  it('of a tie and of a motion says what the announcement says', () => {
    const tie = factsFor({ ...choose, majority: [] }, [
      ...papersOf(1, { a: 'for' }),
      ...papersOf(1, { b: 'for' }),
    ]);
    expect(saidBy(notice(tie, only))).toContain('样例甲；样例乙票数相等，各1票。');
    expect(saidBy(notice(tie, only))).not.toContain('没有项目');
    const title = '关于样例工作报告的决议（草案）';
    const motion = factsFor(
      { kind: 'package', items: [{ id: 'q', title }], majority: half },
      papersOf(3, { q: 'against' }),
    );
    expect(saidBy(notice(motion, only))).toContain(`${title}未获通过。`);
  });
});
