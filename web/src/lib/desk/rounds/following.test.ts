import { describe, expect, it } from 'vitest';
import type { RoundState } from '../../../../../server/contract/room/schemas.ts';
import type { Next, RoundResult } from '../../../../../server/domain/result.ts';
import { followingOf, mayVoteAnew } from '../../../../../server/domain/following.ts';

const result = (next: Next): RoundResult => ({
  format: 'gongyi-result/1',
  round: 'valid',
  papers: { collected: 3, valid: 3, invalid: 0, reasons: {} as never },
  items: [],
  next,
});
const STATES: readonly RoundState[] = [
  'draft',
  'ready',
  'voting',
  'closed',
  'inquorate',
  'void',
  'tallied',
  'signed',
  'announced',
  'published',
];

describe('followingOf', () => {
  it('waits for the announcement', () => {
    const tied = result({ kind: 'runoff', items: ['p01', 'p02'], seats: 1 });
    expect(STATES.filter((state) => followingOf(state, tied)?.origin === 'runoff')).toEqual([
      'announced',
      'published',
    ]);
    expect(followingOf('announced', tied)).toEqual({ origin: 'runoff', seats: 1 });
  });
  it('has nothing to make for vacant seats or a result that is not known', () => {
    expect(followingOf('announced', result({ kind: 'vacant', seats: 1 }))).toBeNull();
    expect(followingOf('announced', result(null))).toBeNull();
    expect(followingOf('announced', null)).toBeNull();
  });
  it('votes anew where the round failed', () => {
    expect(followingOf('inquorate', null)).toEqual({ origin: 'revote' });
    expect(followingOf('void', null)).toEqual({ origin: 'revote' });
    expect(mayVoteAnew('tallied')).toBe(false);
    expect(mayVoteAnew('signed')).toBe(true);
  });
});
