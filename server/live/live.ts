import type { FastifyBaseLogger } from 'fastify';
import { SignedOutReason } from '../contract/socket.ts';
import type { Context } from '../context.ts';
import type { Notice } from '../platform/notices.ts';
import { Books } from './books.ts';
import { Intake } from './intake.ts';
import { Listener } from './listener.ts';
import { Room } from './room.ts';
import type { SocketSession } from './socket-session.ts';
import { TIMING, type Timing } from './timing.ts';
import { readEndedSessions, readSeqs } from './view.repo.ts';

/** The live side of one process: the rooms watched here, their sockets, and the intake of votes. */
export class Live {
  readonly #context: Context;
  readonly #log: FastifyBaseLogger;
  readonly #listener: Listener;
  readonly #rooms = new Map<string, Room>();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly timing: Timing;
  readonly books: Books;
  readonly intake: Intake;
  /** Sockets by their sign-in session. */
  readonly sockets = new Map<string, Set<SocketSession>>();
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
      (notice) => {
        this.#hear(notice);
      },
      () => void this.#compare(),
    );
  }

  async start(): Promise<void> {
    await this.#listener.start();
    this.#timers.push(
      setInterval(() => void this.#compare(), this.timing.compareMs),
      setInterval(() => {
        for (const socket of this.#allSockets()) socket.beat();
      }, this.timing.heartbeatMs),
    );
  }

  /** Answers every vote on its way, tells the devices to come back, and closes. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.intake.drained();
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

  #hear(notice: Notice): void {
    switch (notice.type) {
      case 'room':
        this.#rooms.get(notice.meetingId)?.noticed(notice.seq);
        return;
      case 'self':
        this.#rooms
          .get(notice.meetingId)
          ?.tellSelves(notice.personId)
          .catch((error: unknown) => {
            this.#log.error({ err: error }, 'a device was not told about itself');
          });
        return;
      case 'session_ended':
        this.#end(notice.sessionId, notice.reason);
    }
  }

  #end(sessionId: string, reason: string): void {
    const known = SignedOutReason.safeParse(reason);
    for (const socket of [...(this.sockets.get(sessionId) ?? [])]) {
      socket.signedOut(known.success ? known.data : 'signed_out');
    }
  }

  /** Repairs what a lost notice left undone: pictures behind their sequence number, sessions that ended. */
  async #compare(): Promise<void> {
    try {
      if (this.#rooms.size > 0) {
        const seqs = await readSeqs(this.#context.db, [...this.#rooms.keys()]);
        for (const [meetingId, seq] of seqs) this.#rooms.get(meetingId)?.noticed(seq);
      }
      if (this.sockets.size > 0) {
        const ended = await readEndedSessions(
          this.#context.db,
          [...this.sockets.keys()],
          this.#context.world.now(),
        );
        for (const [sessionId, reason] of ended) this.#end(sessionId, reason);
      }
    } catch (error) {
      this.#log.error({ err: error }, 'rooms not compared with the database');
    }
  }

  *#allSockets(): Generator<SocketSession> {
    for (const sockets of [...this.sockets.values()]) yield* [...sockets];
  }
}
