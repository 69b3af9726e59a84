import {
  announcement as announcementLines,
  outcomeLines,
  unsettledLines,
} from '../../domain/announcement/announcement.ts';
import { decisionOf, type Decision } from '../../domain/announcement/decision.ts';
import { REASON_NAMES } from '../../domain/names.ts';
import { ofVoters } from '../../domain/quorum.ts';
import {
  invalidReason,
  type RatingResult,
  type RoundResult,
  type ScorecardResult,
} from '../../domain/result.ts';
import {
  actName,
  day,
  figuresSentence,
  issuer,
  meetingHeld,
  moment,
  paperName,
  titled,
  type Facts,
} from './facts.ts';
import type { Block } from './model.ts';
import { signing } from './signing.ts';
import {
  itemsTable,
  papersTable,
  ratesTable,
  ratingTable,
  scoresTable,
  writtenTable,
} from './tables.ts';

type Counted = NonNullable<Facts['counted']>;

function counted(facts: Facts): Counted {
  if (facts.counted === undefined) throw new Error('the document needs a count');
  return facts.counted;
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const plain = (text: string): Block => ({ kind: 'plain', text });

/** 计票结果报告单 (D15): every figure of the count, and room for the scrutineers' signatures. */
export function tallyReport(facts: Facts): Block[] {
  const count = counted(facts);
  const { version, madeAt, reason, sha256, result } = count;
  return [
    { kind: 'title', text: `${actName(facts)}计票结果报告单` },
    { kind: 'subtitle', text: facts.title },
    plain(`会议：${facts.meeting}`),
    plain(`计票时间：${moment(madeAt)}　　计票版次：第${String(version)}版`),
    ...(reason === null ? [] : [plain(`重新计票的原因：${reason}`)]),
    papersTable(facts, count),
    ...reasons(facts, result),
    ...standing(facts),
    ...figures(facts),
    ...settled(facts),
    signing(facts.officers, [
      paragraph(`以上计票结果：${figuresSentence(facts)}`),
      { kind: 'plain', text: `计票结果校验值（SHA-256）：${sha256}`, size: 9 },
    ]),
  ];
}

/** Why papers are invalid; of papers counted by hand it isn't recorded of each. */
function reasons(facts: Facts, { papers }: RoundResult): Block[] {
  if (!('reasons' in papers) || papers.invalid === 0) return [];
  const named = invalidReason.options.flatMap((reason) => {
    const count = papers.reasons[reason] ?? 0;
    return count === 0 ? [] : [{ text: `${REASON_NAMES[reason]}${String(count)}张`, count }];
  });
  const rest = papers.invalid - named.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    ...named.map(({ text }) => text),
    ...(rest > 0 ? [`未分别记录原因${String(rest)}张`] : []),
  ];
  return [plain(`无效票${String(papers.invalid)}张的原因：${parts.join('，')}。`)];
}

/** 票决结果宣布词 (D16): what the presider reads out, the same text as on the presider's page. */
export function announcement(facts: Facts): Block[] {
  const { roll, result } = counted(facts);
  return [
    { kind: 'title', text: `${actName(facts)}结果宣布词` },
    { kind: 'subtitle', text: facts.title },
    ...announcementLines({ ...facts, roll }, result).map(paragraph),
    {
      kind: 'together',
      blocks: [
        { kind: 'plain', text: '' },
        { kind: 'plain', text: '主持人（签名）：　　　　　　　　', align: 'right' },
        { kind: 'plain', text: day(facts.heldOn), align: 'right' },
      ],
    },
  ];
}

/**
 * 结果公告 (D17): what is published. Of persons who was elected; the votes of those who were not, and names written in,
 * only where the office asks for them.
 */
export function notice(facts: Facts, { everybody }: { everybody: boolean }): Block[] {
  const { result } = counted(facts);
  const decision = decisionIn(facts);
  const all = decision?.way !== 'chosen' || everybody;
  return [
    { kind: 'title', text: '公　告' },
    { kind: 'subtitle', text: `关于${titled(facts.title, `${actName(facts)}结果`)}的公告` },
    paragraph(
      // Voters of a constituency are no meeting: they vote at their polling stations.
      ofVoters(facts.definition.quorum)
        ? `${day(facts.heldOn)}，“${facts.title}”以无记名投票方式进行。${figuresSentence(facts)}`
        : `${day(facts.heldOn)}，${meetingHeld(facts)}对“${facts.title}”进行了无记名投票。${figuresSentence(facts)}`,
    ),
    ...standing(facts),
    ...(result.round === 'valid' && decision !== undefined ? written(facts, decision) : []),
    ...(all ? figures(facts) : []),
    {
      kind: 'together',
      blocks: [
        paragraph('特此公告。'),
        { kind: 'plain', text: '' },
        { kind: 'plain', text: issuer(facts), align: 'right' },
        { kind: 'plain', text: day(facts.heldOn), align: 'right' },
      ],
    },
  ];
}

