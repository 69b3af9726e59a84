import { describe, expect, it } from 'vitest';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import { approvals, choiceOf, isMarkable, marked, mayApprove, missing } from './paper.ts';

function ballot(input: Record<string, unknown>) {
  const definition = roundDefinition.parse({
    items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    majority: [],
    ...input,
  });
  if (!isMarkable(definition)) throw new Error('not markable');
  return definition;
}

describe('marking a paper', () => {
  it('marks, changes and leaves alone', () => {
    let marks = marked({}, 'a', 'for');
    marks = marked(marks, 'b', 'against');
    expect(approvals(marks)).toBe(1);
    expect(choiceOf(marks, 'b')).toBe('against');
    marks = marked(marks, 'a', null);
    expect(choiceOf(marks, 'a')).toBeUndefined();
    expect(choiceOf(marks, 'constructor')).toBeUndefined();
  });

  it('stops at the seats of a choice, and only there', () => {
    const marks = { a: 'for', b: 'for' };
    expect(mayApprove(ballot({ kind: 'choose', seats: 2 }), marks)).toBe(false);
    expect(mayApprove(ballot({ kind: 'choose', seats: 2 }), { a: 'for', b: 'against' })).toBe(true);
    expect(mayApprove(ballot({ kind: 'each', seats: 2 }), marks)).toBe(true);
  });

  it('says what is missing', () => {
    const exact = ballot({ kind: 'choose', seats: 2, exact: true });
    expect(missing(exact, {})).toBe(2);
    expect(missing(exact, { a: 'for' })).toBe(1);
    expect(missing(exact, { a: 'for', b: 'for' })).toBeNull();
    expect(missing(ballot({ kind: 'choose', seats: 2 }), {})).toBeNull();
    expect(missing(ballot({ kind: 'each' }), {})).toBeNull();
    const whole = ballot({ kind: 'package', items: [{ id: 'a' }] });
    expect(missing(whole, {})).toBe(1);
    expect(missing(whole, { a: 'abstain' })).toBeNull();
  });
});
