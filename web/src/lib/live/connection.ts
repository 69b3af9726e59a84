import * as roomRoutes from '$contract/room/routes.ts';
import { socketUrl } from '$contract/room/socket.ts';
import type { Seat } from '$contract/common/roles.ts';
import { type SelfView } from '$contract/room/schemas.ts';
import type { SettleAnswer, VoteAnswer } from '$contract/room/socket.ts';
import {
  CLOSE,
  HEARTBEAT_SECONDS,
  PROTOCOL_VERSION,
  ServerFrame,
  SignedOutReason,
  type ClientFrame,
  type Settle,
  type Vote,
} from '$contract/room/socket.ts';
import type { Api } from '../api/client.ts';
import type { Answer, Failure } from '../api/failure.ts';
import { backoffMs } from './backoff.ts';
import type { Link, LinkState, Socket, World } from './link.ts';
import { takeChange, takeSnapshot, type Picture } from './picture.ts';

/** From opening a socket to its welcome. */
const OPENING_MS = 8_000;
/** How soon a doubtful socket must answer a ping. */
const DOUBT_MS = 4_000;
const POLL_MS = 2_500;
/** While the picture comes over HTTP, the socket is still tried this often. */
const SOCKET_RETRY_ON_HTTP_MS = 30_000;
/** Socket attempts that fail before HTTP takes over. */
const ATTEMPTS_BEFORE_HTTP = 2;
const INVALID_FRAMES_BEFORE_RECONNECT = 3;
const UNREADABLE_BEFORE_RELOAD = 2;

/** What became of a vote or of asking for one; `lost` is no answer at all. */
export type CastNews =
  | { type: 'vote_answer'; answer: VoteAnswer }
  | { type: 'settle_answer'; answer: SettleAnswer }
  | { type: 'lost'; castId: string };

export type RoomListener = {
  picture(picture: Picture): void;
  self(self: SelfView): void;
  link(link: Link): void;
  /** Server's clock minus ours, milliseconds. */
  clock(offset: number): void;
  news(news: CastNews): void;
};

/**
 * The connection of one page to one meeting room: socket, heartbeat, reconnection, and HTTP where
 * sockets don't get through. Knows nothing of Svelte or of the browser.
 */
export class RoomConnection {
  readonly #asking: { seat: Seat; meeting: string | undefined };
  /** Whether the page names the meeting; a tablet's and a projector's is that of their sign-in. */
  readonly #asksByName: boolean;
  readonly #api: Api;
  readonly #world: World;
  readonly #listener: RoomListener;

  #socket: Socket | null = null;
  #welcomed = false;
  #failures = 0;
  #invalid = 0;
  /** Connections in a row that were given up because their frames couldn't be read. */
  #unreadable = 0;
  #pings = 0;
  #picture: Picture | null = null;
  #link: Link;
  #stopped = false;
  #polling = false;
  /** Votes and questions on the socket that have no answer yet. */
  readonly #asked = new Set<string>();

  #cancelOpening = noop;
  #cancelRetry = noop;
  #cancelPing = noop;
  #cancelDeadMan = noop;
  #cancelPoll = noop;

