import { ofConstituency, onPaperOnly } from '../ballot/medium.ts';
import type { RoomView, SelfView } from '$contract/room/schemas.ts';
import type { CastState } from '../live/cast-machine.ts';
import type { LinkState } from '../live/link.ts';
import { dutyOf, type Duty } from '../officers/duty.ts';

/** Which picture a tablet shows. One at a time, and each says what to do next. */
export type TabletPicture =
  | 'connecting'
  | 'signed_out'
  | 'version_unsupported'
  | 'waiting'
  | 'reading'
  | 'paper'
  | 'not_elector'
  | 'marking'
  | 'reviewing'
  | 'sending'
  | 'unknown'
  | 'confirmed'
  | 'voted_elsewhere'
  | 'refused'
  | 'closed_unsent'
  | Duty
  | 'result';

/** Chooses the picture from what the room, this person and this vote are. `cast` is the floor's round's. */
export function tabletPicture(
  link: LinkState,
  view: RoomView | null,
  self: SelfView | null,
  cast: CastState | undefined,
): TabletPicture {
  if (link === 'signed_out' || link === 'version_unsupported') return link;
  if (view === null || self === null) return 'connecting';
  const { round } = view;
  if (round === null) return 'waiting';
  // Whether a vote arrived comes before everything else that could be shown.
  if (cast?.name === 'sending' || cast?.name === 'unknown') return cast.name;
  const standing = self.round?.id === round.id ? self.round : null;
  const onPaper = onPaperOnly(round.medium) || (round.medium === 'mixed' && self.onPaper);
  if (view.meeting.state === 'closed' && (round.state === 'inquorate' || round.state === 'void')) {
    // It is held no more, and nothing takes its place.
    return 'waiting';
  }
  switch (round.state) {
    case 'draft':
      return 'waiting';
    case 'ready':
      // What will be voted on, to read along while it is read out.
      return view.meeting.state === 'in_session' ? 'reading' : 'waiting';
    case 'announced':
    case 'published':
      return view.result?.roundId === round.id ? 'result' : 'waiting';
    case 'voting': {
      if (cast?.name === 'confirmed' || cast?.name === 'refused') return cast.name;
      if (standing === null) return 'connecting';
      // A constituency votes elsewhere; nobody here is asked to.
      if (ofConstituency(round)) return 'waiting';
      if (!standing.elector) return 'not_elector';
      if (standing.voted) return 'voted_elsewhere';
      if (onPaper) return 'paper';
      return cast?.name ?? 'marking';
    }
    case 'closed':
    case 'inquorate':
    case 'void':
    case 'tallied':
    case 'signed': {
      const duty = dutyOf(self.office, round);
      if (duty !== null) return duty;
      if (cast?.name === 'confirmed' || cast?.name === 'refused') return cast.name;
      if (standing?.voted) return 'voted_elsewhere';
      return standing?.elector && !onPaper ? 'closed_unsent' : 'waiting';
    }
  }
}
