import { printedTotal } from '../../domain/result.ts';
import { votesOf, type Decision, type NamedItem } from '../../domain/announcement/decision.ts';
import { decimal, fraction } from '../../domain/fraction.ts';
import { BASE_NAMES, className, gradeName, itemTitle } from '../../domain/names.ts';
import { own } from '../../domain/own.ts';
import { ofVoters } from '../../domain/quorum.ts';
import type { RatedObject, RatingResult, ScorecardResult } from '../../domain/result.ts';
import type { DefinitionOf } from '../../domain/round/definition.ts';
import type { Facts } from './facts.ts';
import type { Cell, Column, Table } from './model.ts';

const figure = (head: string): Column => ({ head, kind: 'figure' });
const text = (head: string): Column => ({ head, kind: 'text' });
export const centred = (value: number | string): Cell => ({ text: String(value), align: 'center' });

type Counted = NonNullable<Facts['counted']>;

/** 应到 to 无效: the figures of the papers, of both boxes apart where there are two. */
export function papersTable(facts: Facts, { roll, result }: Counted): Table {
  const voters = ofVoters(facts.definition.quorum);
  const valid = 'valid' in result.papers ? result.papers : null;
  const { medium, tablets, stock } = facts.issue;
  const both = medium === 'mixed' && tablets !== null && stock !== null;
  const row = (
    name: string,
    people: (number | string)[],
    issued: number,
    collected: number | null,
    validity: (number | string)[],
  ): Cell[] => [
    ...(both ? [centred(name)] : []),
    ...people.map(centred),
    centred(issued),
    centred(collected ?? '—'),
    centred(collected === null ? '—' : Math.max(0, issued - collected)),
    ...(valid === null ? [] : validity.map(centred)),
  ];
  return {
    kind: 'table',
    columns: [
      ...(both ? [figure('票箱')] : []),
      ...(voters ? [figure('选民数'), figure('参加投票')] : [figure('应到'), figure('实到')]),
      figure('发出'),
      figure('收回'),
      figure('未收回'),
      ...(valid === null ? [] : [figure('有效'), figure('无效')]),
    ],
    rows: [
      ...(both
        ? [
            row('平板', ['—', '—'], tablets.issued, tablets.collected, ['—', '—']),
            row('纸质票', ['—', '—'], stock.issued, stock.collected, ['—', '—']),
          ]
        : []),
      row(
        '合计',
        [roll.enrolled, roll.present],
        roll.issued,
        roll.collected,
        valid === null ? [] : [valid.valid, valid.invalid],
      ),
    ],
  };
}

/** What a share of approvals is of, so that nobody has to guess: two lines in the head of its column. */
export function shareHead({ definition, counted }: Facts): string {
  const [rule] = definition.majority;
  const withheld = counted !== undefined && counted.heldBack !== null;
  if (rule === undefined || withheld) return '得票率%\n（占有效票数）';
  if (rule.class === undefined) return `得票率%\n（占${BASE_NAMES[rule.base]}）`;
  const name = className(rule.class);
  return `${name}得票率%\n（占${name}${BASE_NAMES[rule.base]}）`;
}

export function outcomeName({ way }: Pick<Decision, 'way'>, { outcome }: NamedItem): string {
  if (outcome === 'tied') return '票数相等';
  const taken = { chosen: '当选', elected: '入选', passed: '通过' }[way];
  return outcome === 'elected' ? taken : `未${taken}`;
}

/** Everything on the paper, best first, with its number there: rank and number are two things. */
export function itemsTable(facts: Facts, decision: Decision): Table {
  const { definition } = facts;
  const persons = decision.way === 'chosen';
  const ordinal = new Map(definition.items.map(({ id }, index) => [id, index + 1]));
  if (definition.kind === 'rank') {
    return {
      kind: 'table',
      columns: [
        figure('名次'),
        figure('序号'),
        text('项目'),
        figure('积分'),
        figure('排了名次的票'),
        figure('结果'),
      ],
      rows: decision.standing.map((item) => [
        centred(item.rank),
        centred(ordinal.get(item.id) ?? ''),
        { text: item.title },
        { ...centred(votesOf(item)), bold: true },
        centred(item.for),
        centred(outcomeName(decision, item)),
      ]),
    };
  }
  return {
    kind: 'table',
    columns: [
      figure('名次'),
      figure('序号'),
      text(persons ? '姓名' : decision.way === 'elected' ? '项目名称' : '事项'),
      figure('赞成'),
      figure('反对'),
      figure('弃权'),
      figure('部分无效'),
      figure(shareHead(facts)),
      figure('结果'),
    ],
    rows: decision.standing.map((item) => [
      centred(item.rank),
      centred(ordinal.get(item.id) ?? ''),
      { text: decision.motion?.title ?? item.title },
      { ...centred(item.for), bold: true },
      centred(item.against),
      centred(item.abstain),
      centred(item.void),
      centred(item.percent ?? '—'),
      centred(outcomeName(decision, item)),
    ]),
  };
}

