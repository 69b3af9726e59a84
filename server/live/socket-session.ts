import type { WebSocket } from 'ws';
import {
  ClientFrame,
  CLOSE,
  MAX_FRAMES_PER_10S,
  PROTOCOL_VERSION,
  type ServerFrame,
  type SignedOutReason,
} from '../contract/room/socket.ts';
import type { World } from '../platform/clock.ts';
import { may, type Actor } from '../platform/permissions.ts';
import type { Intake, Voter } from './intake.ts';
import type { Member } from './audience.ts';
import { encode } from './frames.ts';
import type { Room } from './room.ts';
import type { Timing } from './timing.ts';

/** Bytes waiting in a socket beyond which it gets no changes but, once drained, the newest snapshot. */
const SLOW_BYTES = 256 * 1024;
/** Bytes waiting beyond which a socket is given up: its device comes back by itself. */
const TOO_SLOW_BYTES = 4 * 1024 * 1024;
const MAX_ERRORS = 10;
const WINDOW_MS = 10_000;

/** What a socket session works with. */
export type Surroundings = {
  room: Room;
  intake: Intake;
  world: World;
  timing: Timing;
  /** Called once, when it is over. */
  onOver: () => void;
};

type State = 'awaiting_hello' | 'live' | 'over';
type RefusalCode = Extract<ServerFrame, { type: 'error' }>['code'];

/** One WebSocket of a signed-in device, from upgrade to close. Speaks docs/protocol.md. */
export class SocketSession implements Member {
  readonly #socket: WebSocket;
  readonly #actor: Actor;
  readonly #room: Room;
  readonly #intake: Intake;
  readonly #world: World;
  readonly #timing: Timing;
  readonly #helloTimer: NodeJS.Timeout;
  readonly elector: string | null;
  #state: State = 'awaiting_hello';
  #alive = true;
  #lagging = false;
  #errors = 0;
  #windowStart = 0;
  #frames = 0;
  readonly #onOver: () => void;

