import { describe, expect, test } from 'vitest';
import {
  BAND_PROFILES,
  GRADE_PROFILES,
  mappedMean,
  overallRate,
  SCALES,
} from '../gradeProfiles.ts';
import { decimal, percent } from '../fraction.ts';
import { fullRoll, items, objectsOf } from '../papers.test-support.ts';
import type { RatedObject, ScoredObject } from '../result.ts';

/** Papers for one object: so many ticks of each grade, in the scale's order, then blanks. */
function ticks(scale: readonly { id: string }[], counts: number[], paperClass?: string): object[] {
  return counts.flatMap((count, at) => {
    const grade = scale[at]?.id;
    const marks = grade === undefined ? {} : { p01: grade };
    return Array.from({ length: count }, () => ({
      marks,
      ...(paperClass === undefined ? {} : { class: paperClass }),
    }));
  });
}

function rated(papers: object[], more: object = {}): RatedObject {
  const [object] = objectsOf({
    format: 'gongyi-round/1',
    kind: 'rating',
    items: items(1),
    roll: fullRoll(papers.length),
    scale: SCALES.S3,
    grades: GRADE_PROFILES.P_DEFAULT,
    papers,
    ...more,
  });
  if (!object || !('counts' in object)) throw new Error('not a rating');
  return object;
}

const [satisfied, basic, dissatisfied] = SCALES.S3.map(({ id }) => id);

describe('P_ZH: more than half of all members', () => {
  const zh = { grades: GRADE_PROFILES.P_ZH };

  test.each([
    [28, 1, 0],
    [20, 8, 1],
    [26, 3, 0],
    [29, 0, 0],
    [17, 11, 1],
    [26, 3, 0],
    [17, 11, 1],
    [28, 1, 0],
  ])('the published row %i/%i/%i of 29 is 满意', (...counts) => {
    expect(rated(ticks(SCALES.S3, counts), zh).grade).toBe(satisfied);
    expect(rated(ticks(SCALES.S3, counts)).grade).toBe(satisfied);
  });

  test('17 of 29 is 58.62 %, both together 96.55 %', () => {
    const object = rated(ticks(SCALES.S3, [17, 11, 1]), zh);
    expect([object.strict, object.broad]).toEqual(['17/29', '28/29']);
    expect([percent(17, 29), percent(28, 29)]).toEqual(['58.62', '96.55']);
  });

  test.each([
    [[15, 0, 15], dissatisfied],
    [[15, 1, 14], basic],
    [[10, 5, 15], dissatisfied],
    [[16, 0, 14], satisfied],
  ])('of 30: %j is %s; exactly half is not more than half', (counts, grade) => {
    expect(rated(ticks(SCALES.S3, counts), zh).grade).toBe(grade);
  });
});

describe('P_DW: the share of 称职 among the raters', () => {
  test.each([
    [36, 'basically_competent', '78.26'],
    [37, 'competent', '80.43'],
    [23, 'basically_competent', '50.00'],
    [22, 'incompetent', '47.83'],
    [46, 'competent', '100.00'],
  ])('%i of 46 is %s (%s %%)', (count, grade, share) => {
    const papers = ticks(SCALES.C3, [count, 0, 46 - count]);
    const more = { scale: SCALES.C3, grades: GRADE_PROFILES.P_DW };
    expect(rated(papers, more).grade).toBe(grade);
    expect(percent(count, 46)).toBe(share);
  });
});

test('P_TY: 59 satisfied and 2 basically of 61 pass, and both together are all of them', () => {
  const object = rated(ticks(SCALES.S3, [59, 2, 0]), { grades: GRADE_PROFILES.P_TY });
  expect(object).toMatchObject({ broad: '61/61', grade: 'pass' });
  const worse = rated(ticks(SCALES.S3, [20, 10, 31]), { grades: GRADE_PROFILES.P_TY });
  expect(worse.grade).toBe('rectify');
});

test.each([
  [70, 'pass'],
  [69, 'rectify'],
])('P_SG: %i of 100 residents satisfied: %s', (count, grade) => {
  const papers = ticks(SCALES.S3, [count, 0, 100 - count]);
  expect(rated(papers, { grades: GRADE_PROFILES.P_SG }).grade).toBe(grade);
});

describe('P_DEFAULT at its edges', () => {
  test.each([
    [[11, 5, 4], satisfied],
    [[10, 6, 4], basic],
    [[11, 4, 5], basic],
    [[5, 5, 10], basic],
    [[5, 4, 11], dissatisfied],
  ])('%j is %s', (counts, grade) => {
    expect(rated(ticks(SCALES.S3, counts)).grade).toBe(grade);
  });
});

describe('what is not one clear tick', () => {
  const papers = [
    ...ticks(SCALES.S3U, [5, 2, 1, 3]),
    { marks: {} },
    { marks: { p01: ['satisfied', 'dissatisfied'] } },
    { marks: { p01: 'illegible' } },
    { marks: { p01: 'satisfied' }, illegible: true },
  ];
  const counts = { satisfied: 5, basically_satisfied: 2, dissatisfied: 1, unfamiliar: 3 };

  test('is invalid, and 不了解 stands outside the base', () => {
    const object = rated(papers, { scale: SCALES.S3U });
    expect(object).toMatchObject({ counts, abstain: 0, valid: 8, invalid: 4, strict: '5/8' });
  });

  test('a blank abstains and stays in the base where the rules say so', () => {
    const object = rated(papers, { scale: SCALES.S3U, blank: 'abstain' });
    expect(object).toMatchObject({ counts, abstain: 1, valid: 9, invalid: 3, broad: '7/9' });
  });

  test('no valid paper, no grade', () => {
    const object = rated([{ marks: {} }]);
    expect(object).toMatchObject({ valid: 0, strict: '0/0', grade: null });
  });
});

