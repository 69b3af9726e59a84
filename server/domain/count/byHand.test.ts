/** Ballots counted by hand, and by-elections (补选), which are among them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOfKind } from '../documents.test-support.ts';
import { MAJORITY_PROFILES } from '../majority.ts';
import { resultOf } from '../papers.test-support.ts';
import { QUORUM_PROFILES } from '../quorum.ts';
import { roundDefinition, type RoundDefinitionInput } from '../round/document.ts';
import {
  brokenByHand,
  countableByHand,
  countByHand,
  type CountedByHand,
  type HandCountInput,
} from './byHand.ts';

function definitionOf(input: RoundDefinitionInput): CountedByHand {
  const definition = roundDefinition.parse(input);
  if (!countableByHand(definition)) throw new Error(`${definition.kind} is not counted by hand`);
  return definition;
}

const item = (id: string, votes: [number, number, number, number?]) => {
  const [approve, against, abstain, illegible = 0] = votes;
  return { id, for: approve, against, abstain, void: illegible };
};

describe('a ballot counted by hand', () => {
  test('gives the result that its papers give', () => {
    const documents = fc
      .constantFrom('choose', 'each', 'package', 'election' as const)
      .chain((kind) => documentOfKind(kind as 'choose'))
      .filter(({ majority }) => (majority ?? []).every((rule) => rule.class === undefined));
    fc.assert(
      fc.property(documents, (document) => {
        const fromPapers = resultOf(document);
        const { format: _format, roll, papers: _papers, ...rest } = document;
        const { classes: _classes, ...figures } = roll;
        const listed = new Set(document.items.map(({ id }) => id));
        const counted =
          'items' in fromPapers
            ? {
                valid: fromPapers.papers.valid,
                invalid: fromPapers.papers.invalid,
                items: fromPapers.items
                  .filter(({ id }) => listed.has(id))
                  .map((one) => item(one.id, [one.for, one.against, one.abstain, one.void])),
                writeIns: fromPapers.items
                  .filter(({ id }) => !listed.has(id))
                  .map((one) => ({ name: one.id.slice('w:'.length), for: one.for }))
                  .toReversed(),
              }
            : null;
        const byHand = countByHand(definitionOf(rest as RoundDefinitionInput), {
          ...figures,
          counted,
        });
        if (!byHand.ok) throw new Error(`${byHand.error.path}: ${byHand.error.reason}`);
        const expected =
          'items' in fromPapers
            ? { ...fromPapers, papers: { ...fromPapers.papers, reasons: {} } }
            : fromPapers;
        expect(byHand.value).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  const two = definitionOf({
    kind: 'choose',
    seats: 1,
    items: [{ id: 'a' }, { id: 'b' }],
    quorum: [...QUORUM_PROFILES.Q_2_3_GE],
    majority: [...MAJORITY_PROFILES.M_1_2_GT_ENROLLED],
  });
  const good: HandCountInput = {
    enrolled: 50,
    present: 46,
    issued: 46,
    collected: 45,
    counted: { valid: 44, invalid: 1, items: [item('a', [30, 10, 3, 1]), item('b', [14, 20, 10])] },
  };
  const fixed = { enrolled: 50, present: 46 };

  test('whose figures fit together is decided', () => {
    expect(brokenByHand(two, good, fixed)).toEqual([]);
    expect(countByHand(two, good, fixed)).toMatchObject({
      value: {
        items: [
          { id: 'a', share: '30/50', outcome: 'elected' },
          { id: 'b', rank: 2 },
        ],
      },
    });
  });

  const counted = good.counted!;
  test.each([
    ['enrolled_fixed', { enrolled: 51 }, 'enrolled'],
    ['present_fixed', { present: 47 }, 'present'],
    ['issued_present', { issued: 47 }, 'issued'],
    ['valid_collected', { collected: 44 }, 'counted.valid'],
    [
      'item_valid',
      { counted: { ...counted, items: [item('a', [30, 10, 3]), item('b', [14, 20, 10])] } },
      'counted.items[0]',
    ],
    [
      'approvals_seats',
      { counted: { ...counted, items: [item('a', [30, 10, 3, 1]), item('b', [15, 20, 9])] } },
      'counted.items',
    ],
    [
      'items_of_round',
      { counted: { ...counted, items: [item('b', [14, 20, 10]), item('a', [30, 10, 3, 1])] } },
      'counted.items',
    ],
    [
      'items_of_round',
      { counted: { ...counted, writeIns: [{ name: '样例', for: 0 }] } },
      'counted.items',
    ],
    ['not_counted', { counted: null }, 'counted'],
    ['shape', { collected: -1 }, 'collected'],
  ])('%s is named with its place', (identity, change, path) => {
    expect(brokenByHand(two, { ...good, ...change }, fixed)).toMatchObject([{ identity, path }]);
    expect(countByHand(two, { ...good, ...change }, fixed)).toMatchObject({
      ok: false,
      error: { identity, path, level: 'refusal' },
    });
  });

  test('where exactly as many as seats must be approved, every valid paper approves as many', () => {
    const exact = { ...two, exact: true } as CountedByHand;
    expect(brokenByHand(exact, good, fixed)).toEqual([]);
    const fewer = [item('a', [30, 10, 3, 1]), item('b', [13, 21, 10])];
    expect(
      brokenByHand(exact, { ...good, counted: { ...counted, items: fewer } }, fixed),
    ).toMatchObject([{ identity: 'approvals_exact' }]);
  });

  test('with more papers than were issued needs no count: it is void', () => {
    const over = { ...good, issued: 44, counted: null };
    expect(countByHand(two, over, fixed)).toEqual({
      ok: true,
      value: {
        format: 'gongyi-result/1',
        round: 'void',
        papers: { collected: 45 },
        next: null,
      },
    });
  });
});

describe('a by-election of one deputy', () => {
  const election = (
    candidates: string[],
    rules: Partial<RoundDefinitionInput> = {},
  ): CountedByHand =>
    definitionOf({
      kind: 'election',
      seats: 1,
      items: candidates.map((id) => ({ id })),
      quorum: [...QUORUM_PROFILES.Q_VOTERS],
      majority: [...MAJORITY_PROFILES.M_1_2_GT_COLLECTED],
      ...rules,
    } as RoundDefinitionInput);

  const decide = (
    definition: CountedByHand,
    figures: Partial<Omit<HandCountInput, 'counted'>> & {
      invalid?: number;
      votes: number[];
      writeIns?: { name: string; for: number }[];
    },
  ) => {
    const { votes, invalid = 11, writeIns = [], ...roll } = figures;
    const collected = roll.collected ?? 801;
    const valid = collected - invalid;
    const decided = countByHand(definition, {
      enrolled: 1000,
      present: collected,
      issued: collected,
      collected,
      ...roll,
      counted: {
        valid,
        invalid,
        items: definition.items.map(({ id }, i) => item(id, [votes[i]!, 0, valid - votes[i]!])),
        writeIns,
      },
    });
    if (!decided.ok) throw new Error(`${decided.error.path}: ${decided.error.reason}`);
    return decided.value;
  };

  test('more than half of those who took part, invalid papers included', () => {
    expect(decide(election(['c1']), { votes: [401] })).toMatchObject({
      round: 'valid',
      papers: { collected: 801, valid: 790, invalid: 11 },
      items: [{ id: 'c1', for: 401, percent: '50.06', rank: 1, outcome: 'elected' }],
      next: null,
    });
    // 400 of 790 valid papers is more than half, of 801 collected it is not.
    expect(decide(election(['c1']), { votes: [400] })).toMatchObject({
      items: [{ outcome: 'not_elected' }],
      next: { kind: 'supplementary', items: ['c1'], seats: 1 },
    });
  });

  test('more than half of all voters must take part', () => {
    const votes = { votes: [300], invalid: 0 };
    expect(decide(election(['c1']), { collected: 500, ...votes }).round).toBe('inquorate');
    expect(decide(election(['c1']), { collected: 501, ...votes }).round).toBe('valid');
    // Too few took part: nobody need count what they voted.
    const few = { enrolled: 1000, present: 500, issued: 500, collected: 500, counted: null };
    expect(countByHand(election(['c1']), few)).toMatchObject({ value: { round: 'inquorate' } });
    const enough = { ...few, present: 501, issued: 501, collected: 501 };
    expect(countByHand(election(['c1']), enough)).toMatchObject({
      error: { identity: 'not_counted' },
    });
  });

  test('more papers than were issued: void', () => {
    expect(decide(election(['c1']), { issued: 800, votes: [401] }).round).toBe('void');
  });

  test('for one seat the supplementary round has two candidates, and never a name written in', () => {
    const result = decide(election(['c1', 'c2', 'c3']), {
      votes: [300, 250, 100],
      writeIns: [{ name: '样例', for: 140 }],
    });
    expect(result).toMatchObject({
      items: [{}, {}, {}, { id: 'w:样例', for: 140, outcome: 'not_elected' }],
      next: { kind: 'supplementary', items: ['c1', 'c2'], seats: 1 },
    });
  });

  test('there the most votes win, but a third of the papers is needed', () => {
    const supplementary = election(['c1', 'c2'], {
      round: 2,
      majority: [...MAJORITY_PROFILES.M_1_3_GE_COLLECTED],
    });
    const won = decide(supplementary, { votes: [267, 260] });
    expect(won).toMatchObject({ items: [{ outcome: 'elected' }, { outcome: 'not_elected' }] });
    const lost = decide(supplementary, { votes: [266, 260] });
    expect(lost).toMatchObject({ next: { kind: 'vacant', seats: 1 } });
  });

  test('a tie is voted again, and there more votes win', () => {
    const runoff = election(['c1', 'c2'], {
      round: 2,
      majority: [...MAJORITY_PROFILES.M_PLURALITY],
    });
    const two = { collected: 802, invalid: 0 };
    expect(decide(runoff, { ...two, votes: [401, 401] })).toMatchObject({
      next: { kind: 'runoff', items: ['c1', 'c2'], seats: 1 },
    });
    expect(decide(runoff, { ...two, votes: [200, 199] })).toMatchObject({
      items: [{ outcome: 'elected' }, { outcome: 'not_elected' }],
    });
  });

  test('a published one: 16538 collected, 16506 valid, 17297 voters', () => {
    const published = { enrolled: 17297, collected: 16538, invalid: 32 };
    expect(decide(election(['c1']), { ...published, votes: [9000] })).toMatchObject({
      round: 'valid',
      papers: { collected: 16538, valid: 16506, invalid: 32 },
      items: [{ share: '9000/16538' }],
    });
  });
});
