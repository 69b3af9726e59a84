import { Client } from 'pg';
import type { Desk } from '../scripts/client/desk.ts';
import type { RoomSocket } from '../scripts/client/room-socket.ts';
import type { RoomView } from '../server/contract/room/schemas.ts';
import { CHANNEL, Notice } from '../server/platform/notices.ts';
import type { ServerFrame } from '../server/contract/room/socket.ts';
import type { Pictures } from './floors/echo.ts';
import type { Distribution } from './k6/plan.ts';
import { distributionOf } from './distribution.ts';

/** How many screens watch: the projectors, the presider, the office. */
const SCREENS = 10;
/** How often they are looked at (milliseconds): a screen's own clock for what it shows. */
const LOOK_MS = 5;
/** A `self` frame of a deputy with a name of four characters. */
const SELF_BYTES = 260;

type Change = Extract<ServerFrame, { type: 'change' }>;

/**
 * Screens that note how long after each commit they show it. The commit is heard from PostgreSQL itself, over
 * a listening connection of our own: its notice leaves with the commit, and carries the sequence number that
 * the screens' pictures carry too.
 */
export class Watch {
  readonly #listener: Client;
  readonly #screens: RoomSocket[];
  /** Commits that some screen has not shown yet, in order: sequence number and moment. */
  readonly #commits: { seq: number; at: number }[] = [];
  /** For each screen, how many of the commits it has shown. */
  readonly #shown: number[];
  readonly #lags: number[] = [];
  /** The changes that the first screen was sent. */
  readonly #changes: Change[];
  #timer: NodeJS.Timeout | undefined;

  private constructor(listener: Client, screens: RoomSocket[], changes: Change[]) {
    this.#listener = listener;
    this.#screens = screens;
    this.#shown = screens.map(() => 0);
    this.#changes = changes;
  }

  static async start(databaseUrl: string, chair: Desk, meetingId: string): Promise<Watch> {
    const listener = new Client(databaseUrl);
    await listener.connect();
    const changes: Change[] = [];
    const keep = (frame: ServerFrame): void => {
      if (frame.type === 'change') changes.push(frame);
    };
    const screens = Array.from({ length: SCREENS }, (_, index) =>
      chair.watch(meetingId, index === 0 ? { frame: keep } : {}),
    );
    for (const screen of screens) await screen.connect();
    const watch = new Watch(listener, screens, changes);
    listener.on('notification', ({ payload }) => {
      const notice = Notice.parse(JSON.parse(payload ?? ''));
      if (notice.type === 'room' && notice.meetingId === meetingId) {
        watch.#commits.push({ seq: notice.seq, at: performance.now() });
      }
    });
    await listener.query(`listen ${CHANNEL}`);
    watch.#timer = setInterval(() => {
      watch.#look();
    }, LOOK_MS);
    return watch;
  }

  #look(): void {
    const now = performance.now();
    this.#screens.forEach((screen, index) => {
      let shown = this.#shown[index] ?? 0;
      for (let next = this.#commits[shown]; next !== undefined; next = this.#commits[shown]) {
        if (screen.seq < next.seq) break;
        this.#lags.push(now - next.at);
        shown += 1;
      }
      this.#shown[index] = shown;
    });
  }

  /** Waits until every screen shows the round closed with so many papers; throws after `ms`. */
  untilClosed(papers: number, ms: number): Promise<unknown> {
    return this.#until(
      ({ round, tally }) => round?.state === 'closed' && tally?.papers === papers,
      ms,
    );
  }

  /** Waits until every screen shows so many present; throws after `ms`. */
  untilPresent(present: number, ms: number): Promise<unknown> {
    return this.#until(({ roll }) => roll.present === present, ms);
  }

  #until(test: (view: RoomView) => boolean, ms: number): Promise<unknown> {
    return Promise.all(this.#screens.map((screen) => screen.until(test, ms)));
  }

  /** The pictures of the voting, as the tablets were sent them. */
  pictures(): Pictures {
    const of = (section: 'round' | 'tally'): string | undefined => {
      const frame = this.#changes.findLast(({ sections }) =>
        section === 'round'
          ? sections.round?.state === 'voting'
          : !sections.round && sections.tally,
      );
      return frame === undefined ? undefined : JSON.stringify(frame);
    };
    const [opening, figures] = [of('round'), of('tally')];
    // As long as the frame that tells a tablet about its owner.
    const self = JSON.stringify({ type: 'self', self: 'x'.repeat(SELF_BYTES) });
    return { opening: opening === undefined ? [] : [opening, self], figures };
  }

  /** How long after a commit a screen showed it, for every commit and every screen (milliseconds). */
  lag(): Distribution | null {
    this.#look();
    return this.#lags.length === 0 ? null : distributionOf(this.#lags);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    for (const screen of this.#screens) screen.close();
    await this.#listener.end();
  }
}