  constructor(socket: WebSocket, actor: Actor, around: Surroundings) {
    this.#socket = socket;
    this.#actor = actor;
    this.#room = around.room;
    this.#intake = around.intake;
    this.#world = around.world;
    this.#timing = around.timing;
    this.#onOver = around.onOver;
    this.elector = actor.seat === 'tablet' ? actor.personId : null;
    this.#helloTimer = setTimeout(() => {
      this.#close(CLOSE.helloTimeout);
    }, around.timing.helloMs);
    socket.on('close', () => {
      this.#over();
    });
    // A frame that is too large or no valid WebSocket frame: ws closes with 1009 or 1002 by itself.
    socket.on('error', () => {
      this.#over();
    });
    socket.on('pong', () => {
      this.#alive = true;
    });
  }

  /** The frame that a message is, or undefined when there is nothing (more) to do about it. */
  read(raw: Buffer, binary: boolean): ClientFrame | undefined {
    if (this.#state === 'over') return undefined;
    this.#alive = true;
    if (this.#tooFrequent()) return undefined;
    const frame = binary ? undefined : parse(raw);
    if (frame === undefined) {
      this.#error('malformed');
      return undefined;
    }
    const parsed = ClientFrame.safeParse(frame);
    if (parsed.success) return parsed.data;
    this.#error(isKnownType(frame) ? 'malformed' : 'unknown_type');
    return undefined;
  }

  /** Does what a frame asks for. */
  async act(frame: ClientFrame): Promise<void> {
    if (frame.type === 'hello') {
      await this.#hello(frame.version);
      return;
    }
    if (this.#state !== 'live') {
      this.#error('hello_first');
      return;
    }
    switch (frame.type) {
      case 'ping':
        this.#send({ type: 'pong', n: frame.n, now: this.#world.now().toISOString() });
        return;
      case 'resync':
        this.send(this.#room.snapshotFor(this), 'other');
        return;
      case 'vote': {
        const voter = this.#voter('vote.cast');
        if (voter === undefined) return;
        const answer = await this.#intake.cast(voter, frame.vote);
        this.#send({ type: 'vote_answer', answer });
        return;
      }
      case 'settle': {
        const voter = this.#voter('vote.ask');
        if (voter === undefined) return;
        const { roundId, castId } = frame.settle;
        const answer = await this.#intake.settle(voter.personId, roundId, castId);
        this.#send({ type: 'settle_answer', answer });
      }
    }
  }

  /** Whose own vote this is about, or undefined (and an error frame) when this device may not. */
  #voter(action: 'vote.cast' | 'vote.ask'): Voter | undefined {
    const { personId, meetingId, renewedAt } = this.#actor;
    if (may(this.#actor, action) && personId !== null && meetingId !== null) {
      return { personId, meetingId, renewedAt };
    }
    this.#error('not_permitted');
    return undefined;
  }

  async #hello(version: number): Promise<void> {
    if (version !== PROTOCOL_VERSION) {
      this.#error('version_unsupported', { supported: PROTOCOL_VERSION });
      this.#close(CLOSE.versionUnsupported);
      return;
    }
    if (this.#state !== 'awaiting_hello') return;
    clearTimeout(this.#helloTimer);
    this.#state = 'live';
    this.#send({
      type: 'welcome',
      version: PROTOCOL_VERSION,
      seat: this.#actor.seat,
      now: this.#world.now().toISOString(),
      heartbeatSeconds: Math.ceil(this.#timing.heartbeatMs / 1_000),
    });
    // Snapshot and membership in one turn: no change can fall between them.
    this.send(this.#room.snapshotFor(this), 'other');
    this.#room.join(this);
    // Should reading it fail, the room tells it later; the picture is there already.
    if (this.elector !== null) this.#room.noticedSelf(this.elector);
  }

  /** Sends an encoded frame. A device too slow for changes is given the newest snapshot when it has drained. */
  send(encoded: Buffer, kind: 'change' | 'other'): void {
    if (this.#state === 'over' || this.#socket.readyState !== this.#socket.OPEN) return;
    const waiting = this.#socket.bufferedAmount;
    if (waiting > TOO_SLOW_BYTES) {
      this.#close(CLOSE.slow);
      this.#socket.terminate();
      return;
    }
    if (kind === 'change' && (this.#lagging || waiting > SLOW_BYTES)) {
      this.#lagging = true;
      return;
    }
    this.#socket.send(encoded, { binary: false }, () => {
      if (this.#lagging && this.#socket.bufferedAmount < SLOW_BYTES / 4) {
        this.#lagging = false;
        this.send(this.#room.snapshotFor(this), 'other');
      }
    });
  }

  /** The heartbeat: a socket silent since the last one is dead. */
  beat(): void {
    if (!this.#alive) {
      this.#socket.terminate();
      this.#over();
      return;
    }
    this.#alive = false;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  /** This device's sign-in has ended: tell it why and close. */
  signedOut(reason: SignedOutReason): void {
    this.#send({ type: 'signed_out', reason });
    this.#close(CLOSE.signedOut);
  }

  /** Its sign-in has too many sockets; this is the oldest. */
  surplus(): void {
    this.#close(CLOSE.tooFrequent);
  }

  /** The server goes down or restarts: the device comes back by itself. */
  restarting(): void {
    this.#close(CLOSE.restarting);
  }

  #send(frame: ServerFrame): void {
    this.send(encode(frame), 'other');
  }

  #error(code: RefusalCode, detail?: Record<string, unknown>): void {
    this.#send({ type: 'error', code, ...(detail === undefined ? {} : { detail }) });
    this.#errors += 1;
    if (this.#errors >= MAX_ERRORS) this.#close(CLOSE.tooManyErrors);
  }

  #tooFrequent(): boolean {
    const now = performance.now();
    if (now - this.#windowStart > WINDOW_MS) {
      this.#windowStart = now;
      this.#frames = 0;
    }
    this.#frames += 1;
    if (this.#frames <= MAX_FRAMES_PER_10S) return false;
    if (this.#frames === MAX_FRAMES_PER_10S + 1) {
      const retryMs = Math.ceil(this.#windowStart + WINDOW_MS - now);
      this.#error('too_frequent', { retryMs });
    }
    if (this.#frames > 2 * MAX_FRAMES_PER_10S) this.#close(CLOSE.tooFrequent);
    return true;
  }

  #close(how: { code: number; reason: string }): void {
    this.#socket.close(how.code, how.reason);
    this.#over();
  }

  #over(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    clearTimeout(this.#helloTimer);
    this.#room.part(this);
    this.#onOver();
  }
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}

function isKnownType(frame: unknown): boolean {
  const types: readonly unknown[] = ClientFrame.options.map((option) => option.shape.type.value);
  return (
    typeof frame === 'object' && frame !== null && 'type' in frame && types.includes(frame.type)
  );
}
