import type { FastifyBaseLogger } from 'fastify';
import type { RoomView } from '../contract/room.ts';
import { ServerFrame, type ServerFrame as Frame } from '../contract/socket.ts';
import type { Database } from '../platform/database.ts';
import { readRoom, readSelves } from './view.repo.ts';
import { changedSections, selfOf, viewOf } from './view.ts';

/** Screens get a new picture at most this often (milliseconds). */
const TICK_MS = 100;
/** After a failed read: come again. */
const RETRY_MS = 1_000;

/** One device in the room. The room knows no WebSocket. */
export type Member = {
  /** Null for devices that belong to nobody's own vote (projector, chair, desk). */
  readonly elector: string | null;
  /** Sends an encoded frame; a member too slow to take it is given the newest snapshot later instead. */
  readonly send: (encoded: Buffer, kind: 'change' | 'other') => void;
};

/**
 * The picture of one meeting and those who watch it on this process. The picture is only ever read from
 * the database, whole and of one moment, so every process shows the same for the same sequence number (V5);
 * changes are sent as the sections that differ.
 */
export class Room {
  readonly #db: Database;
  readonly #log: FastifyBaseLogger;
  readonly meetingId: string;
  /** Devices that are shown the picture. */
  readonly members = new Set<Member>();
  /** Who keeps this room in memory: sockets from their upgrade on, and requests while they read. */
  holders = 0;
  #seq = -1;
  #view: RoomView | undefined;
  #wanted = -1;
  #refreshing = false;
  #stopped = false;
  /** The floor changed and devices don't know yet what that means for their owners. */
  #selvesDue = false;
  #snapshot: Buffer | undefined;

  constructor(db: Database, log: FastifyBaseLogger, meetingId: string) {
    this.#db = db;
    this.#log = log;
    this.meetingId = meetingId;
  }

  get seq(): number {
    return this.#seq;
  }

  get view(): RoomView | undefined {
    return this.#view;
  }

  /** Reads the first picture. False when there is no such meeting. */
  async load(): Promise<boolean> {
    if (this.#view !== undefined) return true;
    const row = await readRoom(this.#db, this.meetingId);
    if (row === undefined) return false;
    if (row.seq > this.#seq) this.#take(row.seq, viewOf(row));
    return true;
  }

  /** The newest picture as an encoded snapshot frame. */
  snapshot(): Buffer {
    if (this.#view === undefined) throw new Error('the room has no picture yet');
    this.#snapshot ??= encode({ type: 'snapshot', seq: this.#seq, view: this.#view });
    return this.#snapshot;
  }

  /** Somebody says the picture has reached `seq`: read it, at most ten times a second. */
  noticed(seq: number): void {
    if (seq > this.#wanted) this.#wanted = seq;
    this.#catchUp();
  }

  /** Somebody's standing changed: tell their own devices. */
  noticedSelf(personId: string): void {
    this.tellSelves(personId).catch((error: unknown) => {
      this.#log.error({ err: error }, 'a device was not told about itself');
      this.#selvesDue = true;
      setTimeout(() => {
        this.#catchUp();
      }, RETRY_MS);
    });
  }

  #catchUp(): void {
    if (!this.#refreshing) void this.#refresh();
  }

  get #behind(): boolean {
    return !this.#stopped && (this.#wanted > this.#seq || this.#selvesDue);
  }

  stop(): void {
    this.#stopped = true;
  }

  async #refresh(): Promise<void> {
    this.#refreshing = true;
    while (this.#behind) {
      const started = performance.now();
      let pause = TICK_MS;
      try {
        const row = await readRoom(this.#db, this.meetingId);
        // Sequence numbers never fall; an older picture than the one shown is not shown.
        if (row === undefined) break;
        if (row.seq > this.#seq) this.#show(row.seq, viewOf(row));
        if (this.#selvesDue) {
          this.#selvesDue = false;
          await this.tellSelves();
        }
      } catch (error) {
        this.#log.error({ err: error }, 'room not refreshed');
        this.#selvesDue = true;
        pause = RETRY_MS;
      }
      const left = pause - (performance.now() - started);
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    }
    // In one turn with the last look at what is wanted: nothing noticed in between gets lost.
    this.#refreshing = false;
  }

  #show(seq: number, view: RoomView): void {
    const before = this.#view;
    const prev = this.#seq;
    this.#take(seq, view);
    if (before === undefined) return;
    const sections = changedSections(before, view);
    const encoded = encode({ type: 'change', prev, seq, sections });
    for (const member of this.members) member.send(encoded, 'change');
    if (sections.round !== undefined || sections.meeting !== undefined) this.#selvesDue = true;
  }

  #take(seq: number, view: RoomView): void {
    this.#seq = seq;
    this.#view = view;
    this.#snapshot = undefined;
    if (seq > this.#wanted) this.#wanted = seq;
  }

  /** Tells devices what the floor means for their owners: all of them, or one person's. */
  async tellSelves(personId?: string): Promise<void> {
    const electors = [...this.members].filter(
      (member) =>
        member.elector !== null && (personId === undefined || member.elector === personId),
    );
    const ids = [...new Set(electors.map((member) => member.elector))].filter((id) => id !== null);
    if (ids.length === 0) return;
    const rows = await readSelves(this.#db, this.meetingId, ids);
    const encoded = new Map(
      rows.map((row) => [row.person_id, encode({ type: 'self', self: selfOf(row) })]),
    );
    for (const member of electors) {
      const frame = member.elector === null ? undefined : encoded.get(member.elector);
      if (frame !== undefined) member.send(frame, 'other');
    }
  }
}

/**
 * Encodes a frame after checking it against the contract: a frame that doesn't fit is a bug of ours. As bytes,
 * which thousands of sockets send without each making its own copy of the text.
 */
export function encode(frame: Frame): Buffer {
  return Buffer.from(JSON.stringify(ServerFrame.parse(frame)));
}
