/**
 * The states of a round and what leads from one to the next. A round never goes back once voting
 * began (promise V12): a mistake before signing makes a new version of the count, after signing a
 * new round.
 */
import { err, ok, type Outcome } from '../outcome.ts';

/** 草拟, 待投票, 投票中, 已收票, 未达法定人数, 作废, 已计票, 已签名, 已宣布, 已公布. */
export const ROUND_STATES = [
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
] as const;
export type RoundState = (typeof ROUND_STATES)[number];

export const ROUND_EVENTS = [
  'make_ready',
  'back_to_draft',
  'open',
  'close',
  'find_inquorate',
  'find_void',
  'tally',
  'correct',
  'sign',
  'announce',
  'publish',
] as const;
export type RoundEvent = (typeof ROUND_EVENTS)[number];

/** What a transition depends on besides the state. */
export type RoundContext = {
  /** False when no scrutineers were appointed: the count may then be announced without signatures. */
  readonly signaturesRequired: boolean;
};

export type WrongRoundState = {
  readonly code: 'wrong_state';
  readonly state: RoundState;
  readonly event: RoundEvent;
};

/**
 * The state after an event, or `wrong_state`: two people press at once, so an event that comes too
 * late is an ordinary answer. Whether the quorum allows opening is for the caller to ask before.
 */
export function nextRoundState(
  state: RoundState,
  event: RoundEvent,
  context: RoundContext = { signaturesRequired: true },
): Outcome<RoundState, WrongRoundState> {
  const next = step(state, event, context);
  return next ? ok(next) : err({ code: 'wrong_state', state, event });
}

function step(state: RoundState, event: RoundEvent, context: RoundContext): RoundState | null {
  switch (state) {
    case 'draft':
      return event === 'make_ready' ? 'ready' : null;
    case 'ready':
      if (event === 'back_to_draft') return 'draft';
      return event === 'open' ? 'voting' : null;
    case 'voting':
      return event === 'close' ? 'closed' : null;
    case 'closed':
      if (event === 'find_inquorate') return 'inquorate';
      if (event === 'find_void') return 'void';
      return event === 'tally' ? 'tallied' : null;
    case 'tallied':
      if (event === 'correct') return 'tallied';
      // What is corrected before signing may show that the round never counted: it is voted again.
      if (event === 'find_inquorate') return 'inquorate';
      if (event === 'find_void') return 'void';
      if (event === 'sign') return 'signed';
      return event === 'announce' && !context.signaturesRequired ? 'announced' : null;
    case 'signed':
      return event === 'announce' ? 'announced' : null;
    case 'announced':
      return event === 'publish' ? 'published' : null;
    case 'inquorate':
    case 'void':
    case 'published':
      return null;
  }
}
