import type { Office } from '$contract/certification.ts';
import type { RoomView } from '$contract/room.ts';

type OnFloor = Pick<NonNullable<RoomView['round']>, 'state' | 'medium'>;

/** What an office of the meeting has to do about the round on the floor now. */
export type Duty = 'sign' | 'enter';

/**
 * Scrutineers (监票人) read the count and sign it, tellers (计票人) enter the paper ballots. Null for
 * everybody else and at every other time.
 */
export function dutyOf(office: Office | null, round: OnFloor): Duty | null {
  switch (office) {
    case 'chief_scrutineer':
    case 'scrutineer':
      return round.state === 'tallied' || round.state === 'signed' ? 'sign' : null;
    case 'chief_teller':
    case 'teller':
      if (round.medium === 'tablet') return null;
      return round.state === 'closed' || round.state === 'tallied' ? 'enter' : null;
    case null:
      return null;
  }
}
