import type { RoomView } from '$contract/room/schemas.ts';
import type { Link } from '../live/link.ts';
import type { Situation } from './situation.ts';

// What the page has to read of the round at hand now. Each is null while nothing is to be read, and changes
// when it is to be read again.

type Reach = Pick<Link, 'state'>;

/** The round whose count exists and isn't on the page. */
export function countWanted(now: Situation, link: Reach): string | null {
  return now.countMissing && link.state === 'live' ? (now.atHand?.id ?? null) : null;
}

/** The round with paper ballots that are still recorded and entered; the room's picture doesn't tell of them. */
export function boxWanted({ round }: Situation, link: Reach): string | null {
  if (round === null || round.medium === 'tablet' || link.state !== 'live') return null;
  const { id, state } = round;
  return state === 'voting' || state === 'closed' || state === 'tallied' ? id : null;
}

/** The round whose count is being signed; `told` is what the room's picture says of it, if it does. */
export function signaturesWanted(
  { round }: Situation,
  link: Reach,
): { readonly roundId: string; readonly told: string | null } | null {
  if (round?.signaturesRequired !== true || link.state !== 'live') return null;
  const { id, state, signing } = round;
  if (state !== 'tallied' && state !== 'signed') return null;
  return { roundId: id, told: signing && `${signing.version} ${signing.signed}` };
}

/** The ready round that follows another: it has that one's roll, not the room's, but changes with it. */
export function readinessWanted(
  { round }: Situation,
  roll: RoomView['roll'],
  link: Reach,
): { readonly roundId: string; readonly told: string } | null {
  if (round?.state !== 'ready' || round.predecessorId === null || link.state !== 'live')
    return null;
  return { roundId: round.id, told: `${roll.enrolled} ${roll.present}` };
}
