import { describe, expect, it } from 'vitest';
import type { Round } from '../../../../../server/contract/rounds.ts';
import { roundDefinition } from '../../../../../server/domain/round/definition.ts';
import { checked, fieldsOf } from './fields.ts';
import { majorityChoiceOf, quorumChoiceOf, usualMajority, usualQuorum } from './profiles.ts';

function round(definition: Record<string, unknown>): Round {
  return {
    id: '0b9f5d3e-0f3a-4f0c-9d0f-3f6f1f0a1b2c',
    meetingId: '1b9f5d3e-0f3a-4f0c-9d0f-3f6f1f0a1b2c',
    position: 1,
    title: '样例票决',
    state: 'draft',
    display: 'batched',
    definition: roundDefinition.parse({
      items: [
        { id: 'p01', title: '样例甲' },
        { id: 'p02', title: '样例乙' },
        { id: 'p03', title: '样例丙' },
      ],
      quorum: usualQuorum('town'),
      majority: usualMajority(),
      ...definition,
    }),
    medium: 'mixed',
    roll: null,
    signaturesRequired: null,
    predecessorId: null,
    origin: null,
    openedAt: null,
    closedAt: null,
    announcedAt: null,
    publishedAt: null,
    version: 3,
  };
}

let key = 0;
const newKey = () => String(key++);
const read = (definition: Record<string, unknown>) => {
  const fields = fieldsOf(round(definition), newKey);
  if (fields === null) throw new Error('not writable');
  return fields;
};

describe('draft fields', () => {
  it.each([
    { kind: 'choose', seats: 2, exact: true, shortfall: 'vacant' },
    { kind: 'choose', seats: 1 },
    { kind: 'each' },
    { kind: 'each', seats: 2, round: 2 },
  ])('gives back what it read: %o', (definition) => {
    expect(checked(read(definition))).toEqual({
      title: '样例票决',
      display: 'batched',
      medium: 'mixed',
      definition: round(definition).definition,
    });
  });

  it('numbers items by place and trims their titles', () => {
    const fields = read({ kind: 'each' });
    fields.items = [
      { key: 'x', title: ' 样例丁 ' },
      { key: 'y', title: '样例甲' },
    ];
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

  it('leaves kinds alone that it can not write', () => {
    expect(fieldsOf(round({ kind: 'rank', seats: 2, majority: undefined }), newKey)).toBeNull();
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
});
