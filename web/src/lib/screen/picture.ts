import type { RoomView } from '$contract/room/schemas.ts';

/** Which picture the room sees. One idea each. */
export type ScreenPicture =
  | 'welcome'
  | 'presence'
  | 'adjourned'
  | 'ballot'
  | 'turnout'
  | 'tally'
  | 'closed'
  | 'failed'
  | 'result';

/** Chooses the picture from the room's state alone, so that a reload shows the same. */
export function screenPicture(view: RoomView): ScreenPicture {
  if (view.meeting.state === 'preparing') return 'welcome';
  if (view.meeting.state === 'closed') return 'adjourned';
  const { round, tally, result } = view;
  if (round === null) return 'presence';
  switch (round.state) {
    case 'draft':
      return 'presence';
    case 'ready':
      return 'ballot';
    case 'voting': {
      const shown = tally?.roundId === round.id && tally.items !== null && tally.shownPapers > 0;
      return shown ? 'tally' : 'turnout';
    }
    case 'closed':
    case 'tallied':
    case 'signed':
      return 'closed';
    case 'inquorate':
    case 'void':
      return 'failed';
    case 'announced':
    case 'published':
      return result?.roundId === round.id ? 'result' : 'closed';
  }
}
