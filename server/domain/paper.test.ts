import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reasonInvalid } from './count/validity.ts';
import { documentOfKind, KINDS } from './documents.test-support.ts';
import { acceptElectronic } from './paper.ts';
import { items, without } from './papers.test-support.ts';
import {
  readHead,
  roundDefinition,
  type RoundDefinition,
  type RoundDefinitionInput,
} from './round/document.ts';
import { paperSchemaOf } from './round/paper.ts';

const define = (input: RoundDefinitionInput): RoundDefinition => roundDefinition.parse(input);
const majority = [{ base: 'enrolled', fraction: '1/2', strict: true }] as const;
const choose = define({ kind: 'choose', seats: 2, items: items(3), majority: [...majority] });
const exact = define({ kind: 'choose', seats: 2, exact: true, items: items(3), majority: [] });
const package_ = define({ kind: 'package', items: items(1), majority: [] });
const election = define({ kind: 'election', seats: 2, items: items(2), majority: [] });
const rank = define({ kind: 'rank', seats: 2, items: items(3) });
const rating = define({
  kind: 'rating',
  items: items(2),
  scale: [{ id: 'good' }, { id: 'bad' }],
});
const scorecard = define({
  kind: 'scorecard',
  items: items(1),
  indicators: [
    { id: 'effect', min: 0, max: 100, weight: '1/2' },
    { id: 'attitude', min: 0, max: 100, weight: '1/2' },
  ],
});

describe('a paper from a tablet', () => {
  test('comes back in normal form: the document’s order, abstaining spelled out', () => {
    const accepted = acceptElectronic(choose, { p03: 'against', p01: 'for' });
    expect(accepted).toEqual({
      ok: true,
      value: { marks: { p01: 'for', p02: 'abstain', p03: 'against' } },
    });
    // The order of the taps must not be left in the stored text either.
    expect(JSON.stringify(accepted)).toBe(
      JSON.stringify(acceptElectronic(choose, { p01: 'for', p03: 'against', p02: 'abstain' })),
    );
  });

  test('may be empty where blank is abstaining', () => {
    expect(acceptElectronic(choose, {})).toMatchObject({ ok: true });
    expect(acceptElectronic(rank, {})).toEqual({ ok: true, value: { marks: {} } });
    expect(acceptElectronic(rating, {})).toEqual({ ok: true, value: { marks: {} } });
  });

  const refused: [string, RoundDefinition, unknown, object][] = [
    [
      'more approvals than seats',
      choose,
      { p01: 'for', p02: 'for', p03: 'for' },
      { code: 'too_many', approvals: 3, seats: 2 },
    ],
    [
      'fewer where exactly as many are asked for',
      exact,
      { p01: 'for' },
      { code: 'too_few', approvals: 1, seats: 2 },
    ],
    ['an unknown item', choose, { p99: 'for' }, { code: 'unknown_item', item: 'p99' }],
    ['an inherited item', choose, { toString: 'for' }, { code: 'unknown_item', item: 'toString' }],
    [
      'a mark that only paper can have',
      choose,
      { p01: 'illegible' },
      { code: 'malformed', item: 'p01' },
    ],
    ['an unknown mark', choose, { p01: 'yes' }, { code: 'malformed', item: 'p01' }],
    ['no marks at all', choose, null, { code: 'malformed', item: null }],
    ['a list', choose, ['for'], { code: 'malformed', item: null }],
    ['a package without a mark', package_, {}, { code: 'mark_needed', item: 'p01' }],
    ['a place twice', rank, { p01: 1, p02: 1 }, { code: 'bad_ranking', seats: 2 }],
    ['a place left out', rank, { p01: 2 }, { code: 'bad_ranking', seats: 2 }],
    ['half a place', rank, { p01: 1.5 }, { code: 'malformed', item: 'p01' }],
    ['an unknown grade', rating, { p02: 'best' }, { code: 'unknown_grade', item: 'p02' }],
    ['two ticks', rating, { p02: ['good', 'bad'] }, { code: 'unknown_grade', item: 'p02' }],
    ['an illegible tick', rating, { p01: 'illegible' }, { code: 'unknown_grade', item: 'p01' }],
    [
      'an indicator left out',
      scorecard,
      { p01: { effect: 80 } },
      { code: 'incomplete', item: 'p01', indicator: 'attitude' },
    ],
    [
      'a score out of range',
      scorecard,
      { p01: { effect: 101, attitude: 80 } },
      { code: 'out_of_range', item: 'p01', indicator: 'effect' },
    ],
    [
      'three decimals',
      scorecard,
      { p01: { effect: 1.125, attitude: 80 } },
      { code: 'malformed', item: 'p01' },
    ],
  ];
  test.each(refused)('%s is refused', (_, definition, marks, error) => {
    expect(acceptElectronic(definition, marks)).toEqual({ ok: false, error });
  });

  test('a refusal never repeats a mark', () => {
    for (const [, definition, marks] of refused) {
      const said = JSON.stringify(acceptElectronic(definition, marks));
      for (const mark of ['yes', 'best', 'good', '1.125', '101', '"for"', 'illegible']) {
        expect(said).not.toContain(mark);
      }
    }
  });
});