  constructor(
    options: { seat: Seat; meetingId?: string | undefined; api: Api; world: World },
    listener: RoomListener,
  ) {
    this.#asking = { seat: options.seat, meeting: options.meetingId };
    this.#asksByName = options.meetingId !== undefined;
    this.#api = options.api;
    this.#world = options.world;
    this.#listener = listener;
    this.#link = {
      state: 'connecting',
      since: options.world.now(),
      transport: null,
      reason: null,
    };
  }

  start(): void {
    this.#open();
  }

  /** Leaves the room for good. */
  stop(): void {
    this.#stopped = true;
    this.#drop();
    this.#cancelRetry();
    this.#cancelPoll();
  }

  /** The network or the page came back: don't wait for the timers. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#welcomed) this.doubt();
    else if (this.#socket === null) this.#open();
  }

  /** Something should have been answered by now: make the socket prove itself, or replace it. */
  doubt(): void {
    if (!this.#welcomed) return;
    this.#ping();
    this.#armDeadMan(DOUBT_MS);
  }

  /** Sends a vote: over the socket while it lives, else (or when told so) over HTTP. */
  vote(vote: Vote, http = false): void {
    if (!http && this.#welcomed) {
      this.#asked.add(vote.castId);
      this.#send({ type: 'vote', vote });
      return;
    }
    const newsOf = (answer: VoteAnswer) => ({ type: 'vote_answer' as const, answer });
    const answer = this.#api.call(roomRoutes.vote, vote);
    void this.#ask(answer, vote, newsOf, newsOfFailure);
  }

  /** Asks what became of a cast; the same ways. */
  settle(settle: Settle, http = false): void {
    if (!http && this.#welcomed) {
      this.#asked.add(settle.castId);
      this.#send({ type: 'settle', settle });
      return;
    }
    const newsOf = (answer: SettleAnswer) => ({ type: 'settle_answer' as const, answer });
    const answer = this.#api.call(roomRoutes.settle, settle);
    void this.#ask(answer, settle, newsOf, newsOfUnanswered);
  }

  async #ask<T>(
    asked: Promise<Answer<T>>,
    body: { roundId: string; castId: string },
    newsOf: (answer: T) => CastNews,
    newsOfRefused: typeof newsOfFailure,
  ): Promise<void> {
    const answer = await asked;
    if (this.#stopped) return;
    this.#listener.news(answer.ok ? newsOf(answer.value) : newsOfRefused(body, answer.error));
    if (!answer.ok && answer.error.code === 'not_signed_in') this.#end('expired');
  }

  #open(): void {
    if (this.#stopped) return;
    this.#cancelRetry();
    const socket = this.#world.openSocket(socketUrl(this.#asking));
    this.#socket = socket;
    this.#invalid = 0;
    this.#cancelOpening = this.#world.after(OPENING_MS, () => this.#lose());
    socket.onopen = () => {
      if (socket === this.#socket) this.#send({ type: 'hello', version: PROTOCOL_VERSION });
    };
    socket.onmessage = ({ data }) => this.#hear(socket, data);
    socket.onclose = ({ code, reason }) => {
      if (socket === this.#socket) this.#lose(code, reason);
    };
  }

  #send(frame: ClientFrame): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #hear(socket: Socket, data: unknown): void {
    const frame = ServerFrame.safeParse(jsonOf(data));
    if (socket !== this.#socket) {
      // A socket given up may still bring the answer somebody waits for.
      if (frame.success) this.#news(frame.data);
      return;
    }
    if (this.#welcomed) this.#armDeadMan();
    if (!frame.success) {
      this.#invalid += 1;
      if (this.#invalid >= INVALID_FRAMES_BEFORE_RECONNECT) this.#giveUp();
      else if (this.#welcomed) this.#send({ type: 'resync' });
      return;
    }
    this.#take(frame.data);
  }

  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#welcome(frame.heartbeatSeconds, frame.now);
        return;
      case 'snapshot':
        this.#invalid = 0;
        this.#unreadable = 0;
        this.#show(takeSnapshot(this.#picture, frame));
        this.#report('live', 'socket');
        return;
      case 'change': {
        const picture = takeChange(this.#picture, frame);
        if (picture === null) this.#send({ type: 'resync' });
        else this.#show(picture);
        return;
      }
      case 'self':
        this.#listener.self(frame.self);
        return;
      case 'vote_answer':
      case 'settle_answer':
        this.#news(frame);
        return;
      case 'pong':
        this.#clock(frame.now);
        return;
      case 'error':
        if (frame.code === 'version_unsupported') this.#end(null, 'version_unsupported');
        return;
      case 'signed_out':
        this.#end(frame.reason);
        return;
    }
  }

  #news(frame: ServerFrame): void {
    if (frame.type !== 'vote_answer' && frame.type !== 'settle_answer') return;
    this.#asked.delete(frame.answer.castId);
    this.#listener.news(frame);
  }

  #welcome(heartbeatSeconds: number, now: string): void {
    this.#welcomed = true;
    this.#failures = 0;
    this.#cancelOpening();
    this.#cancelPoll();
    this.#clock(now);
    this.#beat(heartbeatSeconds * 1000);
    this.#armDeadMan();
  }

  #beat(everyMs: number): void {
    this.#cancelPing();
    this.#cancelPing = this.#world.after(everyMs, () => {
      this.#ping();
      this.#beat(everyMs);
    });
  }

  #ping(): void {
    this.#pings += 1;
    this.#send({ type: 'ping', n: this.#pings });
  }

  #armDeadMan(ms = HEARTBEAT_SECONDS * 2000): void {
    this.#cancelDeadMan();
    this.#cancelDeadMan = this.#world.after(ms, () => this.#lose());
  }

  #clock(now: string): void {
    this.#listener.clock(Date.parse(now) - this.#world.now());
  }

  #show(picture: Picture): void {
    if (picture === this.#picture) return;
    this.#picture = picture;
    this.#listener.picture(picture);
  }

  /** The socket is gone (or given up): say so, look over HTTP, try again later. */
  #lose(code?: number, why?: string): void {
    if (code === CLOSE.signedOut.code) {
      if (why === 'not_found' && this.#asksByName) return this.#end(null, 'no_meeting');
      // Without a sign-in the server closes with an error code in place of a reason of ours.
      const reason = SignedOutReason.safeParse(why);
      return this.#end(reason.success ? reason.data : 'expired');
    }
    if (code === CLOSE.versionUnsupported.code) return this.#end(null, 'version_unsupported');
    this.#drop();
    if (this.#stopped) return;
    this.#failures += 1;
    // While the picture keeps coming over HTTP, a socket that fails once more is no news.
    if (this.#link.transport !== 'http') this.#report(this.#picture ? 'stale' : 'connecting', null);
    this.#loseAsked();
    const wait =
      this.#link.transport === 'http'
        ? SOCKET_RETRY_ON_HTTP_MS
        : backoffMs(this.#failures, this.#world.random);
    this.#cancelRetry();
    this.#cancelRetry = this.#world.after(wait, () => this.#open());
    // Also tells a refused sign-in from a broken network: a failed upgrade has no reason.
    if (this.#link.transport !== 'http') void this.#poll();
  }

  /** Frames that can't be read, again and again: the server speaks a newer version than this page. */
  #giveUp(): void {
    this.#unreadable += 1;
    if (this.#unreadable >= UNREADABLE_BEFORE_RELOAD) this.#end(null, 'version_unsupported');
    else this.#lose();
  }

  #loseAsked(): void {
    const asked = [...this.#asked];
    this.#asked.clear();
    for (const castId of asked) this.#listener.news({ type: 'lost', castId });
  }

  async #poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    const answer = await this.#api.call(roomRoutes.view, this.#asking);
    this.#polling = false;
    if (this.#stopped || this.#welcomed) return;
    if (!answer.ok) {
      if (answer.error.code === 'not_signed_in') return this.#end('expired');
      // An address that is no meeting's at all is no input to be taken.
      const unknown = answer.error.code === 'not_found' || answer.error.code === 'invalid_input';
      if (unknown && this.#asksByName) return this.#end(null, 'no_meeting');
      this.#report(this.#picture ? 'stale' : 'connecting', null);
      return;
    }
    this.#show(takeSnapshot(this.#picture, answer.value));
    if (answer.value.self !== null) this.#listener.self(answer.value.self);
    if (this.#failures < ATTEMPTS_BEFORE_HTTP) return;
    this.#report('live', 'http');
    this.#cancelPoll();
    this.#cancelPoll = this.#world.after(POLL_MS, () => void this.#poll());
  }

  #end(reason: SignedOutReason | null, state: LinkState = 'signed_out'): void {
    this.stop();
    this.#report(state, null, reason);
    this.#loseAsked();
  }

  /** Lets go of the current socket; what it still says is heard only as answers to votes. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomed = false;
    this.#cancelOpening();
    this.#cancelPing();
    this.#cancelDeadMan();
    socket?.close();
  }

  #report(state: LinkState, transport: Link['transport'], reason: Link['reason'] = null): void {
    const link = this.#link;
    if (link.state === state && link.transport === transport && link.reason === reason) return;
    const since = link.state === state ? link.since : this.#world.now();
    this.#link = { state, since, transport, reason };
    this.#listener.link(this.#link);
  }
}

/**
 * A refusal of the whole request. Those that say nothing about the vote itself (no answer, server in
 * trouble, session gone) leave it open; `busy` is tried again; the others are final.
 */
function newsOfFailure(body: { roundId: string; castId: string }, failure: Failure): CastNews {
  const { roundId, castId } = body;
  switch (failure.code) {
    case 'offline':
    case 'bad_answer':
    case 'internal':
    case 'unavailable':
    case 'storage_full':
    case 'not_signed_in':
      return { type: 'lost', castId };
    case 'busy':
    case 'too_many_requests': {
      const seconds = Number(failure.detail?.['seconds'] ?? 1);
      const retryMs = Number.isFinite(seconds) ? seconds * 1000 : 1000;
      return { type: 'vote_answer', answer: { outcome: 'busy', roundId, castId, retryMs } };
    }
    default: {
      const { code, detail } = failure;
      return {
        type: 'vote_answer',
        answer: { outcome: 'refused', roundId, castId, code, ...(detail && { detail }) },
      };
    }
  }
}

/** A question that was refused says nothing about the vote that it asked for: it stays open (V10). */
function newsOfUnanswered(body: { roundId: string; castId: string }, failure: Failure): CastNews {
  const news = newsOfFailure(body, failure);
  const refused = news.type === 'vote_answer' && news.answer.outcome === 'refused';
  return refused ? { type: 'lost', castId: body.castId } : news;
}

function jsonOf(data: unknown): unknown {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function noop(): void {}
