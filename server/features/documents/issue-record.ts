import { ofVoters } from '../../domain/quorum.ts';
import { moment, paperName, type Facts } from './facts.ts';
import type { Block, Cell, Column } from './model.ts';
import { signing } from './signing.ts';

const MEDIA = {
  tablet: '平板（电子）',
  paper: '纸质票',
  mixed: '平板与纸质票并用',
  figures: '纸质票，人工计票',
} as const;

/**
 * 表决票发放、收回记录 (D14): how many ballots were printed, issued and collected. What isn't recorded stays empty, to be
 * filled in by hand; tablets are issued by opening the round, and who didn't press hasn't handed in (未交).
 */
export function issueRecord(facts: Facts): Block[] {
  const { medium, openedAt, closedAt } = facts.issue;
  return [
    { kind: 'title', text: recordName(facts) },
    { kind: 'subtitle', text: facts.title },
    { kind: 'plain', text: `会议：${facts.meeting}` },
    { kind: 'plain', text: `投票方式：${MEDIA[medium]}` },
    { kind: 'plain', text: `发放时间：${moment(openedAt)}` },
    { kind: 'plain', text: `收回时间：${moment(closedAt)}` },
    rollTable(facts),
    // Room to sign by hand: what was signed on devices is the count, not this record.
    signing(
      facts.officers.map(({ office, name }) => ({ office, name })),
      [ballotsTable(facts), ...remarks(facts)],
    ),
  ];
}

/** What the record is called: of the papers that were issued. */
export function recordName(facts: Facts): string {
  return `${paperName(facts)}发放、收回记录`;
}

const figureOf = (head: string): Column => ({ head, kind: 'figure' });

/** 应到, 实到, 请假; of voters, who are on no roll, what the tellers found. */
function rollTable({ definition, issue: { roll }, counted }: Facts): Block {
  if (ofVoters(definition.quorum)) {
    const known = counted?.roll ?? roll;
    return {
      kind: 'table',
      columns: ['选民数（人）', '参加投票（人）'].map(figureOf),
      rows: [[figure(known?.enrolled), figure(known?.present)]],
    };
  }
  return {
    kind: 'table',
    columns: ['应到（人）', '实到（人）', '请假（人）'].map(figureOf),
    rows: [[figure(roll?.enrolled), figure(roll?.present), figure(roll?.onLeave)]],
  };
}

type Ballots = { [K in 'issued' | 'collected']: number | undefined };

type PaperBallots = Pick<Stock, 'issued' | 'collected'> & Partial<Stock>;
type Stock = NonNullable<Facts['issue']['stock']>;

/** The record of paper ballots; without one, of a count by hand, what the tellers found. */
function ballotsOf({ issue: { medium, stock }, counted }: Facts): PaperBallots | null {
  if (stock !== null || medium !== 'figures' || counted === undefined) return stock;
  const { issued, collected } = counted.roll;
  return { issued, collected };
}

/** Ballots of both boxes, each with a column of its own where there are two. */
function ballotsTable(facts: Facts): Block {
  const { issue } = facts;
  const { medium, tablets } = issue;
  const stock = ballotsOf(facts);
  const paper = medium !== 'tablet';
  const both = medium === 'mixed';
  const onPaper: Ballots = { issued: stock?.issued, collected: stock?.collected ?? undefined };
  const missing = ({ issued, collected }: Ballots) =>
    issued === undefined || collected === undefined ? undefined : Math.max(0, issued - collected);
  const row = (name: string, of: (ballots: Ballots) => number | undefined): Cell[] => {
    const own = [...(paper ? [of(onPaper)] : []), ...(tablets ? [of(tablets)] : [])];
    const all = own.reduce(
      (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
      0,
    );
    return [{ text: name }, ...own.map(figure), ...(both ? [figure(all)] : [])];
  };
  const paperOnly = (name: string, value: number | undefined): Cell[] => [
    { text: name },
    figure(value),
    ...(both ? [{ text: '—', align: 'center' as const }, figure(value)] : []),
  ];
  return {
    kind: 'table',
    columns: [
      { head: '项目（张）', kind: 'text' },
      ...[
        ...(paper ? ['纸质票'] : []),
        ...(tablets ? ['平板'] : []),
        ...(both ? ['合计'] : []),
      ].map(figureOf),
    ],
    rows: [
      ...(paper ? [paperOnly('印制', stock?.printed)] : []),
      row('发出', ({ issued }) => issued),
      ...(paper
        ? [
            paperOnly('污损更换', stock?.spoiled),
            paperOnly('剪角作废', stock?.destroyed),
            paperOnly('留样', stock?.specimens),
          ]
        : []),
      row('收回', ({ collected }) => collected),
      row(paper ? '未收回（未交）' : '未交', missing),
    ],
  };
}

/** Whether the figures agree, and what was written down where they don't. */
function remarks(facts: Facts): Block[] {
  const { stock, tablets } = facts.issue;
  const blocks: Block[] = [];
  const say = (text: string) => blocks.push({ kind: 'plain', text });
  if (stock !== null) {
    const { printed, issued, spoiled, destroyed, specimens, note } = stock;
    const accounted = issued + spoiled + destroyed + specimens;
    if (accounted === printed) say('印制数等于发出、污损更换、剪角作废、留样之和。');
    else {
      const off = String(Math.abs(printed - accounted));
      say(`发出、污损更换、剪角作废、留样共${String(accounted)}张，与印制数相差${off}张。`);
    }
    if (note !== '') say(`说明：${note}`);
  }
  const paper = ballotsOf(facts);
  const boxes = [
    ...(paper === null ? [] : [{ issued: paper.issued, collected: paper.collected }]),
    ...(tablets === null ? [] : [tablets]),
  ];
  // Each box by itself: tablets that stayed unused don't make up for papers too many.
  if (boxes.some(({ issued, collected }) => (collected ?? 0) > issued)) {
    say('收回票数多于发出票数，本轮投票无效，应当重新投票。');
  } else if (boxes.length > 0 && boxes.every(({ collected }) => collected !== null)) {
    say('收回票数没有超过发出票数。');
  }
  return blocks;
}

function figure(value: number | undefined): Cell {
  return { text: value === undefined ? '' : String(value), align: 'center' };
}
