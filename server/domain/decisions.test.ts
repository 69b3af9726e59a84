/** Decisions from figures: by-elections and shows of hands. */
import { describe, expect, test } from 'vitest';
import { decideByElection, type ByElectionFigures } from './byElection.ts';
import { MAJORITY_PROFILES, passes, type MajorityFigures } from './majority.ts';
import { neededFor, QUORUM_PROFILES } from './quorum.ts';
import { decideByHands, type Hands } from './showOfHands.ts';

describe('a by-election of one deputy', () => {
  const figures: ByElectionFigures = {
    registered: 1000,
    issued: 801,
    collected: 801,
    valid: 790,
    invalid: 11,
    seats: 1,
    stage: 'first',
    candidates: [{ id: 'c1', votes: 401 }],
  };
  const decide = (change: Partial<ByElectionFigures> = {}) => {
    const decided = decideByElection({ ...figures, ...change });
    if (!decided.ok) throw new Error(`${decided.error.path}: ${decided.error.reason}`);
    return decided.value;
  };

  test('more than half of those who took part, invalid papers included', () => {
    expect(decide()).toMatchObject({
      round: 'valid',
      turnout: '80.10',
      candidates: [{ id: 'c1', votes: 401, percent: '50.06', rank: 1, outcome: 'elected' }],
      next: null,
    });
    // 400 of 790 valid papers is more than half, of 801 collected it is not.
    expect(decide({ candidates: [{ id: 'c1', votes: 400 }] })).toMatchObject({
      candidates: [{ outcome: 'not_elected' }],
      next: { kind: 'supplementary', items: ['c1'], seats: 1 },
    });
  });

  test('more than half of all voters must take part', () => {
    const half = { issued: 500, collected: 500, valid: 500, invalid: 0 };
    expect(decide({ ...half, candidates: [] }).round).toBe('inquorate');
    const more = { issued: 501, collected: 501, valid: 501, invalid: 0 };
    expect(decide({ ...more, candidates: [] }).round).toBe('valid');
  });

  test('more papers than were issued: void', () => {
    expect(decide({ issued: 800 })).toMatchObject({ round: 'void', candidates: [], next: null });
  });

  test('for one seat the supplementary round has two candidates, and never a name written in', () => {
    const candidates = [
      { id: 'c1', votes: 300 },
      { id: 'c2', votes: 250 },
      { id: 'c3', votes: 100 },
      { id: 'w:样例', votes: 140, writeIn: true },
    ];
    expect(decide({ candidates }).next).toEqual({
      kind: 'supplementary',
      items: ['c1', 'c2'],
      seats: 1,
    });
  });

  test('there the most votes win, but a third of the papers is needed', () => {
    const stage = 'supplementary' as const;
    const won = decide({
      stage,
      candidates: [
        { id: 'c1', votes: 267 },
        { id: 'c2', votes: 260 },
      ],
    });
    expect(won.candidates.map(({ outcome }) => outcome)).toEqual(['elected', 'not_elected']);
    const lost = decide({
      stage,
      candidates: [
        { id: 'c1', votes: 266 },
        { id: 'c2', votes: 260 },
      ],
    });
    expect(lost.next).toEqual({ kind: 'vacant', seats: 1 });
  });

  test('a tie is voted again, and there more votes win', () => {
    const two = { issued: 802, collected: 802, valid: 802, invalid: 0, seats: 1 };
    const tied = [
      { id: 'c1', votes: 401 },
      { id: 'c2', votes: 401 },
    ];
    expect(decide({ ...two, stage: 'runoff', candidates: tied }).next).toEqual({
      kind: 'runoff',
      items: ['c1', 'c2'],
      seats: 1,
    });
    const few = [
      { id: 'c1', votes: 200 },
      { id: 'c2', votes: 199 },
    ];
    expect(decide({ ...two, stage: 'runoff', candidates: few }).candidates[0]?.outcome).toBe(
      'elected',
    );
  });

  test('a published one: 16538 collected, 16506 valid, 17297 voters', () => {
    const published = { registered: 17297, issued: 16538, collected: 16538, valid: 16506 };
    const result = decide({ ...published, invalid: 32, candidates: [] });
    expect(result).toMatchObject({ round: 'valid', validPercent: '99.81', turnout: '95.61' });
    expect(
      decideByElection({ ...figures, ...published, invalid: 31, candidates: [] }),
    ).toMatchObject({
      ok: false,
      error: { path: 'valid' },
    });
  });

  test.each([
    ['more papers issued than voters', { registered: 800 }, 'issued'],
    [
      'more votes than valid papers',
      { candidates: [{ id: 'c1', votes: 791 }] },
      'candidates[0].votes',
    ],
    [
      'more votes than seats allow',
      {
        candidates: [
          { id: 'c1', votes: 400 },
          { id: 'c2', votes: 400 },
        ],
      },
      'candidates',
    ],
  ])('%s is refused', (_, change, path) => {
    expect(decideByElection({ ...figures, ...change })).toMatchObject({
      ok: false,
      error: { path },
    });
  });
});

describe('a show of hands', () => {
  const hands: Hands = {
    enrolled: 60,
    present: 41,
    for: 31,
    against: 5,
    abstain: 3,
    majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
  };

  test('31 of 60 is more than half', () => {
    expect(decideByHands(hands)).toEqual({
      ok: true,
      value: { passed: true, notRaised: 2, share: '31/60', percent: '51.67' },
    });
    expect(decideByHands({ ...hands, for: 30 })).toMatchObject({ value: { passed: false } });
  });

  test('without a rule there are more for than against', () => {
    const even = { ...hands, majority: [], for: 5, against: 5 };
    expect(decideByHands(even)).toMatchObject({ value: { passed: false, share: '5/13' } });
    expect(decideByHands({ ...even, for: 6 })).toMatchObject({ value: { passed: true } });
  });

  test.each([
    ['more hands than persons', { present: 38 }, 'for'],
    ['present above enrolled', { present: 61 }, 'present'],
  ])('%s is refused', (_, change, path) => {
    expect(decideByHands({ ...hands, ...change })).toMatchObject({ ok: false, error: { path } });
  });
});

describe('majorities while a figure is missing', () => {
  const [rule] = MAJORITY_PROFILES.M_1_2_GT_ENROLLED;
  const both = [...MAJORITY_PROFILES.M_DEPUTIES_AND_2_3];

  test('unknown as long as it could decide, false as soon as a known rule fails', () => {
    expect(passes([rule], { approvals: () => 3, base: () => null })).toBeNull();
    const withoutClasses = (approvals: number): MajorityFigures => ({
      approvals: (asked) => (asked?.class === undefined ? approvals : null),
      base: () => 60,
    });
    expect(passes(both, withoutClasses(41))).toBeNull();
    expect(passes(both, withoutClasses(40))).toBe(false);
    expect(passes([], { approvals: () => null, base: () => null })).toBeNull();
  });
});

test.each([
  ['Q_2_3_GE', 60, 40],
  ['Q_2_3_GT', 60, 41],
  ['Q_2_3_GE', 45, 30],
  ['Q_2_3_GE', 46, 31],
  ['Q_1_2_GT', 29, 15],
  ['Q_1_2_GT', 30, 16],
] as const)('%s of %i needs %i', (profile, enrolled, needed) => {
  const [rule] = QUORUM_PROFILES[profile];
  expect(neededFor(rule, enrolled)).toBe(needed);
});
