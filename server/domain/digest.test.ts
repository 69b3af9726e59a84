import { describe, expect, it } from 'vitest';
import { count } from './count/count.ts';
import { digestOf } from './digest.ts';
import { BAND_PROFILES, GRADE_PROFILES, SCALES } from './gradeProfiles.ts';
import { roundDocument } from './round/document.ts';

/** The digest of a document as written, counted. */
function digest(written: object) {
  const document = roundDocument.parse({ format: 'gongyi-round/1', ...written });
  const counted = count(document);
  if (!counted.ok) throw new Error(JSON.stringify(counted.error));
  return digestOf(document, counted.value);
}
const roll = (papers: number) => ({
  roll: { enrolled: papers, present: papers, issued: papers, collected: papers },
});
const items = ['a', 'b', 'c'].map((id) => ({ id }));

describe('digestOf', () => {
  it('says how many items are elected and tied', () => {
    const marks = [{ a: 'for', b: 'for' }, { a: 'for', c: 'for' }, { a: 'for' }];
    const papers = marks.map((each) => ({ marks: each }));
    const choose = { kind: 'choose', seats: 2, items, majority: [], papers, ...roll(3) };
    expect(digest(choose)).toEqual({ of: 'items', items: 3, elected: 1, tied: 2, way: 'elected' });
    expect(digest({ ...choose, kind: 'each', seats: undefined })).toMatchObject({ way: 'passed' });
    expect(digest({ ...choose, kind: 'election' })).toMatchObject({ way: 'chosen' });
    const written = { marks: { a: 'against', b: 'against' }, writeIns: ['样例丁', '样例戊'] };
    expect(
      digest({ ...choose, kind: 'election', papers: [...papers.slice(1), written] }),
    ).toMatchObject({ items: 3 });
  });

  it('says that a round came to nothing', () => {
    const quorum = [{ of: 'enrolled', fraction: '2/3', strict: false }];
    const written = { kind: 'each', items, majority: [], quorum, papers: [], ...roll(9) };
    const few = { ...written, roll: { enrolled: 9, present: 1, issued: 1, collected: 0 } };
    expect(digest(few)).toEqual({ of: 'ended', round: 'inquorate' });
  });

  it('pools the ticks of all objects, and counts objects by grade in the order of the scale', () => {
    const papers = [
      { a: 'dissatisfied', b: 'satisfied', c: 'satisfied' },
      { a: 'dissatisfied', b: 'satisfied', c: 'unfamiliar' },
      { a: 'dissatisfied', b: 'basically_satisfied' },
    ].map((marks) => ({ marks }));
    const written = { kind: 'rating', items, scale: SCALES.S3U, papers, ...roll(3) };
    expect(digest({ ...written, grades: GRADE_PROFILES.P_DEFAULT })).toMatchObject({
      of: 'ratings',
      objects: 3,
      grades: [
        { grade: 'satisfied', objects: 2 },
        { grade: 'dissatisfied', objects: 1 },
      ],
      pooled: { valid: 7, invalid: 1, strict: '3/7', broad: '4/7', counts: { unfamiliar: 1 } },
    });
    // 整改 and 通过 are no grades of the scale.
    expect(digest({ ...written, grades: GRADE_PROFILES.P_TY })).toMatchObject({
      grades: [
        { grade: 'rectify', objects: 1 },
        { grade: 'pass', objects: 2 },
      ],
    });
  });

  it('gives lowest and highest total by value, not by text', () => {
    const written = {
      kind: 'scorecard',
      items,
      indicators: [{ id: 'effect', min: 0, max: 100, weight: '1' }],
      bands: BAND_PROFILES.P_SCORE_100,
      ...roll(1),
    };
    const papers = [{ marks: { a: { effect: 100 }, b: { effect: 9 }, c: { effect: 80 } } }];
    expect(digest({ ...written, papers })).toEqual({
      of: 'scores',
      objects: 3,
      grades: [
        { grade: 'satisfied', objects: 2 },
        { grade: 'dissatisfied', objects: 1 },
      ],
      totals: { lowest: '9.00', highest: '100.00' },
    });
    expect(digest({ ...written, papers: [{ marks: {} }] })).toMatchObject({ totals: null });
  });
});
