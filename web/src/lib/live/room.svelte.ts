import { createContext } from 'svelte';
import type { Seat } from '$contract/common/roles.ts';
import type { RoomView, SelfView } from '$contract/room/schemas.ts';
import type { Settle, Vote } from '$contract/room/socket.ts';
import { Api } from '../api/client.ts';
import { RoomConnection, type CastNews } from './connection.ts';
import { browserWorld, type Link } from './link.ts';

/**
 * One live room for the page: what everyone sees (`view`), what only this device knows (`self`) and
 * how the connection stands (`link`). Make one in the layout of an audience, `enter()` it in an
 * effect, hand it down with `setRoom`.
 */
export class Room {
  // Pictures are replaced, never changed in place.
  #view = $state.raw<RoomView | null>(null);
  #seq = $state(0);
  #self = $state.raw<SelfView | null>(null);
  #link = $state.raw<Link>({
    state: 'connecting',
    since: Date.now(),
    transport: null,
    reason: null,
  });
  #clockOffset = $state(0);
  readonly #options: { seat: Seat; meetingId?: string | undefined };
  // Nothing on a page depends on who listens.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #hearers = new Set<(news: CastNews) => void>();
  #connection: RoomConnection | null = null;

  constructor(options: { seat: Seat; meetingId?: string | undefined }) {
    this.#options = options;
  }

  /** The room's picture, null until the first one came. */
  get view(): RoomView | null {
    return this.#view;
  }
  /** Number of the picture: the same number is the same picture everywhere (V5). */
  get seq(): number {
    return this.#seq;
  }
  /** This elector's own standing; null for seats that are nobody's. */
  get self(): SelfView | null {
    return this.#self;
  }
  get link(): Link {
    return this.#link;
  }
  /** Add to Date.now() for the server's time, milliseconds. */
  get clockOffset(): number {
    return this.#clockOffset;
  }

  /** Connects, listens to the browser's own signs of life, and gives back how to leave. */
  enter(): () => void {
    const connection = new RoomConnection(
      { ...this.#options, api: new Api(this.#options.seat), world: browserWorld },
      {
        picture: ({ seq, view }) => {
          this.#seq = seq;
          this.#view = view;
        },
        self: (self) => (this.#self = self),
        link: (link) => (this.#link = link),
        clock: (offset) => (this.#clockOffset = offset),
        news: (news) => this.#hearers.forEach((hear) => hear(news)),
      },
    );
    this.#connection = connection;
    const wake = () => {
      if (document.visibilityState === 'visible') connection.wake();
    };
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    connection.start();
    return () => {
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      connection.stop();
      this.#connection = null;
    };
  }

  vote(vote: Vote, http = false): void {
    this.#connection?.vote(vote, http);
  }

  settle(settle: Settle, http = false): void {
    this.#connection?.settle(settle, http);
  }

  /** An answer is overdue: have the connection checked now. */
  doubt(): void {
    this.#connection?.doubt();
  }

  /** Hears what becomes of votes; gives back how to stop. */
  onNews(hear: (news: CastNews) => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }
}

export const [getRoom, setRoom] = createContext<Room>();
