import type { z } from 'zod';
import { MeetingState, RoundState } from '$contract/room/schemas.ts';
import type { Failure } from '../api/failure.ts';
import type { MessageKey } from '../i18n/zh/index.ts';
import type { Act, MeetingAct, RoundAct } from './next-step.ts';

/** What the page has to tell after an act that did not simply succeed. */
export type Word =
  /** Somebody else did it first: nothing is left to do. */
  | { readonly kind: 'overtaken'; readonly act: Act }
  /** The round or meeting stands differently than this page believed; `state` names how. */
  | { readonly kind: 'moved'; readonly state: MessageKey | null }
  /** No answer came: whether it was done shows when the picture comes again. */
  | { readonly kind: 'doubt'; readonly act: Act }
  /** The fresh count and the live tally disagree (V6). */
  | { readonly kind: 'alarm' }
  | { readonly kind: 'failure'; readonly error: Failure };

/** Makes a word of a refusal. */
export function wordOf(act: Act, error: Failure): Word {
  switch (error.code) {
    case 'wrong_state':
      return wrongState(act, error.detail?.['state']);
    case 'offline':
    case 'bad_answer':
      return { kind: 'doubt', act };
    case 'follows_already':
      return act === 'follow' ? { kind: 'overtaken', act } : { kind: 'failure', error };
    case 'tally_differs':
      return { kind: 'alarm' };
    default:
      return { kind: 'failure', error };
  }
}

/** The states in which an act has been done already, by this presider or another. */
const MEETING_DONE: Record<MeetingAct, readonly z.infer<typeof MeetingState>[]> = {
  start: ['in_session', 'closed'],
  end: ['closed'],
};
const ANNOUNCED: readonly RoundState[] = ['announced', 'published'];
const COUNTED: readonly RoundState[] = ['inquorate', 'void', 'tallied', 'signed', ...ANNOUNCED];
const CLOSED: readonly RoundState[] = ['closed', ...COUNTED];
const ROUND_DONE: Record<RoundAct | 'follow', readonly RoundState[]> = {
  // Shows in the round that follows, not in this one.
  follow: [],
  present: [],
  open: ['voting', ...CLOSED],
  close: CLOSED,
  count: COUNTED,
  announce: ANNOUNCED,
  publish: ['published'],
};

/** Whether an act shows as done in these states. */
export function isDone(act: Act, meeting: string | null, round: string | null): boolean {
  if (act === 'start' || act === 'end') return MEETING_DONE[act].some((state) => state === meeting);
  return ROUND_DONE[act].some((state) => state === round);
}

function wrongState(act: Act, state: unknown): Word {
  if (act === 'start' || act === 'end') {
    const meeting = MeetingState.safeParse(state).data ?? null;
    if (isDone(act, meeting, null)) return { kind: 'overtaken', act };
    return { kind: 'moved', state: meeting && `meeting.state.${meeting}` };
  }
  const round = RoundState.safeParse(state).data ?? null;
  if (isDone(act, null, round)) return { kind: 'overtaken', act };
  return { kind: 'moved', state: round && `round.state.${round}` };
}
