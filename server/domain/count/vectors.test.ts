/** The vectors V1–V10 of docs/counting.md and published cases with figures. */
import { describe, expect, test } from 'vitest';
import { percent } from '../fraction.ts';
import { MAJORITY_PROFILES } from '../majority.ts';
import {
  fullRoll,
  id,
  items,
  itemsResultOf,
  papersWith,
  resultOf,
  withOutcome,
} from '../papers.test-support.ts';
import { presentEnough, QUORUM_PROFILES } from '../quorum.ts';

const congress = MAJORITY_PROFILES.M_1_2_GT_ENROLLED;
const ten = items(10).map((item) => item.id);

function choose(seats: number, papers: object[], more: object = {}): object {
  return {
    format: 'gongyi-round/1',
    kind: 'choose',
    seats,
    items: items(12),
    majority: congress,
    roll: fullRoll(papers.length),
    papers,
    ...more,
  };
}

describe('V1 a town votes one of two projects', () => {
  const papers = papersWith([42, 3], 45);
  const result = itemsResultOf(choose(1, papers, { items: items(2) }));

  test('42 of 45 is elected with 93.33 %', () => {
    expect(result.papers).toMatchObject({ collected: 45, valid: 45, invalid: 0 });
    expect(result.items[0]).toMatchObject({
      for: 42,
      share: '42/45',
      percent: '93.33',
      rank: 1,
      outcome: 'elected',
    });
    expect(result.next).toBeNull();
  });

  test('with one digit, as it was published', () => {
    expect(percent(42, 45, 1)).toBe('93.3');
  });
});

describe('V2 more papers than were issued', () => {
  const roll = { enrolled: 46, present: 46, issued: 45, collected: 46 };

  test('void, and the papers are not looked at', () => {
    const papers = Array.from({ length: 46 }, () => ({ nonsense: true }));
    const result = resultOf(choose(1, papers, { roll }));
    expect(result.round).toBe('void');
    expect(result).not.toHaveProperty('items');
  });

  test('one fewer than issued is valid', () => {
    const papers = papersWith([44], 44);
    const result = resultOf(choose(1, papers, { roll: { ...roll, collected: 44 } }));
    expect(result.round).toBe('valid');
  });
});

describe('twelve candidates for ten seats, 45 electors', () => {
  const nine = [40, 39, 38, 37, 36, 35, 34, 33, 32];
  const decide = (approvals: number[]) => itemsResultOf(choose(10, papersWith(approvals, 45)));

  test('V3 two tie for the last seat: nine elected, a runoff of the two', () => {
    const result = decide([...nine, 30, 30, 12]);
    expect(withOutcome(result, 'elected')).toEqual(ten.slice(0, 9));
    expect(withOutcome(result, 'tied')).toEqual(['p10', 'p11']);
    expect(withOutcome(result, 'not_elected')).toEqual(['p12']);
    expect(result.next).toEqual({ kind: 'runoff', items: ['p10', 'p11'], seats: 1 });
    expect(result.items.map((item) => item.rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 12]);
  });

  test('V4 one vote fewer for one of them: ten elected', () => {
    const result = decide([...nine, 30, 29, 12]);
    expect(withOutcome(result, 'elected')).toEqual(ten);
    expect(result.next).toBeNull();
  });

  test('V5 who is not above half does not take the seat, whatever the place', () => {
    const result = decide([...nine, 22, 30, 12]);
    expect(withOutcome(result, 'elected')).toEqual([...ten.slice(0, 9), 'p11']);
    expect(result.items[9]).toMatchObject({ passed: false, outcome: 'not_elected' });
  });

  test('V6 only eight above half: two open seats by each shortfall rule', () => {
    const approvals = [40, 39, 38, 37, 36, 35, 34, 33, 22, 21, 20, 20];
    const papers = papersWith(approvals, 45);
    const decide = (more: object) => itemsResultOf(choose(10, papers, more));
    const first = decide({});
    expect(withOutcome(first, 'elected')).toEqual(ten.slice(0, 8));
    // Three for two seats, and the fourth because it ties with the third.
    expect(first.next).toEqual({
      kind: 'supplementary',
      items: ['p09', 'p10', 'p11', 'p12'],
      seats: 2,
    });
    expect(decide({ round: 2 }).next).toEqual({ kind: 'vacant', seats: 2 });
    expect(decide({ shortfall: 'vacant' }).next).toEqual({ kind: 'vacant', seats: 2 });
    expect(decide({ shortfall: 'next_session', round: 2 }).next).toEqual({
      kind: 'next_session',
      seats: 2,
    });
  });
});

