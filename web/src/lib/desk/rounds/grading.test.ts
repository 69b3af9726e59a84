import { describe, expect, it } from 'vitest';
import {
  bandChoiceOf,
  gradesAfter,
  newGradeId,
  presetBands,
  presetScale,
  profileOf,
  profileRules,
  profilesFor,
  scaleChoiceOf,
  SCALE_CHOICES,
} from './grading.ts';

describe('scales', () => {
  it.each(SCALE_CHOICES)('knows %s again until it is changed', (choice) => {
    const scale = presetScale(choice);
    expect(scaleChoiceOf(scale)).toBe(choice);
    scale[0]!.label = '样例';
    expect(scaleChoiceOf(scale)).toBeNull();
    expect(scaleChoiceOf(presetScale(choice))).toBe(choice);
  });

  it('offers rules only where all their grades mean the same', () => {
    expect(profilesFor(presetScale('S3'))).toEqual(['P_ZH', 'P_TY', 'P_SG', 'P_DEFAULT']);
    // Satisfied and basically satisfied together would leave the grade between them out.
    expect(profilesFor(presetScale('S4'))).toEqual(['P_TY', 'P_SG']);
    expect(profilesFor(presetScale('C3'))).toEqual(['P_DW']);
    expect(profilesFor(presetScale('G4'))).toEqual([]);
  });

  it('still offers them when a grade is only called something else', () => {
    const scale = presetScale('S3');
    scale[0]!.label = '很满意';
    expect(profilesFor(scale)).toContain('P_ZH');
    scale[2]!.excluded = true;
    expect(profilesFor(scale)).toEqual([]);
  });

  it('gives a new grade an id of its own', () => {
    expect(newGradeId(presetScale('S3'))).toBe('g1');
    expect(newGradeId([{ id: 'g1', label: '', excluded: false }])).toBe('g2');
  });
});

describe('rules for grades', () => {
  it('knows each profile, no rules, and rules of their own', () => {
    expect(profileOf(profileRules('P_DW'))).toBe('P_DW');
    expect(profileOf([])).toBe('none');
    expect(profileOf([{ grade: 'satisfied', when: [] }])).toBeNull();
  });

  it('takes rules away when the scale becomes another', () => {
    const rules = profileRules('P_ZH');
    expect(gradesAfter(rules, presetScale('S3U'))).toEqual(rules);
    expect(gradesAfter(rules, presetScale('S4'))).toEqual([]);
    expect(gradesAfter(rules, presetScale('G4'))).toEqual([]);
  });

  it('keeps rules of their own as long as their grades are there', () => {
    const own = [
      {
        grade: 'satisfied',
        when: [{ sum: ['satisfied'], base: 'valid' as const, fraction: '2/3', strict: true }],
      },
    ];
    expect(gradesAfter(own, presetScale('S4'))).toEqual(own);
    expect(gradesAfter(own, presetScale('G4'))).toEqual([]);
  });
});

describe('bands', () => {
  it('knows presets again', () => {
    const bands = presetBands('P_SCORE_100', () => 'k');
    expect(bandChoiceOf(bands)).toBe('P_SCORE_100');
    expect(bandChoiceOf([])).toBe('none');
    expect(bandChoiceOf(bands.slice(1))).toBeNull();
  });
});
