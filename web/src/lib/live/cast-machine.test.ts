import { describe, expect, it } from 'vitest';
import { nextCastState, type CastEvent, type CastState } from './cast-machine.ts';

const castId = '5f0c8a44-3a0c-4c7c-9a51-0d1f0a3f7e01';
const other = '5f0c8a44-3a0c-4c7c-9a51-0d1f0a3f7e02';
const receipt = '5f0c8a44-3a0c-4c7c-9a51-0d1f0a3f7e03';
const ids = { castId, receipt };
const marks = { p01: 'for' };

const states = {
  marking: { name: 'marking', marks },
  reviewing: { name: 'reviewing', marks },
  sending: { name: 'sending', marks, ...ids },
  confirmed: { name: 'confirmed', ...ids },
  'refused (mendable)': { name: 'refused', marks, code: 'too_many', ...ids },
  'refused (final)': { name: 'refused', marks, code: 'round_not_open', ...ids },
  unknown: { name: 'unknown', marks, ...ids },
  'unknown (marks forgotten)': { name: 'unknown', marks: null, ...ids },
} as const satisfies Record<string, CastState>;

const events = {
  mark: { type: 'mark', marks: { p02: 'for' } },
  review: { type: 'review' },
  back: { type: 'back' },
  send: { type: 'send', ...ids },
  recorded: { type: 'recorded', castId },
  'recorded (another cast)': { type: 'recorded', castId: other },
  refused: { type: 'refused', castId, code: 'already_voted' },
  'refused (another cast)': { type: 'refused', castId: other, code: 'already_voted' },
  busy: { type: 'busy', castId },
  lost: { type: 'lost', castId },
  'lost (another cast)': { type: 'lost', castId: other },
  'not recorded, open': { type: 'not_recorded', castId, open: true },
  'not recorded, closed': { type: 'not_recorded', castId, open: false },
  again: { type: 'again' },
} as const satisfies Record<string, CastEvent>;

type StateName = keyof typeof states;
type EventName = keyof typeof events;

/** Every pair that is not here leaves the state as it was. */
const moves: { [S in StateName]: { [E in EventName]?: CastState['name'] } } = {
  marking: { mark: 'marking', review: 'reviewing' },
  reviewing: { back: 'marking', send: 'sending' },
  sending: {
    recorded: 'confirmed',
    refused: 'refused',
    lost: 'unknown',
    'not recorded, closed': 'refused',
  },
  confirmed: {},
  'refused (mendable)': { recorded: 'confirmed', again: 'marking' },
  'refused (final)': { recorded: 'confirmed' },
  unknown: {
    recorded: 'confirmed',
    refused: 'refused',
    busy: 'sending',
    'not recorded, open': 'sending',
    'not recorded, closed': 'refused',
  },
  'unknown (marks forgotten)': {
    recorded: 'confirmed',
    refused: 'refused',
    'not recorded, open': 'marking',
    'not recorded, closed': 'refused',
  },
};

const pairs = (Object.keys(states) as StateName[]).flatMap((state) =>
  (Object.keys(events) as EventName[]).map((event) => ({ state, event })),
);

describe('V10: the four pictures of a vote', () => {
  it.each(pairs)('$state × $event', ({ state, event }) => {
    const before: CastState = states[state];
    const after = nextCastState(before, events[event]);
    const move = moves[state][event];
    if (move === undefined) expect(after).toBe(before);
    else {
      expect(after).not.toBe(before);
      expect(after.name).toBe(move);
    }
  });

  it('holds no marks once confirmed', () => {
    expect(nextCastState(states.sending, events.recorded)).toEqual({ name: 'confirmed', ...ids });
  });

  it('sends the same cast again, never another one', () => {
    const again = nextCastState(states.unknown, events['not recorded, open']);
    expect(again).toEqual(states.sending);
  });

  it('says why it is refused', () => {
    expect(nextCastState(states.unknown, events['not recorded, closed'])).toMatchObject({
      code: 'round_not_open',
    });
    expect(nextCastState(states.sending, events.refused)).toMatchObject({ code: 'already_voted' });
  });

  it('says that nothing was sent when the marks had to be forgotten', () => {
    expect(
      nextCastState(states['unknown (marks forgotten)'], events['not recorded, open']),
    ).toEqual({ name: 'marking', marks: {}, notSent: true });
  });

  it('carries the names written in to the box and forgets them there', () => {
    const writeIns = ['样例甲'];
    const steps: CastEvent[] = [
      { type: 'mark', marks, writeIns },
      { type: 'review' },
      { type: 'back' },
      { type: 'review' },
      events.send,
      events.lost,
      events['not recorded, open'],
    ];
    let state: CastState = { name: 'marking', marks: {} };
    for (const event of steps) {
      state = nextCastState(state, event);
      expect(state).toMatchObject({ writeIns });
    }
    const refused = nextCastState(state, { ...events.refused, code: 'too_many' });
    expect(nextCastState(refused, events.again)).toEqual({ name: 'marking', marks, writeIns });
    expect(nextCastState(state, events.recorded)).toEqual({ name: 'confirmed', ...ids });
    expect(nextCastState(states.marking, { type: 'mark', marks, writeIns: [] })).toEqual({
      name: 'marking',
      marks,
    });
  });
});