describe('V7, V8 seven papers for ten of twelve', () => {
  const approving = (n: number) => Object.fromEntries(items(n).map((item) => [item.id, 'for']));
  const papers = [
    { marks: approving(10) },
    { marks: approving(10) },
    { marks: approving(10) },
    { marks: approving(11) },
    { marks: {} },
    { marks: {}, illegible: true },
    { marks: { ...approving(9), p10: 'illegible', p11: 'against' } },
  ];

  test('V7 up to ten: five valid, two invalid', () => {
    const result = itemsResultOf(choose(10, papers));
    expect(result.papers).toEqual({
      collected: 7,
      valid: 5,
      invalid: 2,
      reasons: { illegible: 1, too_many: 1, too_few: 0, bad_ranking: 0 },
    });
    expect(result.items[9]).toMatchObject({ id: id(9), for: 3, against: 0, abstain: 1, void: 1 });
  });

  test('V8 exactly ten: three valid, four invalid', () => {
    const result = itemsResultOf(choose(10, papers, { exact: true }));
    expect(result.papers).toEqual({
      collected: 7,
      valid: 3,
      invalid: 4,
      reasons: { illegible: 1, too_many: 1, too_few: 2, bad_ranking: 0 },
    });
  });
});

describe('V9 two thresholds at once', () => {
  const papers = (total: number) =>
    Array.from({ length: 60 }, (_, at) => ({
      class: at < 15 ? 'deputy' : 'delegate',
      // Nine of fifteen deputies, the others among the delegates.
      marks: { p01: at < 9 || (at >= 15 && at < total + 6) ? 'for' : 'against' },
    }));
  const decide = (total: number) =>
    itemsResultOf({
      format: 'gongyi-round/1',
      kind: 'package',
      items: items(1),
      majority: MAJORITY_PROFILES.M_DEPUTIES_AND_2_3,
      roll: { ...fullRoll(60), classes: { deputy: { enrolled: 15, present: 15 } } },
      papers: papers(total),
    }).items[0];

  test('40 of 60 is not more than two thirds', () => {
    expect(decide(40)).toMatchObject({ for: 40, share: '9/15', passed: false });
  });

  test('41 of 60 is', () => {
    expect(decide(41)).toMatchObject({ for: 41, percent: '60.00', outcome: 'elected' });
  });
});

test.each([
  [15, false],
  [16, true],
])('V10 %i of 30 above half: %s', (approvals, passed) => {
  const result = itemsResultOf(choose(1, papersWith([approvals], 30)));
  expect(result.items[0]?.passed).toBe(passed);
});

describe('quorum', () => {
  test.each([
    [40, false, true],
    [41, true, true],
    [39, false, false],
  ])('%i of 60 present', (present, above, atLeast) => {
    const figures = { enrolled: 60, present };
    expect(presentEnough(QUORUM_PROFILES.Q_2_3_GT, figures)).toBe(above);
    expect(presentEnough(QUORUM_PROFILES.Q_2_3_GE, figures)).toBe(atLeast);
  });

  test('a meeting without it counts nothing', () => {
    const roll = { enrolled: 60, present: 40, issued: 40, collected: 40 };
    const papers = papersWith([40], 40);
    const result = resultOf(choose(1, papers, { roll, quorum: QUORUM_PROFILES.Q_2_3_GT }));
    expect(result).toEqual({
      format: 'gongyi-result/1',
      round: 'inquorate',
      papers: { collected: 40 },
      next: null,
    });
  });

  test('it comes before the box: inquorate, even with papers too many', () => {
    const roll = { enrolled: 60, present: 40, issued: 39, collected: 40 };
    const papers = papersWith([40], 40);
    const result = resultOf(choose(1, papers, { roll, quorum: QUORUM_PROFILES.Q_2_3_GT }));
    expect(result.round).toBe('inquorate');
  });

  test('voters who take part are counted by their papers', () => {
    const quorum = QUORUM_PROFILES.Q_VOTERS;
    const roll = { enrolled: 90, present: 90, issued: 90, collected: 45 };
    const document = choose(1, papersWith([45], 45), { quorum, roll });
    expect(resultOf(document).round).toBe('inquorate');
    const enough = choose(1, papersWith([46], 46), { quorum, roll: { ...roll, collected: 46 } });
    expect(resultOf(enough).round).toBe('valid');
  });
});

describe('published figures', () => {
  test('a congress of 282 votes two projects one by one', () => {
    const papers = Array.from({ length: 282 }, (_, at) => ({
      marks: { p01: at < 281 ? 'for' : 'against', p02: at < 276 ? 'for' : 'against' },
    }));
    const result = itemsResultOf({
      format: 'gongyi-round/1',
      kind: 'each',
      items: items(2),
      majority: congress,
      roll: fullRoll(282),
      papers,
    });
    expect(result.items.map((item) => [item.for, item.against, item.outcome])).toEqual([
      [281, 1, 'elected'],
      [276, 6, 'elected'],
    ]);
    expect(result.next).toBeNull();
  });
});
