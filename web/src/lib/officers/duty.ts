import type { Office } from '$contract/decisions/schemas.ts';
import type { RoomView } from '$contract/room/schemas.ts';

type OnFloor = Pick<NonNullable<RoomView['round']>, 'state' | 'medium'>;

/** What an office of the meeting has to do about the round on the floor now. */
export type Duty = 'sign' | 'enter' | 'watch';

/**
 * Scrutineers (监票人) read the count and sign it, tellers (计票人) enter the paper ballots, and the chief
 * scrutineer (总监票人) watches over that meanwhile. Null for everybody else and at every other time.
 */
export function dutyOf(office: Office | null, round: OnFloor): Duty | null {
  switch (office) {
    case 'chief_scrutineer':
      if (round.state === 'closed' && round.medium !== 'tablet') return 'watch';
      return signs(round) ? 'sign' : null;
    case 'scrutineer':
      return signs(round) ? 'sign' : null;
    case 'chief_teller':
    case 'teller':
      if (round.medium === 'tablet') return null;
      return round.state === 'closed' || round.state === 'tallied' ? 'enter' : null;
    case null:
      return null;
  }
}

function signs({ state }: OnFloor): boolean {
  return state === 'tallied' || state === 'signed';
}
