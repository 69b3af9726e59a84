import type { FastifyBaseLogger } from 'fastify';
import type { RoomView } from '../contract/room/schemas.ts';
import type { Database } from '../platform/database.ts';
import { Audience, type Member } from './audience.ts';
import { Selves } from './selves.ts';
import { readRoom, readSelves } from './view.repo.ts';
import { changedSections, viewOf } from './view.ts';

/** Screens get a new picture at most this often (milliseconds). */
const TICK_MS = 50;
/** After a failed read: come again. */
const RETRY_MS = 1_000;

/**
 * Tablets learn of mere counts (who came in, how many have voted) at most once in so many milliseconds for each of
 * them: telling one takes a tenth of that, and three thousand copies of a number must not cost the votes their time.
 */
const PACE_MS = 1;

/**
 * The picture of one meeting and those who watch it on this process. The picture is only ever read from
 * the database, whole and of one moment, so every process shows the same for the same sequence number (V5);
 * changes are sent as the sections that differ.
 */
export class Room {
  readonly #db: Database;
  readonly #log: FastifyBaseLogger;
  readonly meetingId: string;
  /** Who keeps this room in memory: sockets from their upgrade on, and requests while they read. */
  holders = 0;
  #seq = -1;
  #view: RoomView | undefined;
  #wanted = -1;
  #refreshing = false;
  #stopped = false;
  /** Projector, chair and desk: every picture. */
  #screens: Audience | undefined;
  /** The electors' own devices: the larger the hall, the slower the pace of counts. */
  #tablets: Audience | undefined;
  #tabletsShownAt = 0;
  #tabletsTimer: NodeJS.Timeout | undefined;
  readonly #selves: Selves;

  constructor(db: Database, log: FastifyBaseLogger, meetingId: string) {
    this.#db = db;
    this.#log = log;
    this.meetingId = meetingId;
    this.#selves = new Selves(
      (personId) => this.#tablets?.devices(personId) ?? new Map(),
      (personIds) => readSelves(db, meetingId, personIds),
    );
  }

  get seq(): number {
    return this.#seq;
  }

  get view(): RoomView | undefined {
    return this.#view;
  }

  /** Whether the picture shows an alarm in place of a result. */
  get differs(): boolean {
    const round = this.#view?.round;
    return round?.resultDiffers === true || round?.follows?.carried === null;
  }

  /** Reads the first picture. False when there is no such meeting. */
  async load(): Promise<boolean> {
    if (this.#view !== undefined) return true;
    const row = await readRoom(this.#db, this.meetingId);
    if (row === undefined) return false;
    if (row.seq > this.#seq) this.#take(row.seq, viewOf(row));
    return true;
  }

  /** Lets a device in. It must be sent `snapshotFor` it in the same turn. */
  join(member: Member): void {
    this.#audienceOf(member).join(member);
  }

  part(member: Member): void {
    this.#screens?.part(member);
    this.#tablets?.part(member);
  }

  /** What this device's audience sees now, as an encoded snapshot frame. */
  snapshotFor(member: Member): Buffer {
    return this.#audienceOf(member).snapshotFor(member);
  }

  #audienceOf(member: Member): Audience {
    const audience = member.elector === null ? this.#screens : this.#tablets;
    if (audience === undefined) throw new Error('the room has no picture yet');
    return audience;
  }

  /** Somebody says the picture has reached `seq`: read it, at most twenty times a second. */
  noticed(seq: number): void {
    if (seq > this.#wanted) this.#wanted = seq;
    this.#catchUp();
  }

  /** Somebody's standing changed, or everybody's with the floor: tell their own devices, until it could be read. */
  noticedSelf(personId?: string): void {
    this.tellSelves(personId).catch((error: unknown) => {
      this.#log.error({ err: error }, 'a device was not told about itself');
      setTimeout(() => {
        if (!this.#stopped) this.noticedSelf(personId);
      }, RETRY_MS);
    });
  }

  #catchUp(): void {
    if (!this.#refreshing) void this.#refresh();
  }

  get #behind(): boolean {
    return !this.#stopped && this.#wanted > this.#seq;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#tabletsTimer);
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
      } catch (error) {
        this.#log.error({ err: error }, 'room not refreshed');
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
    this.#take(seq, view);
    if (before === undefined) return;
    const { roll: _roll, tally: _tally, ...rest } = changedSections(before, view);
    this.#screens?.show(seq, view);
    this.#showTablets(Object.keys(rest).length > 0);
    if (rest.round !== undefined || rest.meeting !== undefined) this.noticedSelf();
  }

  /** Shows the tablets the newest picture: at once if it is `due`, otherwise when their pace allows. */
  #showTablets(due: boolean): void {
    const pace = (this.#tablets?.size ?? 0) * PACE_MS;
    const left = this.#tabletsShownAt + pace - performance.now();
    if (!due && left > 0) {
      this.#tabletsTimer ??= setTimeout(() => {
        this.#showTablets(true);
      }, left);
      return;
    }
    clearTimeout(this.#tabletsTimer);
    this.#tabletsTimer = undefined;
    this.#tabletsShownAt = performance.now();
    if (this.#view !== undefined) this.#tablets?.show(this.#seq, this.#view);
  }

  #take(seq: number, view: RoomView): void {
    this.#seq = seq;
    this.#view = view;
    this.#screens ??= new Audience(seq, view);
    this.#tablets ??= new Audience(seq, view);
    if (seq > this.#wanted) this.#wanted = seq;
  }

  /** Tells devices what the floor means for their owners: all of them, or one person's. */
  tellSelves(personId?: string): Promise<void> {
    return this.#selves.tell(personId);
  }
}
