import { describe, expect, it } from 'vitest';
import type { RoundDefinitionInput } from '../../domain/round/definition.ts';
import { ballotPaper, SHEET } from './ballot-paper.ts';
import { emsOf, layOut, PADDING } from './columns.ts';
import { factsFor, papersOf, tablesOf } from './facts.test-support.ts';
import { issueRecord } from './issue-record.ts';
import type { Table } from './model.ts';
import { innerOf, TYPE } from './pages.ts';
import { notice, tallyReport } from './texts.ts';

const items = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `p${String(i)}`,
    title: `样例${'老旧小区加装电梯'.repeat(i % 4)}项目${String(i)}`,
  }));
const choose = (n: number): RoundDefinitionInput => ({
  kind: 'choose',
  seats: n,
  items: items(n),
  majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
});

/** Cells whose text is wider than their column at the size of type that was chosen. */
function broken(table: Table, paper: keyof typeof TYPE): string[] {
  const { widths, size } = layOut(table, innerOf(paper).width, TYPE[paper].table);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThan(innerOf(paper).width + 1);
  return table.rows.flatMap((row) =>
    row
      .filter((cell, index) => {
        const figure = table.columns[index]?.kind === 'figure';
        return figure && emsOf(cell.text) * size + PADDING > (widths[index] ?? 0) + 0.01;
      })
      .map(({ text }) => text),
  );
}

describe('columns of a document', () => {
  it.each([4, 7, 5])(
    'break no figure, of a town or of 99,999,999 voters (%i columns)',
    (grades) => {
      const big = 99_999_999;
      const rating: RoundDefinitionInput = {
        kind: 'rating',
        blank: 'abstain',
        items: items(3),
        scale: Array.from({ length: grades }, (_, i) => ({ id: `等次之${String(i)}` })),
        grades: [],
      };
      for (const input of [choose(12), rating]) {
        const facts = factsFor(input, papersOf(3, {}));
        const { counted } = facts;
        if (counted === undefined) throw new Error('counted');
        counted.roll = { enrolled: big, present: big, issued: big, collected: big };
        const { result } = counted;
        if ('items' in result) {
          result.papers = { ...result.papers, valid: big };
          for (const item of result.items)
            Object.assign(item, { for: big, against: big, abstain: big });
        } else if ('objects' in result) {
          for (const object of result.objects) {
            object.valid = big;
            if ('counts' in object)
              for (const id of Object.keys(object.counts)) object.counts[id] = big;
          }
        }
        for (const table of tablesOf(tallyReport(facts)))
          expect(broken(table, 'a4-form')).toEqual([]);
        for (const table of tablesOf(notice(facts, { everybody: true }))) {
          expect(broken(table, 'a4')).toEqual([]);
        }
        for (const table of tablesOf(issueRecord(facts)))
          expect(broken(table, 'a4-form')).toEqual([]);
      }
    },
  );
});

describe('a ballot paper', () => {
  const tableOf = (n: number, asked: 'a4' | 'a5') =>
    tablesOf(ballotPaper(factsFor(choose(n), []), asked))[0]!;

  it.each(['a4', 'a5'] as const)('of few items is set large and fills its sheet: %s', (asked) => {
    for (const n of [2, 4, 6]) {
      const table = tableOf(n, asked);
      expect(table.size).toBeGreaterThanOrEqual(14);
      const { height } = innerOf(SHEET[asked]);
      expect(table.rowHeight ?? 0).toBeGreaterThan(Math.min(50, (height * 0.4) / n));
    }
  });

  it('of many items gets smaller, never so small that it cannot be read', () => {
    expect(tableOf(12, 'a4').size).toBeGreaterThanOrEqual(14);
    const sizes = [4, 12, 25, 40, 60, 200].map((n) => tableOf(n, 'a4').size ?? 0);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10.5);
  });

  it('is headed by what is voted on, once', () => {
    const heading = (title: string, input: RoundDefinitionInput = choose(2)) =>
      ballotPaper(factsFor(input, [], { title }), 'a4').find(({ kind }) => kind === 'title');
    expect(heading('2026年民生实事项目票决')).toMatchObject({ text: '2026年民生实事项目票决票' });
    expect(heading('民生实事项目')).toMatchObject({ text: '民生实事项目表决票' });
    const rating: RoundDefinitionInput = {
      kind: 'rating',
      items: items(1),
      scale: [{ id: 'satisfied' }],
    };
    expect(heading('部门测评', rating)).toMatchObject({ text: '部门测评票' });
    expect(heading('部门工作评议', rating)).toMatchObject({ text: '部门工作评议测评票' });
  });
});