/** What a round that ended without a count means. */
function standing(facts: Facts): Block[] {
  const paper = paperName(facts);
  switch (counted(facts).result.round) {
    case 'void':
      return [paragraph(`收回的${paper}多于发出的${paper}，本轮投票无效，应当重新投票。`)];
    case 'inquorate':
      return [
        paragraph(
          ofVoters(facts.definition.quorum)
            ? '参加投票的选民没有超过全体选民的半数，选举无效。'
            : '未达到法定人数，本轮投票不成立。',
        ),
      ];
    case 'valid':
      return [];
  }
}

function decisionIn(facts: Facts): Decision | undefined {
  const { result } = counted(facts);
  return 'items' in result ? decisionOf(facts.definition, result, facts.title) : undefined;
}

/** Every figure of the result, as tables, each with what it is of and what adds up to what. */
function figures(facts: Facts): Block[] {
  const { result } = counted(facts);
  const { definition } = facts;
  const decision = decisionIn(facts);
  if (decision !== undefined && 'items' in result) {
    const papers = String(result.papers.valid);
    return [
      itemsTable(facts, decision),
      ...(decision.written.length > 0 ? [writtenTable(facts, decision)] : []),
      note(
        definition.kind === 'rank'
          ? '以积分多少为序；“排了名次的票”是给该项填了序号的有效票。'
          : `以赞成票多少为序；每项的赞成、反对、弃权、部分无效之和等于有效票${papers}张。`,
      ),
      ...heldBack(facts),
    ];
  }
  if (!('objects' in result)) return [];
  const papers = String(result.papers.collected);
  if (definition.kind === 'rating') {
    const abstained = definition.blank === 'abstain' ? '、弃权' : '';
    const rating = result as RatingResult;
    return [
      ratingTable(facts, definition, rating),
      note(`每个对象各等次的票${abstained}、无效票之和等于收回的测评票${papers}张。`),
      ratesTable(definition, rating),
      ...heldBack(facts),
    ];
  }
  if (definition.kind !== 'scorecard') return [];
  return [
    scoresTable(definition, result as ScorecardResult),
    note(`总分由各指标的平均分按权重相加；收回测评票${papers}张，有一项未评的票不计入该对象。`),
  ];
}

const note = (text: string): Block => ({ kind: 'plain', text, size: 10.5 });

/** Why there are no figures by class. */
function heldBack(facts: Facts): Block[] {
  if (counted(facts).heldBack === null) return [];
  const shares = 'items' in counted(facts).result ? '表中得票率按全体有效票计算，' : '';
  return [
    note(
      `有的类别票数不足五张，为保守表决秘密，不分类别公布数字；${shares}结果仍按表决办法规定的分类精确计算。`,
    ),
  ];
}

/** More names than these are not told again under their table. */
const NAMED_AGAIN = 12;

/** The result in words, as it is announced. */
function settled(facts: Facts): Block[] {
  const { result } = counted(facts);
  const decision = decisionIn(facts);
  if (decision === undefined || !('items' in result)) return [];
  if (decision.elected.length <= NAMED_AGAIN) return outcomeLines(facts, result).map(paragraph);
  const taken = { chosen: '人当选', elected: '项入选', passed: '项获得通过' }[decision.way];
  return [
    `共${String(decision.elected.length)}${taken}，见上表“结果”一栏。`,
    ...unsettledLines(decision, facts.definition),
  ].map(paragraph);
}

/** The result as it is published: those taken a line each, then what is left open. */
function written(facts: Facts, decision: Decision): Block[] {
  const { elected, way, motion } = decision;
  const { result } = counted(facts);
  if (motion !== null && 'items' in result) return outcomeLines(facts, result).map(paragraph);
  const order = facts.definition.kind === 'rank' ? '以积分多少为序' : '以得票多少为序';
  const taken = { chosen: '人当选', elected: '项入选', passed: '项获得通过' }[way];
  const votes = way === 'chosen';
  const by = votes ? '选举办法' : `${actName(facts)}办法`;
  return [
    ...(elected.length === 0
      ? []
      : [paragraph(`根据${by}，下列${String(elected.length)}${taken}（${order}）：`)]),
    ...elected.map(({ title, for: yes }, index) =>
      paragraph(`${String(index + 1)}．${title}${votes ? `　${String(yes)}票` : ''}`),
    ),
    ...unsettledLines(decision, facts.definition).map(paragraph),
  ];
}
