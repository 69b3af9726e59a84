/** The states of a meeting (会议). A closed meeting stays closed; a new one is called instead. */
import { err, ok, type Outcome } from '../outcome.ts';

/** 筹备中, 进行中, 已闭会. */
export const MEETING_STATES = ['preparing', 'in_session', 'closed'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

export const MEETING_EVENTS = ['start', 'end'] as const;
export type MeetingEvent = (typeof MEETING_EVENTS)[number];

export type WrongMeetingState = {
  readonly code: 'wrong_state';
  readonly state: MeetingState;
  readonly event: MeetingEvent;
};

/** The state after an event, or `wrong_state`. */
export function nextMeetingState(
  state: MeetingState,
  event: MeetingEvent,
): Outcome<MeetingState, WrongMeetingState> {
  const next = step(state, event);
  return next ? ok(next) : err({ code: 'wrong_state', state, event });
}

function step(state: MeetingState, event: MeetingEvent): MeetingState | null {
  switch (state) {
    case 'preparing':
      return event === 'start' ? 'in_session' : null;
    case 'in_session':
      return event === 'end' ? 'closed' : null;
    case 'closed':
      return null;
  }
}