/** Names written in (另选他人): approvals alone, since nobody could oppose them or abstain on them. */
export function writtenTable(facts: Facts, decision: Decision): Table {
  return {
    kind: 'table',
    columns: [text('另选他人'), figure('得票'), figure(shareHead(facts)), figure('结果')],
    rows: decision.written.map((item) => [
      { text: item.title },
      { ...centred(item.for), bold: true },
      centred(item.percent ?? '—'),
      centred(outcomeName(decision, item)),
    ]),
  };
}

/** Ticks of each object; with what isn't a tick they add up to the papers collected. */
export function ratingTable(facts: Facts, definition: Rating, result: RatingResult): Table {
  const { scale, blank } = definition;
  const abstains = blank === 'abstain';
  return {
    kind: 'table',
    columns: [
      figure('序号'),
      text('测评对象'),
      ...scale.map(({ id }) => figure(gradeName(scale, id))),
      ...(abstains ? [figure('弃权')] : []),
      figure('无效'),
      figure('合计'),
    ],
    rows: result.objects.map((object, index) => [
      centred(index + 1),
      { text: itemTitle(definition, object.id) },
      ...scale.map(({ id }) => centred(own(object.counts, id) ?? 0)),
      ...(abstains ? [centred(object.abstain)] : []),
      centred(object.invalid),
      centred(result.papers.collected),
    ]),
  };
}

type Rating = DefinitionOf<'rating'>;

/** The rates that an object's grade comes from, each with its base, and the grade. */
export function ratesTable(definition: Rating, result: RatingResult): Table {
  const { scale } = definition;
  const counting = scale.filter((grade) => !grade.excluded).map(({ id }) => gradeName(scale, id));
  const [best = '', second] = counting;
  const names = [`${best}率%`, ...(second === undefined ? [] : [`${best}率%（含${second}）`])];
  const weighted = result.objects.some((object) => object.weighted !== null);
  const of = (name: string, base: string) => figure(`${name}\n（${base}）`);
  const cells = (shares: Pick<RatedObject, 'strict' | 'broad'> | null): Cell[] =>
    [shares?.strict, ...(second === undefined ? [] : [shares?.broad])].map((share) =>
      centred(share === undefined ? '—' : (percentOf(share) ?? '—')),
    );
  return {
    kind: 'table',
    columns: [
      figure('序号'),
      text('测评对象'),
      figure('有效'),
      ...names.map((name) => of(name, '占有效票数')),
      ...(weighted ? names.map((name) => of(name, '按类别加权')) : []),
      figure('等次'),
    ],
    rows: result.objects.map((object, index) => [
      centred(index + 1),
      { text: itemTitle(definition, object.id) },
      centred(object.valid),
      ...cells(object),
      ...(weighted ? cells(object.weighted) : []),
      centred(object.grade === null ? '—' : gradeName(scale, object.grade)),
    ]),
  };
}

/** `5/8` as `62.50`; null where nothing was valid. */
function percentOf(share: string): string | null {
  const [num = '0', den = '0'] = share.split('/');
  return BigInt(den) === 0n ? null : decimal(fraction(BigInt(num) * 100n, BigInt(den)));
}

/** Means of the indicators, the total they make up, and the grade. */
export function scoresTable(definition: DefinitionOf<'scorecard'>, result: ScorecardResult): Table {
  return {
    kind: 'table',
    columns: [
      figure('序号'),
      text('测评对象'),
      figure('有效评分票'),
      ...definition.indicators.map(({ id }) => figure(`${id}\n（平均分）`)),
      figure('总分'),
      figure('等次'),
    ],
    rows: result.objects.map((object, index) => [
      centred(index + 1),
      { text: itemTitle(definition, object.id) },
      centred(object.valid),
      ...definition.indicators.map(({ id }) => centred(own(object.indicators, id) ?? '—')),
      { ...centred(printedTotal(object) ?? '—'), bold: true },
      centred(object.grade === null ? '—' : gradeName([], object.grade)),
    ]),
  };
}
