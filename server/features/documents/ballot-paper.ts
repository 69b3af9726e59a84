import type { z } from 'zod';
import type { BallotPaperQuery } from '../../contract/documents/schemas.ts';
import { gradeName } from '../../domain/names.ts';
import { takesWriteIns } from '../../domain/round/paper.ts';
import type { RoundDefinition } from '../../domain/round/document.ts';
import { electsPersons } from '../../domain/elects.ts';
import { emsOf, layOut, PADDING } from './columns.ts';
import { actName, paperTitle, type Facts } from './facts.ts';
import type { Block, Cell, Column, Paper, Table } from './model.ts';
import { innerOf, TYPE } from './pages.ts';

/** Tints of paper, light enough to copy and to read in poor light. */
export const TINTS = {
  white: undefined,
  red: 'FBE3E0',
  yellow: 'FFF6D6',
  green: 'E4F2E1',
  blue: 'E1ECF7',
} as const;

type Asked = z.infer<typeof BallotPaperQuery>['size'];
/** A ballot is no official document: it uses its sheet. */
export const SHEET = { a4: 'a4-form', a5: 'a5' } as const satisfies Record<Asked, Paper['size']>;
type Size = (typeof SHEET)[Asked];

/** Sizes of type that a ballot is set in, the largest first that keeps it on one sheet. */
const SIZES: Record<Size, readonly number[]> = {
  'a4-form': [18, 16, 15, 14, 13, 12],
  a5: [16, 14, 13, 12, 11, 10.5],
};
/** And where it doesn't keep to one at any of those, to both sides of it. */
const BOTH_SIDES: Record<Size, readonly number[]> = {
  'a4-form': [14, 13, 12, 11, 10.5],
  a5: [12, 11, 10.5, 10, 9.5],
};
/** Type of what stands around the table. */
const SMALL: Record<Size, number> = { 'a4-form': 14, a5: 11 };
/** A row is never higher than this, in points: a sheet of two items needs no boxes of a hand's breadth. */
const HIGHEST: Record<Size, number> = { 'a4-form': 84, a5: 56 };

/** 表决票 (D13): title, how to mark it, the items; no serial number, no name. */
export function ballotPaper(facts: Facts, asked: Asked): Block[] {
  const size = SHEET[asked];
  const { definition } = facts;
  const table = tableOf(definition);
  const head: Block[] = [
    { kind: 'subtitle', text: facts.meeting },
    { kind: 'title', text: paperTitle(facts) },
  ];
  const { type, rowHeight } = fitting(facts, table, size);
  const small = Math.min(type, SMALL[size]);
  const said = (text: string): Block => ({ kind: 'plain', text, size: small });
  return [
    ...head,
    ...instructions(definition).map(said),
    { ...table, size: type, ...(rowHeight === null ? {} : { rowHeight }) },
    { kind: 'plain', text: `（${facts.assembly}印制，加盖印章有效）`, align: 'right', size: small },
    said(`${actName(facts)}不记名，请勿在票上署名或作其他记号。`),
  ];
}

/** The largest type at which the ballot keeps to one sheet, and rows so high that they fill it. */
function fitting(
  facts: Facts,
  table: Table,
  size: Size,
): { type: number; rowHeight: number | null } {
  for (const type of SIZES[size]) {
    const { room, needed } = measured(facts, table, size, type);
    if (needed > room) continue;
    const rows = table.rows.length;
    // What a row has beyond its text: padding and a line.
    return { type, rowHeight: Math.min(Math.floor(room / rows) - 7, HIGHEST[size]) };
  }
  const { height } = innerOf(size);
  const type = BOTH_SIDES[size].find((each) => {
    const { room, needed } = measured(facts, table, size, each);
    return needed <= room + height;
  });
  return { type: type ?? SIZES[size].at(-1) ?? SMALL[size], rowHeight: null };
}

