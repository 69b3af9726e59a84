import { electsPersons } from '../../domain/elects.ts';
import type { ItemsResult } from '../../domain/result.ts';
import { ofVoters } from '../../domain/quorum.ts';
import {
  actName,
  day,
  figuresSentence,
  itemName,
  OFFICE_NAMES,
  ranked,
  type Facts,
} from './facts.ts';
import type { Block, Cell } from './model.ts';

type Counted = NonNullable<Facts['counted']>;

function counted(facts: Facts): Counted {
  if (facts.counted === undefined) throw new Error('the document needs a count');
  return facts.counted;
}

/** 计票结果报告单 (D15): every figure of the count, and room for the scrutineers' signatures. */
export function tallyReport(facts: Facts): Block[] {
  const { version, madeAt, sha256 } = counted(facts);
  return [
    { kind: 'title', text: '计票结果报告单' },
    { kind: 'subtitle', text: facts.title },
    { kind: 'plain', text: `会议：${facts.meeting}` },
    { kind: 'plain', text: `计票时间：${day(madeAt)}　　计票版次：第${String(version)}版` },
    rollTable(facts),
    ...standing(facts),
    ...figures(facts),
    { kind: 'plain', text: `票据校验值（SHA-256）：${sha256}` },
    {
      kind: 'signatures',
      lines: facts.officers.map(({ office, name, signed }) => ({
        office: OFFICE_NAMES[office] ?? office,
        name,
        signed: signed === null ? null : `已于本人设备签名　${day(signed)}`,
      })),
    },
  ];
}

/** 票决结果宣布词 (D16): what the presider reads out. */
export function announcement(facts: Facts): Block[] {
  return [
    { kind: 'title', text: `${actName(facts)}结果宣布词` },
    { kind: 'subtitle', text: facts.title },
    { kind: 'paragraph', text: '各位代表、同志们：' },
    { kind: 'paragraph', text: `现在宣布“${facts.title}”${actName(facts)}结果。` },
    { kind: 'paragraph', text: figuresSentence(facts) },
    ...standing(facts),
    ...figures(facts),
    ...decision(facts),
    { kind: 'paragraph', text: '现在，我宣布：本轮投票有效，以上结果予以确认。' },
    { kind: 'plain', text: '主持人（签名）：　　　　　　　　', align: 'right' },
    { kind: 'plain', text: day(facts.heldOn), align: 'right' },
  ].filter(
    (block) =>
      counted(facts).result.round === 'valid' ||
      !('text' in block) ||
      !block.text.startsWith('现在，我宣布'),
  ) as Block[];
}

/** 结果公告 (D17): what is published. */
export function notice(facts: Facts): Block[] {
  return [
    { kind: 'title', text: '公　告' },
    { kind: 'subtitle', text: `关于${facts.title}结果的公告` },
    {
      kind: 'paragraph',
      text: `${day(facts.heldOn)}，${facts.assembly}召开${facts.meeting}，对“${facts.title}”进行了无记名投票。${figuresSentence(facts)}`,
    },
    ...standing(facts),
    ...decision(facts),
    ...figures(facts),
    { kind: 'paragraph', text: '特此公告。' },
    { kind: 'plain', text: facts.assembly, align: 'right' },
    { kind: 'plain', text: day(facts.heldOn), align: 'right' },
  ];
}

function rollTable(facts: Facts): Block {
  const { roll, result } = counted(facts);
  const voters = ofVoters(facts.definition.quorum);
  const papers = result.papers;
  const row: (number | string)[] = [roll.enrolled, roll.present, roll.issued, roll.collected];
  if ('valid' in papers) row.push(papers.valid, papers.invalid);
  else row.push('—', '—');
  return {
    kind: 'table',
    widths: [1, 1, 1, 1, 1, 1],
    header: voters
      ? ['选民数', '参加投票', '发出', '收回', '有效票', '废票']
      : ['应到', '实到', '发出', '收回', '有效', '无效'],
    rows: [row.map((value): Cell => ({ text: String(value), align: 'center' }))],
  };
}

/** What a round that ended without a count means. */
function standing(facts: Facts): Block[] {
  switch (counted(facts).result.round) {
    case 'void':
      return [{ kind: 'paragraph', text: '收回票数多于发出票数，本轮投票无效，应当重新投票。' }];
    case 'inquorate':
      return [
        {
          kind: 'paragraph',
          text: ofVoters(facts.definition.quorum)
            ? '参加投票的选民没有超过全体选民的半数，选举无效。'
            : '未达到法定人数，本轮投票不成立。',
        },
      ];
    case 'valid':
      return [];
  }
}

