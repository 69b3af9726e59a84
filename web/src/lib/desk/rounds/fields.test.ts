import { describe, expect, it } from 'vitest';
import { RoundBody, type Round } from '../../../../../server/contract/rounds/schemas.ts';
import { roundDefinition } from '../../../../../server/domain/round/definition.ts';
import { bodyOf, checked, fieldsOf, WRITABLE_KINDS, type DraftFields } from './fields.ts';
import { presetScale, profileRules } from './grading.ts';
import {
  countsClasses,
  majorityChoiceOf,
  majorityChoices,
  quorumChoiceOf,
  quorumChoices,
  usualMajority,
  usualQuorum,
} from './profiles.ts';
import { asksSeats, startingDefinition } from './starting.ts';

function round(definition: Record<string, unknown>): Round {
  return {
    id: '0b9f5d3e-0f3a-4f0c-9d0f-3f6f1f0a1b2c',
    meetingId: '1b9f5d3e-0f3a-4f0c-9d0f-3f6f1f0a1b2c',
    position: 1,
    title: '样例票决',
    state: 'draft',
    display: 'batched',
    shownGroup: 8,
    definition: roundDefinition.parse({
      items: [
        { id: 'p01', title: '样例甲' },
        { id: 'p02', title: '样例乙' },
        { id: 'p03', title: '样例丙' },
      ],
      quorum: usualQuorum('town'),
      ...(['rating', 'scorecard', 'rank'].includes(String(definition['kind']))
        ? {}
        : { majority: usualMajority() }),
      ...definition,
    }),
    facts: { p01: { unit: '样例办', investment: '约 120 万元' } },
    medium: 'mixed',
    boxPublication: 'off',
    box: null,
    roll: null,
    signaturesRequired: null,
    predecessorId: null,
    replacedBy: null,
    origin: null,
    openedAt: null,
    closedAt: null,
    announcedAt: null,
    publishedAt: null,
    version: 3,
  };
}

const wrong = (fields: DraftFields) =>
  RoundBody.safeParse(bodyOf(fields)).error?.issues.map(({ path }) => path.join('.'));
const startingScorecard = {
  kind: 'scorecard',
  indicators: [{ id: '样例', min: 0, max: 100, weight: '1' }],
};
let key = 0;
const newKey = () => String(key++);
const read = (definition: Record<string, unknown>) => fieldsOf(round(definition), newKey);

