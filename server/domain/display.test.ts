import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOfOneMind, groupsSeen, shownPapers, usualGroup } from './display.ts';
import { add, fraction, multiply, ONE, type Fraction } from './fraction.ts';

describe('what a batched display shows', () => {
  it('is the first k papers when 2k are there, 2k when 3k are there, and so on', () => {
    const shown = Array.from({ length: 21 }, (_, papers) => shownPapers(5, papers));
    expect(shown.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
    expect(shown.slice(10)).toEqual([5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 15]);
  });

  it('leaves a group for the result, however many vote, and never goes back', () => {
    const some = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(some, some, (group, papers) => {
        const shown = shownPapers(group, papers);
        expect(shown % group).toBe(0);
        expect(shownPapers(group, papers + 1)).toBeGreaterThanOrEqual(shown);
        if (shown > 0) expect(papers - shown).toBeGreaterThanOrEqual(group);
        const groups = groupsSeen('batched', group, papers);
        expect(groups.reduce((sum, size) => sum + size, 0)).toBe(papers);
        for (const size of groups) expect(size).toBeGreaterThanOrEqual(Math.min(group, papers));
      }),
    );
  });

  it('is a tenth of the electorate at a time, and ten at least, where nothing else was chosen', () => {
    expect([0, 40, 100, 101, 3_000].map(usualGroup)).toEqual([10, 10, 10, 11, 300]);
  });
});

/** 1 − Π(1 − pˢ − (1 − p)ˢ) over all groups and items, exactly. */
function exactChance(groups: readonly number[], items: number, tenths: number): Fraction {
  const power = (base: Fraction, times: number) =>
    Array.from({ length: times }).reduce<Fraction>((product) => multiply(product, base), ONE);
  const minus = (of: Fraction) => fraction(-of.num, of.den);
  const mixed = groups.map((size) => {
    const alike = add(power(fraction(tenths, 10), size), power(fraction(10 - tenths, 10), size));
    return add(ONE, minus(alike));
  });
  const all = mixed.reduce((product, each) => multiply(product, each), ONE);
  return add(ONE, minus(power(all, items)));
}

describe('what a watcher could learn', () => {
  it('is every vote of a live display, and of turnout what the result alone tells', () => {
    expect(chanceOfOneMind(groupsSeen('live', 0, 40), 1, 0.9)).toBe(1);
    expect(groupsSeen('turnout', 0, 40)).toEqual([40]);
    expect(chanceOfOneMind([40], 1, 0.9)).toBeCloseTo(0.9 ** 40, 12);
    expect(chanceOfOneMind([], 3, 0.9)).toBe(0);
  });

  it('of forty who vote in groups of ten on one item is known', () => {
    const groups = groupsSeen('batched', 10, 40);
    expect(groups).toEqual([10, 10, 10, 10]);
    expect(chanceOfOneMind(groups, 1, 0.9)).toBeCloseTo(1 - (1 - 0.9 ** 10) ** 4, 9);
    expect(chanceOfOneMind(groups, 1, 1)).toBe(1);
  });

  it('is what exact fractions give', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 5, max: 9 }),
        (groups, items, tenths) => {
          const { num, den } = exactChance(groups, items, tenths);
          const exact = Number((num * 10n ** 15n) / den) / 1e15;
          expect(chanceOfOneMind(groups, items, tenths / 10)).toBeCloseTo(exact, 9);
        },
      ),
      { numRuns: 50 },
    );
  });
});