function figures(facts: Facts): Block[] {
  const { result } = counted(facts);
  if ('items' in result) return [itemsTable(facts, result), ...heldBack(facts)];
  if (!('objects' in result)) return [];
  const { definition } = facts;
  if (definition.kind === 'rating') {
    const grades = definition.scale;
    return [
      {
        kind: 'table',
        widths: [1, 4, ...grades.map(() => 1.4), 1.2, 1.6],
        header: ['序号', '测评对象', ...grades.map((grade) => grade.label), '无效', '等次'],
        rows: result.objects.map((object, index): Cell[] => [
          { text: String(index + 1), align: 'center' },
          { text: itemName(facts, object.id) },
          ...grades.map((grade): Cell => ({
            text: 'counts' in object ? String(object.counts[grade.id] ?? 0) : '',
            align: 'center',
          })),
          { text: 'invalid' in object ? String(object.invalid) : '', align: 'center' },
          {
            text: grades.find((grade) => grade.id === object.grade)?.label ?? object.grade ?? '—',
            align: 'center',
          },
        ]),
      },
      ...heldBack(facts),
    ];
  }
  return [
    {
      kind: 'table',
      widths: [1, 5, 2, 2, 2],
      header: ['序号', '测评对象', '有效', '总分', '等次'],
      rows: result.objects.map((object, index): Cell[] => [
        { text: String(index + 1), align: 'center' },
        { text: itemName(facts, object.id) },
        { text: String(object.valid), align: 'center' },
        { text: 'total' in object ? (object.total ?? '—') : '', align: 'center' },
        { text: object.grade ?? '—', align: 'center' },
      ]),
    },
  ];
}

/** Why there are no figures by class. */
function heldBack(facts: Facts): Block[] {
  if (counted(facts).heldBack === null) return [];
  const shares = 'items' in counted(facts).result ? '表中得票率按全体有效票计算，' : '';
  const text = `说明：有的类别票数不足五张，为保守表决秘密，不分类别公布数字；${shares}结果仍按表决办法规定的分类精确计算。`;
  return [{ kind: 'paragraph', text }];
}

const OUTCOMES = { elected: '当选', tied: '票数相等', not_elected: '未当选' } as const;

function itemsTable(facts: Facts, result: ItemsResult): Block {
  const points = facts.definition.kind === 'rank';
  // Of an election, and of what follows from one, the items are persons.
  const persons = electsPersons(facts.definition);
  const outcome =
    facts.definition.kind === 'package' || facts.definition.kind === 'each' ? '通过' : '当选';
  return {
    kind: 'table',
    widths: [0.8, 5, 1, 1, 1, 1, 1.3, 1.3],
    header: [
      '名次',
      persons ? '姓名' : '项目名称',
      points ? '积分' : persons ? '得票' : '赞成',
      '反对',
      '弃权',
      '部分无效',
      '得票率%',
      '结果',
    ],
    rows: ranked(result).map((item): Cell[] => [
      { text: String(item.rank), align: 'center' },
      { text: itemName(facts, item.id) },
      { text: String(points ? (item.points ?? 0) : item.for), align: 'center', bold: true },
      { text: String(item.against), align: 'center' },
      { text: String(item.abstain), align: 'center' },
      { text: String(item.void), align: 'center' },
      { text: item.percent ?? '—', align: 'center' },
      { text: OUTCOMES[item.outcome].replace('当选', outcome), align: 'center' },
    ]),
  };
}

/** The result in words: who or what is elected, what is tied, what follows. */
function decision(facts: Facts): Block[] {
  const { result } = counted(facts);
  if (!('items' in result)) return [];
  const persons = electsPersons(facts.definition);
  const names = (outcome: 'elected' | 'tied'): string[] =>
    ranked(result)
      .filter((item) => item.outcome === outcome)
      .map((item) => itemName(facts, item.id));
  const blocks: Block[] = [];
  const elected = names('elected');
  if (elected.length > 0) {
    blocks.push({
      kind: 'paragraph',
      text: `根据${actName(facts)}办法，下列${String(elected.length)}${persons ? '人当选' : '项获得通过'}（以得票多少为序）：`,
    });
    elected.forEach((name, index) => {
      blocks.push({ kind: 'paragraph', text: `${String(index + 1)}．${name}` });
    });
  } else {
    blocks.push({
      kind: 'paragraph',
      text: persons ? '本轮没有候选人当选。' : '本轮没有项目获得通过。',
    });
  }
  const tied = names('tied');
  const { next } = result;
  if (next?.kind === 'runoff') {
    blocks.push({
      kind: 'paragraph',
      text: `${tied.join('、')}票数相等，尚余${String(next.seats)}个名额不能确定，应当就上述票数相等的${persons ? '候选人' : '项目'}再次投票。`,
    });
  } else if (next?.kind === 'supplementary') {
    blocks.push({
      kind: 'paragraph',
      text: `尚缺${String(next.seats)}个名额，另行${persons ? '选举' : '票决'}。`,
    });
  } else if (next?.kind === 'vacant') {
    blocks.push({ kind: 'paragraph', text: `尚缺的${String(next.seats)}个名额暂缺。` });
  } else if (next?.kind === 'next_session') {
    blocks.push({ kind: 'paragraph', text: `尚缺的${String(next.seats)}个名额提请下次会议决定。` });
  }
  return blocks;
}
