/** What each kind does that the others do not. */
import { describe, expect, test } from 'vitest';
import { fullRoll, items, itemsResultOf, withOutcome } from '../papers.test-support.ts';

const document = (kind: string, papers: object[], more: object = {}): object => ({
  format: 'gongyi-round/1',
  kind,
  items: items(4),
  ...(kind === 'rank' ? {} : { majority: [] }),
  roll: fullRoll(papers.length),
  papers,
  ...more,
});
const times = (n: number, paper: object) => Array.from({ length: n }, () => paper);

describe('each', () => {
  const papers = [
    ...times(3, { marks: { p01: 'for', p02: 'for', p03: 'for' } }),
    { marks: { p01: 'for', p02: 'against', p03: 'illegible', p04: 'for' } },
  ];
  const majority = [{ base: 'valid', fraction: '1/2', strict: true }];

  test('without seats everything that passes is elected', () => {
    const result = itemsResultOf(document('each', papers, { majority }));
    expect(withOutcome(result, 'elected')).toEqual(['p01', 'p02', 'p03']);
    expect(result.items[2]).toMatchObject({ for: 3, against: 0, abstain: 0, void: 1 });
    expect(result.next).toBeNull();
  });

  test('with seats the best of those that pass; a paper may approve more than there are seats', () => {
    const result = itemsResultOf(document('each', papers, { majority, seats: 2 }));
    expect(withOutcome(result, 'elected')).toEqual(['p01']);
    expect(withOutcome(result, 'tied')).toEqual(['p02', 'p03']);
    expect(result.papers.invalid).toBe(0);
    expect(result.next).toEqual({ kind: 'runoff', items: ['p02', 'p03'], seats: 1 });
  });
});

describe('package', () => {
  test('one mark for the whole list', () => {
    const papers = [
      ...times(23, { marks: { p01: 'for' } }),
      ...times(20, { marks: { p01: 'against' } }),
      ...times(2, { marks: {} }),
    ];
    const majority = [{ base: 'enrolled', fraction: '1/2', strict: true }];
    const result = itemsResultOf(document('package', papers, { items: items(1), majority }));
    expect(result.items).toEqual([
      {
        id: 'p01',
        for: 23,
        against: 20,
        abstain: 2,
        void: 0,
        share: '23/45',
        percent: '51.11',
        rank: 1,
        passed: true,
        outcome: 'elected',
      },
    ]);
  });
});

describe('election', () => {
  const majority = [{ base: 'collected', fraction: '1/2', strict: true }];

  test('one person written in with five dots, hidden signs or capitals is one person', () => {
    const names = ['样例·甲', '样例•甲', '样例‧甲', '样例・甲', '样例．甲', '样例\uFE0F·\u3164甲'];
    const papers = [...names, 'Anna LI', 'ANNA Li'].map((name) => ({
      marks: {},
      writeIns: [name],
    }));
    const result = itemsResultOf(
      document('election', papers, { seats: 2, items: items(1), majority }),
    );
    expect(result.items.slice(1).map(({ id, for: approvals }) => [id, approvals])).toEqual([
      ['w:ANNA Li', 2],
      ['w:样例·甲', 6],
    ]);
    const twice = [{ marks: {}, writeIns: ['样例·甲', '样例•甲'] }];
    const one = itemsResultOf(document('election', twice, { seats: 1, items: items(1), majority }));
    expect(one.papers.valid).toBe(1);
  });

  test('a name written in is an item of its own, after the candidates', () => {
    const papers = [
      ...times(2, { marks: { p01: 'for' } }),
      ...times(3, { marks: { p01: 'against' }, writeIns: ['样例乙', '样例乙'] }),
      { marks: {}, writeIns: ['样例甲'] },
    ];
    const more = { seats: 1, items: items(1), majority: [] };
    const result = itemsResultOf(document('election', papers, more));
    expect(result.items.map(({ id, for: approvals, abstain }) => [id, approvals, abstain])).toEqual(
      [
        ['p01', 2, 1],
        ['w:样例乙', 3, 3],
        ['w:样例甲', 1, 5],
      ],
    );
    expect(withOutcome(result, 'elected')).toEqual(['w:样例乙']);
  });

  test('write-ins count towards too many', () => {
    const papers = [{ marks: { p01: 'for' }, writeIns: ['样例甲'] }];
    const result = itemsResultOf(document('election', papers, { seats: 1 }));
    expect(result.papers.reasons.too_many).toBe(1);
    // An invalid paper's names are not even listed.
    expect(result.items.map(({ id }) => id)).toEqual(['p01', 'p02', 'p03', 'p04']);
  });

  test('write-ins may be in a runoff, never in a supplementary round', () => {
    const tied = [{ marks: { p01: 'for' } }, { marks: { p01: 'against' }, writeIns: ['样例甲'] }];
    const more = { seats: 1, items: items(1) };
    expect(itemsResultOf(document('election', tied, more)).next).toEqual({
      kind: 'runoff',
      items: ['p01', 'w:样例甲'],
      seats: 1,
    });
    const short = itemsResultOf(document('election', tied, { ...more, majority }));
    expect(short.next).toEqual({ kind: 'supplementary', items: ['p01'], seats: 1 });
  });

  test('invalid papers stay in the base of those who took part', () => {
    const papers = [
      ...times(5, { marks: { p01: 'for' } }),
      ...times(4, { marks: { p01: 'against' } }),
      { marks: {}, illegible: true },
    ];
    const result = itemsResultOf(
      document('election', papers, { seats: 1, items: items(1), majority }),
    );
    expect(result.items[0]).toMatchObject({ for: 5, share: '5/10', passed: false });
  });

  test('every candidate passed over and none left: vacant', () => {
    const papers = times(2, { marks: { p01: 'for' } });
    const result = itemsResultOf(document('election', papers, { seats: 2, items: items(1) }));
    expect(result.next).toEqual({ kind: 'vacant', seats: 1 });
  });
});

