import type { RefusalCode } from '$contract/refusals.ts';
import type { Vote } from '$contract/room/socket.ts';

export type Marks = Vote['marks'];
/** Names written in (另选他人) stand beside the marks, in elections only. */
type Paper = { readonly marks: Marks; readonly writeIns?: Vote['writeIns'] };
type MaybePaper = { readonly marks: Marks | null; readonly writeIns?: Vote['writeIns'] };
type Ids = { readonly castId: string; readonly receipt: string };

/**
 * One vote on one tablet (V10). Sending, confirmed, refused and unknown are four different pictures:
 * - `sending`: on its way, the answer is awaited
 * - `confirmed`: the server has it on disk
 * - `refused`: no paper of this cast exists, with the reason
 * - `unknown`: the network took the answer; it settles by itself
 *
 * Marks are null where this device had to forget them (signed out) while the outcome was open.
 */
export type CastState =
  | ({ readonly name: 'marking'; readonly notSent?: true } & Paper)
  | ({ readonly name: 'reviewing' } & Paper)
  | ({ readonly name: 'sending' } & Paper & Ids)
  | ({ readonly name: 'confirmed' } & Ids)
  | ({
      readonly name: 'refused';
      readonly code: RefusalCode;
      readonly detail?: Record<string, unknown> | undefined;
    } & MaybePaper &
      Ids)
  | ({ readonly name: 'unknown' } & MaybePaper & Ids);

export type CastEvent =
  | ({ readonly type: 'mark' } & Paper)
  | { readonly type: 'review' }
  | { readonly type: 'back' }
  | ({ readonly type: 'send' } & Ids)
  | { readonly type: 'recorded'; readonly castId: string }
  | {
      readonly type: 'refused';
      readonly castId: string;
      readonly code: RefusalCode;
      readonly detail?: Record<string, unknown> | undefined;
    }
  | { readonly type: 'busy'; readonly castId: string }
  | { readonly type: 'lost'; readonly castId: string }
  | { readonly type: 'not_recorded'; readonly castId: string; readonly open: boolean }
  | { readonly type: 'again' };

/** Refusals after which the same person may mark again: the paper was wrong, not the voter. */
const MAY_MARK_AGAIN: readonly RefusalCode[] = [
  'invalid_input',
  'receipt_taken',
  'too_many',
  'too_few',
  'unknown_item',
  'bad_ranking',
  'malformed',
  'mark_needed',
  'unknown_grade',
  'incomplete',
  'out_of_range',
  'write_in_needs_opposition',
  'no_write_ins',
  'candidate_written_in',
];
export function mayMarkAgain(code: RefusalCode): boolean {
  return MAY_MARK_AGAIN.includes(code);
}

/** Marks and names as they go from one state to the next; no empty list of names. */
function paperOf<M extends Marks | null>(from: {
  readonly marks: M;
  readonly writeIns?: Vote['writeIns'];
}): { marks: M; writeIns?: Vote['writeIns'] } {
  const { marks, writeIns } = from;
  return writeIns === undefined || writeIns.length === 0 ? { marks } : { marks, writeIns };
}

/** The next state; the same object where the event means nothing in this state. */
export function nextCastState(state: CastState, event: CastEvent): CastState {
  if ('castId' in event && event.type !== 'send') {
    if (!('castId' in state) || state.castId !== event.castId) return state;
    // On disk is on disk, whatever this tablet believed before.
    if (event.type === 'recorded' && state.name !== 'confirmed') {
      return { name: 'confirmed', castId: state.castId, receipt: state.receipt };
    }
  }
  switch (state.name) {
    case 'marking':
      if (event.type === 'mark') return { name: 'marking', ...paperOf(event) };
      if (event.type === 'review') return { name: 'reviewing', ...paperOf(state) };
      return state;
    case 'reviewing':
      if (event.type === 'back') return { name: 'marking', ...paperOf(state) };
      if (event.type === 'send') {
        const { castId, receipt } = event;
        return { name: 'sending', ...paperOf(state), castId, receipt };
      }
      return state;
    case 'sending':
      if (event.type === 'lost') return { ...state, name: 'unknown' };
      if (event.type === 'refused') return refused(state, event.code, event.detail);
      // Final once the round is closed, even while a repeated vote is on its way.
      if (event.type === 'not_recorded' && !event.open) return refused(state, 'round_not_open');
      return state;
    case 'unknown':
      if (event.type === 'refused') return refused(state, event.code, event.detail);
      if (event.type === 'busy' && state.marks !== null) {
        return { ...state, name: 'sending', marks: state.marks };
      }
      if (event.type === 'not_recorded') {
        if (!event.open) return refused(state, 'round_not_open');
        if (state.marks === null) return { name: 'marking', marks: {}, notSent: true };
        return { ...state, name: 'sending', marks: state.marks };
      }
      return state;
    case 'refused':
      if (event.type === 'again' && mayMarkAgain(state.code)) {
        return { name: 'marking', ...paperOf({ ...state, marks: state.marks ?? {} }) };
      }
      return state;
    case 'confirmed':
      return state;
  }
}

function refused(
  state: Ids & MaybePaper,
  code: RefusalCode,
  detail?: Record<string, unknown>,
): CastState {
  const { castId, receipt } = state;
  return { name: 'refused', ...paperOf(state), castId, receipt, code, detail };
}