describe('draft fields', () => {
  it.each([
    { kind: 'choose', seats: 2, exact: true, shortfall: 'vacant' },
    { kind: 'choose', seats: 1 },
    { kind: 'each' },
    { kind: 'each', seats: 2, round: 2 },
    { kind: 'package', items: [{ id: 'p01', title: '样例议题' }] },
    { kind: 'election', seats: 1, exact: true },
    { kind: 'rating', scale: presetScale('S3U'), blank: 'abstain', grades: profileRules('P_ZH') },
    {
      kind: 'rating',
      scale: presetScale('G4'),
      weights: { deputy: '3/5', public_rep: '2/5' },
    },
    {
      kind: 'scorecard',
      indicators: [
        { id: '进度', min: 0, max: 100, weight: '60/100' },
        { id: '质量', min: 0, max: 10, weight: '2/5' },
      ],
      bands: [
        { grade: 'satisfied', min: '80' },
        { grade: 'dissatisfied', min: '0' },
      ],
    },
    { kind: 'rank', seats: 2 },
  ])('gives back what it read: %o', (definition) => {
    expect(checked(read(definition))).toEqual({
      title: '样例票决',
      display: 'batched',
      shownGroup: 8,
      medium: 'mixed',
      boxPublication: 'off',
      definition: round(definition).definition,
      facts: round(definition).facts,
    });
  });

  it('numbers items by place and trims their titles', () => {
    const fields = read({ kind: 'each' });
    fields.items = [
      { key: 'x', title: ' 样例丁 ', facts: {} },
      { key: 'y', title: '样例甲', facts: { unit: ' 样例办 ', brief: ' ' } },
    ];
    expect(checked(fields)?.facts).toEqual({ p02: { unit: '样例办' } });
    expect(checked(fields)?.definition.items).toEqual([
      { id: 'p01', title: '样例丁' },
      { id: 'p02', title: '样例甲' },
    ]);
  });

  it('sends nothing that the server would refuse', () => {
    const fields = read({ kind: 'choose', seats: 2 });
    expect(checked({ ...fields, seats: null })).toBeNull();
    expect(checked({ ...fields, items: [] })).toBeNull();
    expect(checked({ ...fields, title: ' ' })).toBeNull();
    expect(checked(fields)).not.toBeNull();
  });

  it('keeps what other kinds say while the kind is changed back and forth', () => {
    const fields = read({ kind: 'choose', seats: 2, exact: true });
    const rating = checked({ ...fields, kind: 'rating' });
    expect(rating?.definition).toMatchObject({ kind: 'rating', majority: [], blank: 'invalid' });
    expect(rating?.definition).not.toHaveProperty('seats');
    expect(checked({ ...fields, kind: 'choose' })?.definition).toMatchObject({ exact: true });
    // A kind without a majority gives the usual one to the kind that needs it.
    expect(read({ kind: 'rank', seats: 2 }).majority).toEqual(usualMajority());
  });

  it('refuses a weight or a bound that is no number, and says where', () => {
    const fields = read(startingScorecard);
    fields.indicators[0]!.weight = '一半';
    expect(wrong(fields)).toEqual(['definition.indicators.0.weight']);
    const bounds = read(startingScorecard);
    bounds.bands = [
      { key: 'a', grade: 'satisfied', min: '高' },
      { key: 'b', grade: 'dissatisfied', min: '0' },
    ];
    expect(wrong(bounds)).toEqual(['definition.bands.0.min']);
  });

  it('drops no item of a list that becomes one question', () => {
    expect(checked({ ...read({ kind: 'each' }), kind: 'package' })).toBeNull();
  });
});

describe('startingDefinition', () => {
  const start = { seats: 3, indicator: '样例指标' };

  it('has no seats that nobody chose', () => {
    for (const kind of WRITABLE_KINDS) {
      const unsaid = startingDefinition(kind, 'town', { ...start, seats: null });
      expect(roundDefinition.safeParse(unsaid).success).toBe(!asksSeats(kind));
    }
    expect(read({ kind: 'each' }).seats).toBeNull();
  });

  it.each(WRITABLE_KINDS)('is one that the server takes: %s', (kind) => {
    const parsed = roundDefinition.safeParse(startingDefinition(kind, 'town', start));
    expect(parsed.data?.kind).toBe(kind);
  });
});

describe('profiles', () => {
  it('knows rules whatever the order of their keys, and leaves others their own', () => {
    expect(quorumChoiceOf([{ strict: false, fraction: '2/3', of: 'enrolled' }])).toBe('Q_2_3_GE');
    expect(quorumChoiceOf([])).toBe('Q_NONE');
    expect(quorumChoiceOf([{ of: 'enrolled', fraction: '3/4', strict: false }])).toBeNull();
    expect(majorityChoiceOf([])).toBe('M_PLURALITY');
    expect(majorityChoiceOf([{ base: 'valid', fraction: '1/2', strict: true }])).toBe(
      'M_1_2_GT_VALID',
    );
    expect(majorityChoiceOf([{ base: 'valid', fraction: '2/3', strict: true }])).toBeNull();
  });

  it('offers the rules of elections only to elections', () => {
    expect(quorumChoices('election')).toContain('Q_VOTERS');
    expect(quorumChoices('choose')).not.toContain('Q_VOTERS');
    expect(majorityChoices('election')).toContain('M_1_3_GE_COLLECTED');
    expect(majorityChoices('each')).not.toContain('M_1_3_GE_COLLECTED');
  });

  it('knows rules that count a class apart', () => {
    expect(countsClasses(usualMajority(), null)).toBe(false);
    expect(countsClasses([{ ...usualMajority()[0]!, class: 'deputy' }], null)).toBe(true);
    expect(countsClasses([], { deputy: '1' })).toBe(true);
  });
});
