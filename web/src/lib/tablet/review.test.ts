import { describe, expect, it } from 'vitest';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import { reviewGroups } from './review.ts';

const items = ['a', 'b', 'c'].map((id) => ({ id, title: `样例${id}` }));
const of = (
  input: Record<string, unknown>,
  marks: Parameters<typeof reviewGroups>[1],
  names: string[] = [],
) =>
  reviewGroups(roundDefinition.parse({ items, ...input }), marks, names).map((group) => [
    group.grade ?? group.key,
    group.lines.map(({ title, number, detail }) => `${String(number)} ${title}${detail ?? ''}`),
  ]);

describe('what is shown before sending', () => {
  it('puts names written in beside the approvals', () => {
    const election = { kind: 'election', seats: 2, majority: [] };
    expect(of(election, { a: 'for', b: 'against' }, ['样例丁'])).toEqual([
      ['review.for', ['1 样例a']],
      ['review.written', ['null 样例丁']],
      ['review.against', ['2 样例b']],
      ['review.notPressed', ['3 样例c']],
    ]);
  });

  it('sorts objects by grade and says what a blank means', () => {
    const rating = { kind: 'rating', scale: [{ id: 'good' }, { id: 'poor' }], blank: 'abstain' };
    expect(of(rating, { b: 'poor', a: 'good' })).toEqual([
      ['good', ['1 样例a']],
      ['poor', ['2 样例b']],
      ['review.notRated.abstain', ['3 样例c']],
    ]);
  });

  it('shows every score of an object', () => {
    const indicators = ['x', 'y'].map((id) => ({ id, min: 0, max: 9, weight: '1/2' }));
    expect(of({ kind: 'scorecard', indicators }, { a: { x: 1, y: 2.5 } })).toEqual([
      ['review.scored', ['1 样例ax 1 · y 2.5']],
      ['review.notScored', ['2 样例b', '3 样例c']],
    ]);
  });

  it('shows the order of priority', () => {
    expect(of({ kind: 'rank', seats: 2 }, { c: 1, a: 2 })).toEqual([
      ['review.ranked', ['1 样例c', '2 样例a']],
      ['review.notRanked', ['null 样例b']],
    ]);
  });
});