describe('names written in', () => {
  test('are trimmed, each once, in an order that is nobody’s', () => {
    const marks = { p01: 'against', p02: 'against' };
    expect(acceptElectronic(election, marks, [' 样例乙', '样例甲', '样例乙 '])).toEqual({
      ok: true,
      value: { marks, writeIns: ['样例乙', '样例甲'].toSorted() },
    });
  });

  test('that look alike are one: no hidden signs, no spaces that only pad a Chinese name', () => {
    const marks = { p01: 'against', p02: 'against' };
    const looks = ['样例　甲', '样\u200b例甲', '\u202e样例甲', '样例甲'];
    const value = { marks, writeIns: ['样例甲'] };
    expect(acceptElectronic(election, marks, looks)).toEqual({ ok: true, value });
    expect(acceptElectronic(election, marks, ['Anna Li', '阿依·样例'])).toEqual({
      ok: true,
      value: { marks, writeIns: ['Anna Li', '阿依·样例'] },
    });
    expect(acceptElectronic(election, marks, ['\u200b'])).toEqual({
      ok: false,
      error: { code: 'malformed', item: null },
    });
  });

  test('need a candidate opposed for each: who abstains writes in nobody', () => {
    expect(acceptElectronic(election, { p01: 'abstain' }, ['样例甲'])).toEqual({
      ok: false,
      error: { code: 'write_in_needs_opposition', writeIns: 1, against: 0 },
    });
    expect(acceptElectronic(election, { p01: 'against' }, ['样例甲'])).toMatchObject({ ok: true });
  });

  test('count as approvals', () => {
    const marks = { p01: 'for', p02: 'against' };
    expect(acceptElectronic(election, marks, ['样例甲', '样例乙'])).toEqual({
      ok: false,
      error: { code: 'too_many', approvals: 3, seats: 2 },
    });
  });

  test('exist in elections only, and are names', () => {
    expect(acceptElectronic(choose, {}, ['样例甲'])).toMatchObject({
      error: { code: 'no_write_ins' },
    });
    expect(acceptElectronic(election, { p01: 'against' }, [' '])).toMatchObject({
      error: { code: 'malformed' },
    });
    expect(acceptElectronic(election, {}, 'nobody')).toMatchObject({
      error: { code: 'malformed' },
    });
  });
});

describe('whatever a tablet sends', () => {
  test('an accepted paper is valid in the count, and accepting it again changes nothing', () => {
    const accepted = new Set<string>();
    const documents = fc.constantFrom(...KINDS).chain(documentOfKind);
    fc.assert(
      fc.property(documents, (document) => {
        const head = readHead(without(document, 'papers'));
        if (!head.ok) throw new Error(head.error.reason);
        const { definition } = head.value;
        // A tablet's paper has no class until the box gives it one.
        const schema = paperSchemaOf({ ...definition, weights: undefined } as RoundDefinition);
        for (const { marks, writeIns } of document.papers) {
          const answer = acceptElectronic(definition, marks, writeIns ?? []);
          if (!answer.ok) continue;
          accepted.add(definition.kind);
          expect(schema.safeParse(answer.value).error).toBeUndefined();
          expect(reasonInvalid(definition, answer.value)).toBeNull();
          const again = acceptElectronic(
            definition,
            answer.value.marks,
            answer.value.writeIns ?? [],
          );
          expect(again).toEqual(answer);
        }
      }),
      { numRuns: 1000 },
    );
    expect([...accepted].sort()).toEqual([...KINDS].sort());
  });

  test('no value at all makes it throw', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(choose, rating, rank, scorecard, election),
        fc.anything(),
        fc.anything(),
        (definition, marks, names) => {
          expect(acceptElectronic(definition, marks, names)).toHaveProperty('ok');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
