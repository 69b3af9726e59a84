import { describe, expect, test } from 'vitest';
import { MEETING_EVENTS, MEETING_STATES, nextMeetingState } from './meeting.ts';
import { nextRoundState, ROUND_EVENTS, ROUND_STATES, type RoundState } from './round.ts';

/** Every transition there is, written out; everything else is refused. */
const ROUND: Record<string, RoundState> = {
  'draft make_ready': 'ready',
  'ready back_to_draft': 'draft',
  'ready open': 'voting',
  'voting close': 'closed',
  'closed find_inquorate': 'inquorate',
  'closed find_void': 'void',
  'closed tally': 'tallied',
  'tallied correct': 'tallied',
  'tallied find_inquorate': 'inquorate',
  'tallied find_void': 'void',
  'tallied sign': 'signed',
  'signed announce': 'announced',
  'announced publish': 'published',
};

describe('a round', () => {
  const pairs = ROUND_STATES.flatMap((state) =>
    ROUND_EVENTS.map((event) => [state, event] as const),
  );

  test.each(pairs)('in %s on %s', (state, event) => {
    const expected = ROUND[`${state} ${event}`];
    expect(nextRoundState(state, event)).toEqual(
      expected
        ? { ok: true, value: expected }
        : { ok: false, error: { code: 'wrong_state', state, event } },
    );
  });

  test('without scrutineers differs in one thing: a count may be announced unsigned', () => {
    const context = { signaturesRequired: false };
    const different = pairs.filter(
      ([state, event]) =>
        JSON.stringify(nextRoundState(state, event, context)) !==
        JSON.stringify(nextRoundState(state, event)),
    );
    expect(different).toEqual([['tallied', 'announce']]);
    expect(nextRoundState('tallied', 'announce', context)).toEqual({
      ok: true,
      value: 'announced',
    });
  });

  test('never goes back once voting began (V12)', () => {
    const before: RoundState[] = ['draft', 'ready'];
    const ends: RoundState[] = ['inquorate', 'void'];
    const order = ROUND_STATES.indexOf.bind(ROUND_STATES);
    for (const [state, event] of pairs) {
      const next = nextRoundState(state, event, { signaturesRequired: false });
      if (!next.ok || before.includes(state)) continue;
      expect(ends).not.toContain(state);
      // A round that is found not to count is over, whether it was counted before or not.
      if (!ends.includes(next.value)) {
        expect(order(next.value)).toBeGreaterThanOrEqual(order(state));
      }
      expect(before).not.toContain(next.value);
    }
  });
});

describe('a meeting', () => {
  const MEETING: Record<string, string> = {
    'preparing start': 'in_session',
    'in_session end': 'closed',
  };
  test.each(
    MEETING_STATES.flatMap((state) => MEETING_EVENTS.map((event) => [state, event] as const)),
  )('in %s on %s', (state, event) => {
    const expected = MEETING[`${state} ${event}`];
    expect(nextMeetingState(state, event)).toEqual(
      expected
        ? { ok: true, value: expected }
        : { ok: false, error: { code: 'wrong_state', state, event } },
    );
  });
});
