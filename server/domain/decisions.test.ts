/** Decisions from figures: shows of hands, majorities and quorums. */
import { describe, expect, test } from 'vitest';
import { MAJORITY_PROFILES, passes, type MajorityFigures } from './majority.ts';
import { neededFor, QUORUM_PROFILES } from './quorum.ts';
import { decideByHands, type Hands } from './showOfHands.ts';

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
