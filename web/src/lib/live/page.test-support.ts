import type { OpenPage, PageStore } from '../../../../tests/fuzz/page.ts';
import { Api } from '../api/client.ts';
import { Casts } from './casts.svelte.ts';
import { RoomConnection, type CastNews } from './connection.ts';
import type { LinkState } from './link.ts';
import type { Picture } from './picture.ts';
import type { SelfView } from '$contract/room/schemas.ts';

/**
 * A page without a browser: the connection, the votes and their keeping are the app's own; only what the
 * layout and the page of the tablet do in effects (routes/tablet/Seated.svelte, +page.svelte) is written out.
 */
export const openPage: OpenPage = (of, world, onPicture) => {
  let picture: Picture | null = null;
  let self: SelfView | null = null;
  let state: LinkState = 'connecting';
  const hearers = new Set<(news: CastNews) => void>();
  const connection = new RoomConnection(
    { seat: of.seat, meetingId: of.meetingId, api: new Api(of.seat, world.fetch), world },
    {
      picture(next) {
        picture = next;
        onPicture(next);
        openVote();
      },
      self(next) {
        self = next;
        openVote();
      },
      link(next) {
        const before = state;
        state = next.state;
        if (state === 'live' && before !== 'live') casts.reconnected();
        if (state === 'signed_out') casts.signOut();
      },
      clock: () => undefined,
      news: (news) => hearers.forEach((hear) => hear(news)),
    },
  );
  const casts = new Casts(
    {
      vote: (vote, http) => connection.vote(vote, http),
      settle: (settle, http) => connection.settle(settle, http),
      doubt: () => connection.doubt(),
      onNews(hear) {
        hearers.add(hear);
        return () => hearers.delete(hear);
      },
    },
    world.store satisfies PageStore,
    world,
  );

  /** A vote is opened (or read back from this device) as soon as this person may cast it. */
  function openVote(): void {
    const round = picture?.view.round;
    const standing = self?.round;
    if (round?.state === 'voting' && standing?.id === round.id && standing.elector) {
      casts.open(round.id);
    }
  }

  connection.start();
  if (of.personId !== null) casts.enter(of.personId);
  return {
    get link() {
      return state;
    },
    get seq() {
      return picture?.seq ?? -1;
    },
    get view() {
      return picture?.view ?? null;
    },
    get self() {
      return self;
    },
    cast: (roundId) => casts.get(roundId)?.state,
    vote(roundId, marks, writeIns) {
      const cast = casts.get(roundId);
      cast?.mark(marks, writeIns);
      cast?.review();
      cast?.send();
    },
    again: (roundId) => casts.get(roundId)?.again(),
    wake: () => connection.wake(),
    signOut() {
      casts.signOut();
      connection.stop();
    },
    leave() {
      casts.leave();
      connection.stop();
    },
  };
};
