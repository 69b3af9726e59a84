import { describe, expect, it } from 'vitest';
import { roundDefinition } from '../../../../server/domain/round/definition.ts';
import { approvals, choiceOf, hindrance, marked, mayApprove, moved } from './paper.ts';

const ballot = (input: Record<string, unknown>) =>
  roundDefinition.parse({ items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], majority: [], ...input });

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
    const election = ballot({ kind: 'election', seats: 2 });
    expect(mayApprove(election, { a: 'for', b: 'against' }, ['样例甲'])).toBe(false);
  });

  it('says what is missing', () => {
    const exact = ballot({ kind: 'choose', seats: 2, exact: true });
    expect(hindrance(exact, {})).toEqual({ code: 'too_few', approvals: 0, seats: 2 });
    expect(hindrance(exact, { a: 'for' })).toMatchObject({ approvals: 1 });
    expect(hindrance(exact, { a: 'for', b: 'for' })).toBeNull();
    expect(hindrance(ballot({ kind: 'choose', seats: 2 }), {})).toBeNull();
    expect(hindrance(ballot({ kind: 'each' }), {})).toBeNull();
    const whole = ballot({ kind: 'package', items: [{ id: 'a' }] });
    expect(hindrance(whole, {})?.code).toBe('mark_needed');
    expect(hindrance(whole, { a: 'abstain' })).toBeNull();
  });

  it('says when fewer are opposed than names are written in', () => {
    const election = ballot({ kind: 'election', seats: 2 });
    expect(hindrance(election, { a: 'abstain' }, ['样例甲'])?.code).toBe(
      'write_in_needs_opposition',
    );
    expect(hindrance(election, { a: 'against' }, ['样例甲'])).toBeNull();
  });
});

describe('one of several', () => {
  it('moves with another tap, and leaves what was opposed', () => {
    expect(moved({ a: 'for', b: 'against' }, 'c')).toEqual({ b: 'against', c: 'for' });
    expect(moved({ a: 'for' }, 'b')).toEqual({ b: 'for' });
  });
});