describe('rank', () => {
  test('the k-th place earns seats − k + 1 points', () => {
    const papers = [
      { marks: { p01: 1, p02: 2 } },
      { marks: { p02: 1, p03: 2 } },
      { marks: { p03: 1 } },
      { marks: {} },
    ];
    const result = itemsResultOf(document('rank', papers, { seats: 2 }));
    expect(
      result.items.map(({ for: papers, points, rank, passed, outcome }) => ({
        papers,
        points,
        rank,
        passed,
        outcome,
      })),
    ).toEqual([
      { papers: 1, points: 2, rank: 3, passed: true, outcome: 'not_elected' },
      { papers: 2, points: 3, rank: 1, passed: true, outcome: 'elected' },
      { papers: 2, points: 3, rank: 1, passed: true, outcome: 'elected' },
      { papers: 0, points: 0, rank: 4, passed: false, outcome: 'not_elected' },
    ]);
    expect(result.next).toBeNull();
  });

  test('three level for two seats: a runoff', () => {
    const papers = [{ marks: { p01: 1 } }, { marks: { p02: 1 } }, { marks: { p03: 1 } }];
    const result = itemsResultOf(document('rank', papers, { seats: 2 }));
    expect(result.next).toEqual({ kind: 'runoff', items: ['p01', 'p02', 'p03'], seats: 2 });
  });

  test.each([
    ['a place twice', { p01: 1, p02: 1 }],
    ['a place left out', { p01: 1, p02: 3 }],
    ['no first place', { p01: 2 }],
    ['more places than seats', { p01: 1, p02: 2, p03: 3, p04: 4 }],
  ])('%s makes the paper invalid', (_, marks) => {
    const result = itemsResultOf(document('rank', [{ marks }, { marks: {} }], { seats: 3 }));
    expect(result.papers).toMatchObject({ valid: 1, invalid: 1 });
    expect(result.papers.reasons.bad_ranking).toBe(1);
  });

  test('fewer ranked than there are seats is no shortfall', () => {
    const result = itemsResultOf(document('rank', [{ marks: { p01: 1 } }], { seats: 3 }));
    expect(withOutcome(result, 'elected')).toEqual(['p01']);
    expect(result.next).toBeNull();
  });
});

describe('shares', () => {
  test('over the base of the first rule, and its class where it names one', () => {
    const majority = [{ base: 'collected', fraction: '0/1', strict: false, class: 'deputy' }];
    const papers = [
      { marks: { p01: 'for' }, class: 'deputy' },
      { marks: {}, class: 'deputy' },
      { marks: { p01: 'for' } },
    ];
    const [first] = itemsResultOf(document('each', papers, { majority })).items;
    expect(first).toMatchObject({ for: 2, share: '1/2', percent: '50.00' });
  });

  test('nobody in the base: no percentage', () => {
    const result = itemsResultOf(document('each', []));
    expect(result.items[0]).toMatchObject({ share: '0/0', percent: null, passed: false });
  });
});