describe('weights between classes', () => {
  const weights = { deputy: '7/10', public: '3/10' };
  const deputies = ticks(SCALES.S3, [18, 2, 0], 'deputy');
  const others = ticks(SCALES.S3, [15, 9, 6], 'public');

  test('78 % and 94 % weighted, 66 % and 88 % pooled', () => {
    const object = rated([...deputies, ...others], { weights });
    expect(object.weighted).toEqual({ strict: '39/50', broad: '47/50' });
    expect([object.strict, object.broad]).toEqual(['33/50', '44/50']);
    expect([percent(39, 50), percent(47, 50)]).toEqual(['78.00', '94.00']);
    expect([percent(33, 50), percent(44, 50)]).toEqual(['66.00', '88.00']);
  });

  test('a class without a valid paper is dropped and the rest scaled to 1', () => {
    const object = rated(deputies, { weights });
    expect(object.weighted).toEqual({ strict: '9/10', broad: '1/1', renormalised: true });
  });

  test('the grade goes by the weighted sum', () => {
    // Pooled 34 of 50 is not above 7/10; weighted 71/100 is.
    const papers = [
      ...ticks(SCALES.S3, [18, 0, 2], 'deputy'),
      ...ticks(SCALES.S3, [8, 0, 22], 'public'),
    ];
    const when = [{ sum: ['satisfied'], base: 'valid', fraction: '7/10', strict: true }];
    const more = { grades: [{ grade: 'above', when }] };
    expect(rated(papers, more).grade).toBeNull();
    expect(rated(papers, { ...more, weights })).toMatchObject({
      weighted: { strict: '71/100' },
      grade: 'above',
    });
  });
});

describe('figures made of ratings', () => {
  test('P_MAP: points for each grade, 不了解 outside', () => {
    const counts = { satisfied: 30, basically_satisfied: 10, dissatisfied: 5, unfamiliar: 5 };
    expect(mappedMean(counts)).toBe('85.56');
    expect(mappedMean({ unfamiliar: 5 })).toBeNull();
  });

  test('pooled and mean are different numbers', () => {
    const objects = [
      { part: 9, base: 10 },
      { part: 10, base: 30 },
      { part: 0, base: 0 },
    ];
    const hundred = { num: 100n, den: 1n };
    const rate = (method: 'pooled' | 'mean') => {
      const found = overallRate(objects, method);
      return found && decimal({ num: found.num * hundred.num, den: found.den });
    };
    expect([rate('pooled'), rate('mean')]).toEqual(['47.50', '61.67']);
    expect(overallRate([], 'pooled')).toBeNull();
  });

  test('20 offices and villages: 17 satisfied are 85 %, 3 are 15 %', () => {
    expect([percent(17, 20), percent(3, 20)]).toEqual(['85.00', '15.00']);
  });
});

describe('scorecards', () => {
  const indicators = [
    { id: 'effect', min: 0, max: 100, weight: '1/4' },
    { id: 'attitude', min: 0, max: 100, weight: '3/4' },
  ];
  const scored = (papers: object[], more: object = {}): ScoredObject => {
    const [object] = objectsOf({
      format: 'gongyi-round/1',
      kind: 'scorecard',
      items: items(1),
      roll: fullRoll(papers.length),
      indicators,
      bands: BAND_PROFILES.P_SCORE_4,
      papers,
      ...more,
    });
    if (!object || 'counts' in object) throw new Error('not a scorecard');
    return object;
  };
  const paper = (effect: number, attitude: number) => ({ marks: { p01: { effect, attitude } } });

  test('means and total are exact and printed with two digits, a half going up', () => {
    const object = scored([paper(86.25, 80), paper(86.24, 80.01), paper(86.25, 80)]);
    // (86.25 + 86.24 + 86.25) / 3 = 86.24666…, (80 + 80.01 + 80) / 3 = 80.00333…
    expect(object).toEqual({
      id: 'p01',
      valid: 3,
      indicators: { effect: '86.25', attitude: '80.00' },
      total: '81.56',
      grade: 'fairly_satisfied',
    });
  });

  test('the band goes by the exact total, not by the printed one', () => {
    // 84.9975 is printed as 85.00 and is still below 85.
    const papers = [paper(84.99, 85), paper(84.99, 85)];
    expect(scored(papers)).toMatchObject({ total: '85.00', grade: 'fairly_satisfied' });
    expect(scored([paper(85, 85)])).toMatchObject({ total: '85.00', grade: 'satisfied' });
  });

  test('a paper counts for an object when every indicator is there and in range', () => {
    const object = scored([
      paper(90, 90),
      paper(100.01, 90),
      paper(-0.01, 90),
      { marks: { p01: { effect: 90 } } },
      { marks: {} },
      { ...paper(0, 0), illegible: true },
    ]);
    expect(object).toMatchObject({ valid: 1, total: '90.00' });
  });

  test('no valid paper: no mean, no total, no grade', () => {
    expect(scored([{ marks: {} }])).toEqual({
      id: 'p01',
      valid: 0,
      indicators: { effect: null, attitude: null },
      total: null,
      grade: null,
    });
  });

  test.each([
    [80, 'satisfied'],
    [79, 'basically_satisfied'],
    [60, 'basically_satisfied'],
    [59, 'dissatisfied'],
  ])('P_SCORE_100: %i is %s', (score, grade) => {
    const more = {
      indicators: [{ id: 'score', min: 0, max: 100, weight: '1' }],
      bands: BAND_PROFILES.P_SCORE_100,
    };
    expect(scored([{ marks: { p01: { score } } }], more).grade).toBe(grade);
  });
});