/** Height (points) that the rows have on the first sheet, and that they need at this type. */
function measured(
  facts: Facts,
  table: Table,
  size: Size,
  type: number,
): { room: number; needed: number } {
  const inner = innerOf(size);
  const { body, title } = TYPE[size];
  const lines = (text: string, at: number, width: number = inner.width) =>
    Math.max(1, Math.ceil((emsOf(text) * at * 1.08) / width));
  const small = Math.min(type, SMALL[size]);
  const said = small * 1.75 + 3;
  const above =
    lines(facts.meeting, body) * body * 1.5 +
    lines(paperTitle(facts), title) * title * 1.5 +
    instructions(facts.definition).reduce((sum, text) => sum + lines(text, small) * said, 0) +
    2 * said +
    34;
  const { widths, size: used } = layOut({ ...table, size: type }, inner.width, type);
  const heads = Math.max(...table.columns.map(({ head }) => (emsOf(head) > 3 ? 2 : 1)));
  const room = inner.height - above - heads * type * 1.5;
  // Columns that don't fit at this type make it smaller: then a smaller one is tried for all of it.
  if (used < type) return { room, needed: Infinity };
  const needed = table.rows
    .map((row) =>
      Math.max(
        ...row.map(
          ({ text }, index) => lines(text, type, (widths[index] ?? 0) - PADDING) * type * 1.5 + 6,
        ),
      ),
    )
    .reduce((sum, height) => sum + height, 0);
  return { room, needed };
}

function instructions(definition: RoundDefinition): string[] {
  switch (definition.kind) {
    case 'choose':
    case 'election': {
      const most = String(definition.seats);
      const unit = electsPersons(definition) ? '人' : '项';
      const number = definition.exact
        ? `必须选${most}${unit}，多选、少选均为无效票`
        : `最多选${most}${unit}，多选的整票无效，少选有效`;
      const chosen = `同意的在“选择”栏画“○”，反对的画“×”，不作记号的为弃权；${number}。`;
      return takesWriteIns(definition)
        ? [
            `说明：1．${chosen}`,
            '2．反对的可以另选他人：在“另选”栏写上姓名并画“○”；弃权的不得另选。',
          ]
        : [`说明：${chosen}`];
    }
    case 'each':
    case 'package':
      return [
        '说明：每项只能在“赞成”“反对”“弃权”之一栏画“○”；一项画两处的该项无效，不画的为弃权。',
      ];
    case 'rating':
      return [
        `说明：对每个对象只能选择一个等次，画“○”；${definition.blank === 'abstain' ? '不画的为弃权，多画的该项无效' : '不画或多画的该项无效，不计票'}。`,
      ];
    case 'scorecard':
      return [
        `说明：请按指标打分：${definition.indicators.map((one) => `${one.id}（${String(one.min)}—${String(one.max)}）`).join('、')}；有一项未填的，该对象不计分。`,
      ];
    case 'rank':
      return [
        `说明：请按优先次序填写1至${String(definition.seats)}的序号，每个序号只能用一次；重复或跳号的整票无效。`,
      ];
  }
}

function tableOf(definition: RoundDefinition): Table {
  const columns = columnsOf(definition);
  const rows = definition.items.map(({ title }, index): Cell[] => [
    { text: String(index + 1), align: 'center' },
    { text: title },
    ...columns.map((): Cell => ({ text: '' })),
  ]);
  if (takesWriteIns(definition)) {
    for (let seat = 0; seat < definition.seats; seat += 1) {
      rows.push([
        { text: '另选', align: 'center' },
        { text: '' },
        ...columns.map((): Cell => ({ text: '' })),
      ]);
    }
  }
  return {
    kind: 'table',
    columns: [
      { head: '序号', kind: 'figure' },
      { head: itemHead(definition), kind: 'text' },
      ...columns.map((head): Column => ({ head, kind: 'mark' })),
    ],
    rows,
  };
}

function itemHead(definition: RoundDefinition): string {
  if (electsPersons(definition)) return '姓名';
  switch (definition.kind) {
    case 'rating':
    case 'scorecard':
      return '测评对象';
    case 'package':
    case 'each':
      return '事项';
    default:
      return '项目名称';
  }
}

function columnsOf(definition: RoundDefinition): string[] {
  switch (definition.kind) {
    case 'choose':
    case 'election':
      return ['选择'];
    case 'each':
    case 'package':
      return ['赞成', '反对', '弃权'];
    case 'rating':
      return definition.scale.map((grade) => gradeName(definition.scale, grade.id));
    case 'scorecard':
      return definition.indicators.map((indicator) => indicator.id);
    case 'rank':
      return ['次序'];
  }
}
