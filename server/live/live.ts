import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { SignedOutReason } from '../contract/room/socket.ts';
import type { Context } from '../context.ts';
import type { Notice } from '../platform/notices.ts';
import { Books } from './books.ts';
import { Intake } from './intake.ts';
import { Listener } from './listener.ts';
import { Room } from './room.ts';
import type { SocketSession } from './socket-session.ts';
import { TIMING, type Timing } from './timing.ts';
import { touchRoom } from './touch.ts';
import { readEndedSessions, readStanding } from './view.repo.ts';

/**
 * Sockets of one sign-in: a browser with several pages, and those a bad network left behind. With more the
 * oldest is closed, so that nobody's limits are multiplied by opening many.
 */
const MAX_SOCKETS = 16;

/** The live side of one process: the rooms watched here, their sockets, and the intake of votes. */
export class Live {
  readonly #context: Context;
  readonly #log: FastifyBaseLogger;
  readonly #listener: Listener;
  readonly #rooms = new Map<string, Room>();
  readonly #timers: NodeJS.Timeout[] = [];
  /** Sockets by their sign-in session. */
  readonly #sockets = new Map<string, Set<SocketSession>>();
  /** Sessions that ended lately, with the reason: a socket may be let in while the news goes round. */
  #endedLately = new Map<string, SignedOutReason>();
  #endedBefore = new Map<string, SignedOutReason>();
  /** Frames that are being answered. */
  readonly #inHand = new Set<Promise<void>>();
  readonly timing: Timing;
  readonly books: Books;
  readonly intake: Intake;
  stopping = false;

  constructor(context: Context, log: FastifyBaseLogger) {
    this.#context = context;
    this.#log = log;
    this.timing = { ...TIMING, ...context.timing };
    this.books = new Books(context.db);
    this.intake = new Intake(context.db, log, this.books, (meetingId, seq) => {
      this.#rooms.get(meetingId)?.noticed(seq);
    });
    this.#listener = new Listener(
      context.databaseUrl,
      log,
      2 * this.timing.compareMs,
      (notice) => {
        this.#hear(notice);
      },
      () => {
        // What was published while nobody listened is not known.
        this.#context.kept.drop();
        void this.#compare();
      },
    );
  }

  async start(): Promise<void> {
    await this.#listener.start();
    this.#timers.push(
      setInterval(() => {
        this.#listener.check();
        void this.#compare();
      }, this.timing.compareMs),
      setInterval(() => {
        for (const socket of this.#allSockets()) socket.beat();
        this.#endedBefore = this.#endedLately;
        this.#endedLately = new Map();
      }, this.timing.heartbeatMs),
    );
  }

  /** Answers every vote on its way, tells the devices to come back, and closes. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#answered();
    // In the same turn as the last answer: no frame can come in between.
    for (const socket of this.#allSockets()) socket.restarting();
    for (const room of this.#rooms.values()) room.stop();
    await this.#listener.stop();
  }

  /**
   * The room of a meeting with its picture loaded, held until `leave`; undefined (and not held) when there
   * is no such meeting.
   */
  async room(meetingId: string): Promise<Room | undefined> {
    const known = this.#rooms.get(meetingId);
    const room = known ?? new Room(this.#context.db, this.#log, meetingId);
    if (known === undefined) this.#rooms.set(meetingId, room);
    room.holders += 1;
    try {
      if (await room.load()) return room;
    } catch (error) {
      this.leave(room);
      throw error;
    }
    this.leave(room);
    return undefined;
  }

  /** Lets go of a room; one that nobody holds any more is forgotten. */
  leave(room: Room): void {
    room.holders -= 1;
    if (room.holders > 0) return;
    room.stop();
    this.#rooms.delete(room.meetingId);
  }

  /** Takes a socket's own session in; it is told at once when the sign-in has ended meanwhile. */
  join(sessionId: string, socket: SocketSession): void {
    const others = this.#sockets.get(sessionId) ?? new Set();
    this.#sockets.set(sessionId, others.add(socket));
    if (others.size > MAX_SOCKETS) [...others][0]?.surplus();
    const reason = this.#endedLately.get(sessionId) ?? this.#endedBefore.get(sessionId);
    if (reason !== undefined) socket.signedOut(reason);
  }

  /** A socket is over. */
  part(sessionId: string, socket: SocketSession): void {
    const others = this.#sockets.get(sessionId);
    others?.delete(socket);
    if (others?.size === 0) this.#sockets.delete(sessionId);
  }

  /** A frame that is being answered: going down waits for it. */
  track(answering: Promise<void>): void {
    this.#inHand.add(answering);
    void answering.finally(() => this.#inHand.delete(answering));
  }

  /** How much is in memory, for tests of leaks. */
  get held(): { rooms: number; sessions: number } {
    return { rooms: this.#rooms.size, sessions: this.#sockets.size };
  }

  /** Waits until every frame that came in has its answer, or the time for it is up. */
  async #answered(): Promise<void> {
    const until = performance.now() + this.timing.farewellMs;
    while (this.#inHand.size > 0) {
      const left = until - performance.now();
      if (left <= 0) {
        this.#log.error({ frames: this.#inHand.size }, 'going down before all had their answer');
        return;
      }
      const late = new AbortController();
      const timer = pause(left, undefined, { signal: late.signal }).catch(() => undefined);
      await Promise.race([Promise.all(this.#inHand), timer]);
      late.abort();
    }
  }

  #hear(notice: Notice): void {
    switch (notice.type) {
      case 'room':
        this.#rooms.get(notice.meetingId)?.noticed(notice.seq);
        return;
      case 'self':
        this.#rooms.get(notice.meetingId)?.noticedSelf(notice.personId);
        return;
      case 'published':
        this.#context.kept.drop();
        // Also said when what was counted is changed: the rooms' pictures may show it.
        void this.#compare();
        return;
      case 'session_ended':
        this.#end(notice.sessionId, notice.reason);
    }
  }

  #end(sessionId: string, reason: string): void {
    const known = SignedOutReason.safeParse(reason);
    const why = known.success ? known.data : 'signed_out';
    this.#endedLately.set(sessionId, why);
    for (const socket of [...(this.#sockets.get(sessionId) ?? [])]) socket.signedOut(why);
  }

  /**
   * Repairs what a lost notice left undone: pictures behind their sequence number, sessions that ended. And holds results
   * that are shown against the log.
   */
  async #compare(): Promise<void> {
    try {
      if (this.#rooms.size > 0) {
        const rooms = await readStanding(this.#context.db, [...this.#rooms.keys()]);
        for (const { meeting_id: meetingId, seq, differs } of rooms) {
          const room = this.#rooms.get(meetingId);
          room?.noticed(seq);
          if (room?.seq !== seq || room.differs === differs) continue;
          // The picture is of this number and yet it isn't what is kept: every process reads it anew.
          this.#log.error({ meetingId, differs }, 'a count held against the audit log');
          await this.#context.db.transaction().execute((tx) => touchRoom(tx, meetingId));
        }
      }
      if (this.#sockets.size > 0) {
        const ended = await readEndedSessions(
          this.#context.db,
          [...this.#sockets.keys()],
          this.#context.world.now(),
        );
        for (const [sessionId, reason] of ended) this.#end(sessionId, reason);
      }
    } catch (error) {
      this.#log.error({ err: error }, 'rooms not compared with the database');
    }
  }

  *#allSockets(): Generator<SocketSession> {
    for (const sockets of [...this.#sockets.values()]) yield* [...sockets];
  }
}
