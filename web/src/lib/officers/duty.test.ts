import { describe, expect, it } from 'vitest';
import { Office } from '../../../../server/contract/decisions/schemas.ts';
import { Medium, RoundState } from '../../../../server/contract/room/schemas.ts';
import { dutyOf } from './duty.ts';

describe('dutyOf', () => {
  it('has scrutineers sign what is counted, on whatever it was cast; the chief watches the entry before', () => {
    for (const state of RoundState.options) {
      for (const medium of Medium.options) {
        const expected = state === 'tallied' || state === 'signed' ? 'sign' : null;
        expect(dutyOf('scrutineer', { state, medium })).toBe(expected);
        const watches = state === 'closed' && medium !== 'tablet';
        expect(dutyOf('chief_scrutineer', { state, medium })).toBe(watches ? 'watch' : expected);
      }
    }
  });

  it('has tellers enter papers between the closing and the signatures', () => {
    for (const state of RoundState.options) {
      for (const medium of ['paper', 'mixed'] as const) {
        const expected = state === 'closed' || state === 'tallied' ? 'enter' : null;
        expect(dutyOf('teller', { state, medium })).toBe(expected);
        expect(dutyOf('chief_teller', { state, medium })).toBe(expected);
      }
      expect(dutyOf('teller', { state, medium: 'tablet' })).toBeNull();
    }
  });

  it('asks nothing of people without an office', () => {
    expect(Office.options).toHaveLength(4);
    expect(dutyOf(null, { state: 'tallied', medium: 'paper' })).toBeNull();
  });
});
