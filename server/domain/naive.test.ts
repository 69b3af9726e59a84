import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count } from './count/count.ts';
import { documentOfKind, KINDS } from './documents.test-support.ts';
import { naiveCount } from './naive.test-support.ts';
import { roundResult, type RoundResult } from './result.ts';

/** What the random documents must have led to, or they were not awkward enough to say anything. */
const LED_TO: Record<(typeof KINDS)[number], string[]> = {
  choose: [
    'elected',
    'illegible',
    'next_session',
    'not_elected',
    'null',
    'runoff',
    'supplementary',
    'tied',
    'too_few',
    'too_many',
    'vacant',
  ],
  each: [
    'elected',
    'illegible',
    'next_session',
    'not_elected',
    'null',
    'runoff',
    'supplementary',
    'tied',
    'vacant',
  ],
  package: ['elected', 'illegible', 'not_elected', 'null'],
  election: [
    'elected',
    'illegible',
    'next_session',
    'not_elected',
    'null',
    'runoff',
    'supplementary',
    'tied',
    'too_few',
    'too_many',
    'vacant',
  ],
  rating: ['graded', 'renormalised', 'ungraded', 'weighted'],
  scorecard: ['empty', 'graded', 'ungraded'],
  rank: ['bad_ranking', 'elected', 'illegible', 'not_elected', 'null', 'runoff', 'tied'],
};

describe('a second count, written from the contract alone, gives the same result', () => {
  test.each(KINDS)('on random documents of the kind %s', (kind) => {
    const rounds = new Set<string>();
    const ledTo = new Set<string>();
    fc.assert(
      fc.property(documentOfKind(kind), (document) => {
        const counted = count(document);
        if (!counted.ok) throw new Error(`${counted.error.path}: ${counted.error.reason}`);
        expect(counted.value).toEqual(naiveCount(document));
        expect(roundResult.safeParse(counted.value).success).toBe(true);
        rounds.add(counted.value.round);
        for (const thing of thingsIn(counted.value)) ledTo.add(thing);
      }),
      { numRuns: 1500 },
    );
    expect([...rounds].sort()).toEqual(['inquorate', 'valid', 'void']);
    expect([...ledTo].sort()).toEqual(LED_TO[kind]);
  });
});

function thingsIn(result: RoundResult): string[] {
  if (result.round !== 'valid') return [];
  if ('items' in result) {
    const reasons = Object.entries(result.papers.reasons).filter(([, papers]) => papers > 0);
    return [
      String(result.next?.kind ?? null),
      ...reasons.map(([reason]) => reason),
      ...result.items.map((item) => item.outcome),
    ];
  }
  return result.objects.flatMap((object) => {
    const graded = object.grade === null ? 'ungraded' : 'graded';
    if (!('counts' in object)) return object.total === null ? ['empty', graded] : [graded];
    if (object.weighted === null) return [graded];
    return [graded, 'weighted', ...(object.weighted.renormalised ? ['renormalised'] : [])];
  });
}
