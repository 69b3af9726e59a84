import { describe, expect, it } from 'vitest';
import { repeatedName, withoutCandidates } from './candidates.ts';
import { brokenByHand } from './count/byHand.ts';
import { count } from './count/count.ts';
import { acceptElectronic } from './paper.ts';
import { roundDefinition, roundDocument } from './round/document.ts';

const rules = {
  kind: 'election' as const,
  seats: 2,
  majority: [],
  items: [
    { id: 'a', title: '样例·甲' },
    { id: 'b', title: '样例乙' },
  ],
};
const definition = roundDefinition.parse(rules);
if (definition.kind !== 'election') throw new Error('an election');

describe('a candidate of the list who is written in', () => {
  it('is refused from a tablet, in whatever spelling', () => {
    const refused = { ok: false, error: { code: 'candidate_written_in' } };
    for (const name of ['样例乙', ' 样例乙 ', '样\u200b例乙']) {
      expect(acceptElectronic(definition, { a: 'against', b: 'for' }, [name])).toMatchObject(
        refused,
      );
    }
    expect(acceptElectronic(definition, { a: 'against' }, ['样例•甲'])).toMatchObject(refused);
    expect(acceptElectronic(definition, { a: 'against' }, ['样例丙'])).toMatchObject({ ok: true });
  });

  it('is approved once on paper, on the list', () => {
    const paper = { marks: { a: 'against', b: 'for' }, writeIns: ['样例乙', '样例丙'] } as const;
    const merged = withoutCandidates(definition, { ...paper, writeIns: [...paper.writeIns] });
    expect(merged).toEqual({ marks: { a: 'against', b: 'for' }, writeIns: ['样例丙'] });
    expect(withoutCandidates(definition, { marks: {}, writeIns: ['样例乙'] })).toEqual({
      marks: { b: 'for' },
    });
    // Opposed on the list and written in beside it: what is meant can't be made out.
    expect(
      withoutCandidates(definition, { marks: { a: 'against' }, writeIns: ['样例·甲'] }),
    ).toEqual({
      marks: { a: 'illegible' },
    });
  });

  it('has one line in the result of a document', () => {
    const result = count(
      roundDocument.parse({
        format: 'gongyi-round/1',
        ...rules,
        roll: { enrolled: 2, present: 2, issued: 2, collected: 2 },
        papers: [
          { marks: { b: 'for' }, writeIns: ['样例乙'] },
          { marks: { a: 'for' }, writeIns: ['样例 乙'] },
        ],
      }),
    );
    expect(result.ok && 'items' in result.value && result.value.items).toMatchObject([
      { id: 'a', for: 1 },
      { id: 'b', for: 2 },
    ]);
  });

  it('is refused in figures counted by hand', () => {
    const figures = (name: string) => ({
      enrolled: 2,
      present: 2,
      issued: 2,
      collected: 2,
      counted: {
        valid: 2,
        invalid: 0,
        items: ['a', 'b'].map((id) => ({ id, for: 1, against: 1, abstain: 0, void: 0 })),
        writeIns: [{ name, for: 1 }],
      },
    });
    expect(brokenByHand(definition, figures('样例丙'), null)).toEqual([]);
    expect(brokenByHand(definition, figures('样例乙'), null)).toMatchObject([
      { identity: 'items_of_round' },
    ]);
  });
});

it('two items of one name are found in whatever spelling', () => {
  const titled = (...titles: string[]) => ({
    items: titles.map((title, index) => ({ id: `i${index}`, title })),
  });
  expect(repeatedName(titled('样例·甲', '样例乙', '样例•甲'))).toBe(2);
  expect(repeatedName(titled('样例甲', '样例乙'))).toBeNull();
  // A document need not name its items.
  expect(repeatedName(titled('', ''))).toBeNull();
});
