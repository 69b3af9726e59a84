import type { RoundDefinition } from '../../domain/round/document.ts';
import { actName, type Facts } from './facts.ts';
import type { Block, Cell } from './model.ts';

/** Tints of paper, light enough to copy and to read in poor light. */
export const TINTS = {
  white: undefined,
  red: 'FBE3E0',
  yellow: 'FFF6D6',
  green: 'E4F2E1',
  blue: 'E1ECF7',
} as const;

/** 表决票 (D13): title, how to mark it, the items; no serial number, no name. */
export function ballotPaper(facts: Facts): Block[] {
  const { definition } = facts;
  return [
    { kind: 'subtitle', text: facts.meeting },
    { kind: 'title', text: `${facts.title}${definition.kind === 'rating' ? '测评票' : '表决票'}` },
    ...instructions(definition).map((text): Block => ({ kind: 'plain', text })),
    table(definition),
    { kind: 'plain', text: `（${facts.assembly}印制，加盖印章有效）`, align: 'right' },
    { kind: 'plain', text: `${actName(facts)}不记名，请勿在票上署名或作其他记号。`, align: 'left' },
  ];
}

function instructions(definition: RoundDefinition): string[] {
  switch (definition.kind) {
    case 'choose':
    case 'election': {
      const most = String(definition.seats);
      const number = definition.exact
        ? `必须选${most}项，多选、少选均为无效票`
        : `最多选${most}项，多选的整票无效，少选有效`;
      const lines = [`说明：1．同意的在“选择”栏画“○”，反对的画“×”，不作记号的为弃权；${number}。`];
      if (definition.kind === 'election') {
        lines.push('2．反对的可以另选他人：在“另选他人”栏写上姓名并画“○”；弃权的不得另选。');
      }
      return lines;
    }
    case 'each':
    case 'package':
      return [
        '说明：每项只能在“赞成”“反对”“弃权”之一栏画“○”；一项画两处的该项无效，不画的为弃权。',
      ];
    case 'rating':
      return [
        `说明：对每个对象只能选择一个等次，画“○”；${definition.blank === 'abstain' ? '不画的为弃权' : '不画或多画的该项无效，不计票'}。`,
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

function table(definition: RoundDefinition): Block {
  const columns = columnsOf(definition);
  const rows = definition.items.map(({ title }, index): Cell[] => [
    { text: String(index + 1), align: 'center' },
    { text: title },
    ...columns.map((): Cell => ({ text: '' })),
  ]);
  if (definition.kind === 'election') {
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
    widths: [0.8, 6, ...columns.map(() => 1.1)],
    header: ['序号', definition.kind === 'election' ? '姓名' : '项目名称', ...columns],
    rows,
  };
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
      return definition.scale.map((grade) => grade.label);
    case 'scorecard':
      return definition.indicators.map((indicator) => indicator.id);
    case 'rank':
      return ['次序'];
  }
}
