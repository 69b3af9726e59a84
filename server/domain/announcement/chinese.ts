import { BASE_NAMES, className, gradeName } from '../names.ts';
import type { MajorityRule } from '../round/rules.ts';
import type { Act, Papers, Words } from './words.ts';

const ACTS: Record<Act, { name: string; paper: string; this: string }> = {
  election: { name: '选举', paper: '选票', this: '本次选举' },
  evaluation: { name: '测评', paper: '测评票', this: '本轮测评' },
  vote: { name: '表决', paper: '表决票', this: '本轮表决' },
};

/** What is said of who or what is taken: persons are elected, projects are taken in, others pass. */
const TAKEN = { chosen: '当选', elected: '入选', passed: '获得通过' } as const;
const UNIT = { chosen: '人', elected: '项', passed: '项' } as const;
const THING = { chosen: '候选人', elected: '项目', passed: '事项' } as const;

const n = String;

/** The words in which a presider announces a result (宣布词). */
export const chinese: Words = {
  opening: (act, title) => `现在宣布“${title}”的${ACTS[act].name}结果。`,
  roll: ({ enrolled, present, voters }) =>
    voters
      ? `本选区共有选民${n(enrolled)}人，参加投票${n(present)}人。`
      : `本次会议应到${n(enrolled)}人，实到${n(present)}人。`,
  papers: (act, papers, voters) => {
    const { validity } = papers;
    const counted =
      validity === null ? '' : `，其中有效票${n(validity.valid)}张，无效票${n(validity.invalid)}张`;
    const enough = voters ? '参加投票的选民超过全体选民的半数，' : '';
    const { paper, this: round } = ACTS[act];
    return `${boxOf(act, papers)}${counted}。${enough}收回的${paper}没有超过发出的${paper}，${round}有效。`;
  },
  void: (act, papers) => {
    const { paper, this: round } = ACTS[act];
    return `${boxOf(act, papers)}。收回的${paper}多于发出的${paper}，${round}无效，应当重新投票。`;
  },
  inquorate: (act, papers, voters) =>
    voters
      ? `${boxOf(act, papers)}。参加投票的选民没有超过全体选民的半数，本次选举无效。`
      : `${boxOf(act, papers)}。未达到法定人数，${ACTS[act].this}不成立，${ACTS[act].paper}不予计算。`,
  votes: (of, ranking) =>
    ranking ? '各项积分如下，以积分多少为序：' : `各${THING[of]}得票情况如下：`,
  item: (number, { title, for: yes, against, abstain, void: broken }) =>
    `${n(number)}．${title}：赞成${n(yes)}票，反对${n(against)}票，弃权${n(abstain)}票${
      broken > 0 ? `，部分无效${n(broken)}票` : ''
    }。`,
  points: (number, { title, points, for: papers }) =>
    `${n(number)}．${title}：${n(points ?? 0)}分，排了名次的${n(papers)}票。`,
  motion: ({ for: yes, against, abstain, void: broken }) =>
    `赞成${n(yes)}票，反对${n(against)}票，弃权${n(abstain)}票${
      broken > 0 ? `，部分无效${n(broken)}票` : ''
    }。`,
  written: (items) =>
    `另选他人：${items.map(({ title, for: yes }) => `${title}${n(yes)}票`).join('；')}。`,
  rules: (of, rules, needed) => {
    const texts = rules.map(ruleOf).join('，并且');
    const votes = needed === null ? '' : `，即${n(needed)}票及以上`;
    const by = of === 'chosen' ? '选举办法' : '表决办法';
    return `按照${by}，${texts}${votes}，方为${of === 'passed' ? '通过' : TAKEN[of]}。`;
  },
  motionOutcome: (title, passed) => `${title}${passed ? '获得通过' : '未获通过'}。`,
  elected: (of, names) => `以下${n(names.length)}${UNIT[of]}${TAKEN[of]}：${names.join('；')}。`,
  none: (of, missedRule) => {
    const none = {
      chosen: '本次没有人当选',
      elected: '本轮没有项目入选',
      passed: '本轮没有事项获得通过',
    }[of];
    return missedRule ? `没有${THING[of]}达到规定的票数，${none}。` : `${none}。`;
  },
  tied: (names, votes, ranking) =>
    ranking
      ? `${names.join('；')}积分相等，各${n(votes)}分。`
      : `${names.join('；')}票数相等，各${n(votes)}票。`,
  runoff: (of, seats, rest) =>
    `将对票数相等的${THING[of]}再次投票，确定${rest ? '其余' : ''}${n(seats)}个名额。`,
  supplementary: (of, seats, names) =>
    `还缺${n(seats)}个名额，将对${names.join('；')}另行${of === 'chosen' ? '选举' : '投票'}。`,
  vacant: (seats, rest) => `${rest ? '其余' : ''}${n(seats)}个名额暂缺。`,
  nextSession: (seats, rest) => `${rest ? '其余' : ''}${n(seats)}个名额留待下次会议决定。`,
  rated: (title, counts, { abstain, invalid }, grade) => {
    const parts = [
      ...counts.map(({ grade: name, count }) => `${name}${n(count)}票`),
      ...(abstain === null ? [] : [`弃权${n(abstain)}票`]),
      ...(invalid > 0 ? [`无效${n(invalid)}票`] : []),
    ];
    return `${title}：${parts.join('，')}${grade === null ? '' : `；测评等次为${grade}`}。`;
  },
  scored: (title, total, grade) =>
    `${title}：得分${total ?? '—'}${grade === null ? '' : `，测评等次为${grade}`}。`,
  grade: gradeName,
};

function boxOf(act: Act, { issued, collected }: Papers): string {
  const { paper } = ACTS[act];
  const missing = issued - collected;
  return `发出${paper}${n(issued)}张，收回${paper}${n(collected)}张${
    missing > 0 ? `，未收回${n(missing)}张` : ''
  }`;
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** `赞成票超过应到人数的半数`: a majority rule as it is read aloud. */
function ruleOf({ base, fraction, strict, class: of }: MajorityRule): string {
  const who = of === undefined ? '' : `${className(of)}的`;
  if (fraction === '1/2' && strict) return `${who}赞成票超过${BASE_NAMES[base]}的半数`;
  const [num = '1', den = '1'] = fraction.split('/');
  const share = `${spelled(den)}分之${spelled(num)}`;
  return `${who}赞成票${strict ? '超过' : '达到'}${BASE_NAMES[base]}的${share}`;
}

function spelled(figure: string): string {
  return DIGITS[Number(figure)] ?? figure;
}
