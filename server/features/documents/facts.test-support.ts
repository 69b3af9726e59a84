import { count } from '../../domain/count/count.ts';
import { roundDefinition, type RoundDefinitionInput } from '../../domain/round/definition.ts';
import type { Facts } from './facts.ts';
import type { Block, Table } from './model.ts';

type Of = {
  title?: string;
  roll?: Partial<Record<'enrolled' | 'present' | 'issued' | 'collected', number>>;
  classes?: Record<string, { enrolled: number; present: number }>;
} & Partial<Omit<Facts, 'definition' | 'counted'>> & { counted?: Partial<Facts['counted']> };

/** What documents of these papers are made from: counted really, the rest usual. */
export function factsFor(
  input: RoundDefinitionInput,
  papers: readonly Record<string, unknown>[],
  { roll: figures = {}, classes, counted, ...rest }: Of = {},
): Facts {
  const definition = roundDefinition.parse(input);
  const n = papers.length;
  const roll = { enrolled: n, present: n, issued: n, collected: n, ...figures };
  const result = count({
    format: 'gongyi-round/1',
    ...definition,
    roll: classes === undefined ? roll : { ...roll, classes },
    papers,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return {
    assembly: '样例镇人民代表大会',
    kind: 'town',
    sample: true,
    meeting: '样例镇第十九届人民代表大会第六次会议',
    heldOn: new Date('2026-03-05T01:30:00Z'),
    title: '2026年民生实事项目票决',
    definition,
    officers: [],
    issue: {
      medium: 'tablet',
      openedAt: null,
      closedAt: null,
      roll: null,
      tablets: null,
      stock: null,
    },
    ...rest,
    counted: {
      version: 1,
      roll,
      result: result.value,
      heldBack: null,
      madeAt: new Date('2026-03-05T02:00:00Z'),
      reason: null,
      sha256: 'a'.repeat(64),
      ...counted,
    },
  };
}

/** `n` papers of the same marks. */
export function papersOf(n: number, marks: Record<string, unknown>): Record<string, unknown>[] {
  return Array.from({ length: n }, () => ({ marks }));
}

/** Every table of a document, those that are kept together with others too. */
export function tablesOf(blocks: readonly Block[]): Table[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'table') return [block];
    return block.kind === 'together' ? tablesOf(block.blocks) : [];
  });
}

/** A document as one text: a line a block, cells parted by `|`. */
export function saidBy(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'together') return saidBy(block.blocks);
      if (block.kind !== 'table') return block.text;
      const rows = block.rows.map((row) => row.map((cell) => cell.text).join('|'));
      return [block.columns.map(({ head }) => head.replace('\n', '')).join('|'), ...rows].join(
        '\n',
      );
    })
    .join('\n');
}
