import type { Seat } from '../../server/contract/common/roles.ts';
import type { RoomView, SelfView } from '../../server/contract/room/schemas.ts';
import type { Vote } from '../../server/contract/room/socket.ts';

/**
 * A page of the web app as the fuzzer holds it: what it is given, what it shows, what its owner does. The page
 * itself is web/src/lib/live/page.test-support.ts, which is checked with the web app's types and settings.
 */
export type PageWorld = {
  /** Milliseconds. All timers of the page go through `after`, which may run faster than the wall's clock. */
  now(): number;
  random(): number;
  after(ms: number, run: () => void): () => void;
  uuid(): string;
  openSocket(path: string): PageSocket;
  fetch: typeof fetch;
  store: PageStore;
};

/** What a page uses of a browser's WebSocket. */
export type PageSocket = {
  send(data: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
};

/** What a page uses of `localStorage`. */
export type PageStore = {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
};

/** One of the pictures of a vote (V10). */
export type CastPicture = {
  readonly name: 'marking' | 'reviewing' | 'sending' | 'confirmed' | 'refused' | 'unknown';
  readonly castId?: string;
  readonly receipt?: string;
  readonly code?: string;
  readonly marks?: Vote['marks'] | null;
  readonly writeIns?: Vote['writeIns'];
};

export type Page = {
  /** `signed_out`, `no_meeting` and `version_unsupported` are ends: the page does nothing more by itself. */
  readonly link:
    'connecting' | 'live' | 'stale' | 'signed_out' | 'no_meeting' | 'version_unsupported';
  readonly seq: number;
  readonly view: RoomView | null;
  readonly self: SelfView | null;
  /** This person's vote in a round, once it could be cast here. */
  cast(roundId: string): CastPicture | undefined;
  /** Marks, reviews and sends in one go; nothing where the vote is past marking. */
  vote(roundId: string, marks: Vote['marks'], writeIns: string[]): void;
  /** Back to marking, after a refusal that it can mend. */
  again(roundId: string): void;
  /** The browser woke up or its network came back. */
  wake(): void;
  /** The owner signs out here: marks are wiped, then the page is left. */
  signOut(): void;
  /** The page is closed, or torn away by a reload. */
  leave(): void;
};

export type OpenPage = (
  of: { seat: Seat; meetingId?: string; personId: string | null },
  world: PageWorld,
  onPicture: (picture: { seq: number; view: RoomView }) => void,
) => Page;
