import { describe, expect, it } from 'vitest';
import { publishable, smallClasses } from './classes.ts';
import { count } from './count/count.ts';
import { roundResult, type ItemsResult, type RatingResult } from './result.ts';

/** So many papers of a class, with these marks. */
const papers = (n: number, of: string | undefined, marks: Record<string, string>) =>
  Array.from({ length: n }, () => ({ ...(of === undefined ? {} : { class: of }), marks }));

function counted(document: object) {
  const result = count(document);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

describe('a class is too small for figures of its own', () => {
  it.each([
    [0, []],
    [1, ['voter_rep']],
    [4, ['voter_rep']],
    [5, []],
  ])('with %i papers: %j', (n, expected) => {
    expect(smallClasses([...papers(9, 'deputy', {}), ...papers(n, 'voter_rep', {})])).toEqual(
      expected,
    );
  });

  it('never where papers do not say their class', () => {
    expect(smallClasses(papers(3, undefined, {}))).toEqual([]);
  });
});

describe('what is published of a result', () => {
  const roll = {
    enrolled: 12,
    present: 12,
    issued: 12,
    collected: 12,
    classes: { deputy: { enrolled: 9, present: 9 }, voter_rep: { enrolled: 3, present: 3 } },
  };
  const approvals = counted({
    format: 'gongyi-round/1',
    kind: 'each',
    items: [{ id: 'a' }, { id: 'b' }],
    majority: [{ base: 'collected', fraction: '1/2', strict: true, class: 'voter_rep' }],
    roll,
    papers: [
      ...papers(9, 'deputy', { a: 'for' }),
      ...papers(2, 'voter_rep', { b: 'for' }),
      ...papers(1, 'voter_rep', {}),
    ],
  }) as ItemsResult;

  it('is all of it while no class is small', () => {
    expect(publishable(approvals, null)).toBe(approvals);
  });

  it('has shares of everybody in place of a class’s, and the same outcome', () => {
    expect(approvals.items.map(({ share }) => share)).toEqual(['0/3', '2/3']);
    const published = publishable(approvals, 'small_class') as ItemsResult;
    expect(published.items.map(({ share, percent }) => [share, percent])).toEqual([
      ['9/12', '75.00'],
      ['2/12', '16.67'],
    ]);
    expect(published.items.map(({ passed, outcome }) => [passed, outcome])).toEqual(
      approvals.items.map(({ passed, outcome }) => [passed, outcome]),
    );
    expect(roundResult.parse(published)).toEqual(published);
  });

  it('has no weighted share, and the same grade as the exact count', () => {
    const rating = (third: string) =>
      counted({
        format: 'gongyi-round/1',
        kind: 'rating',
        items: [{ id: 'a' }],
        scale: [{ id: 'good' }, { id: 'bad' }],
        grades: [
          {
            grade: 'good',
            when: [{ sum: ['good'], base: 'valid', fraction: '1/2', strict: true }],
          },
          { grade: 'bad', when: [] },
        ],
        weights: { deputy: '1/2', voter_rep: '1/2' },
        roll,
        papers: [
          ...papers(8, 'deputy', { a: 'good' }),
          ...papers(1, 'deputy', { a: third }),
          ...papers(2, 'voter_rep', { a: 'bad' }),
          ...papers(1, 'voter_rep', { a: third === 'good' ? 'bad' : 'good' }),
        ],
      }) as RatingResult;
    // The same ticks in all, by other classes: the exact counts differ, what is published does not.
    const [one, other] = [rating('good'), rating('bad')];
    expect(one.objects[0]?.weighted).not.toEqual(other.objects[0]?.weighted);
    expect([one, other].map(({ objects }) => objects[0]?.grade)).toEqual(['bad', 'good']);
    const published = [one, other].map((result) => {
      const { objects } = publishable(result, 'small_class') as RatingResult;
      return { ...objects[0], grade: null };
    });
    expect(published[0]).toMatchObject({ weighted: null, counts: { good: 9, bad: 3 } });
    expect(published[1]).toEqual(published[0]);
    expect(roundResult.parse(publishable(one, 'small_class'))).toMatchObject({
      objects: [{ grade: 'bad' }],
    });
  });
});
