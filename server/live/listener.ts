import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import { patientSocket } from '../platform/database.ts';
import { CHANNEL, Notice } from '../platform/notices.ts';

const GOODBYE_MS = 1_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Hears what other processes (and this one) changed, on a connection of its own that comes back by itself.
 * Notices can get lost while it is away: `onConnected` is called after each connection, so that the
 * listener's owner compares sequence numbers with the database. A connection on which nothing at all came
 * for `patienceMs` is given up: its owner calls `check` more often than that.
 */
export class Listener {
  readonly #url: string;
  readonly #log: FastifyBaseLogger;
  readonly #patienceMs: number;
  readonly #onNotice: (notice: Notice) => void;
  readonly #onConnected: () => void;
  #client: pg.Client | undefined;
  /** The one that has been asked for a sign of life and has not answered yet. */
  #asked: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE_MS;
  #stopped = false;

  constructor(
    url: string,
    log: FastifyBaseLogger,
    patienceMs: number,
    onNotice: (notice: Notice) => void,
    onConnected: () => void,
  ) {
    this.#url = url;
    this.#log = log;
    this.#patienceMs = patienceMs;
    this.#onNotice = onNotice;
    this.#onConnected = onConnected;
  }

  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'gongyi listener',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      stream: patientSocket(this.#patienceMs),
    });
    this.#client = client;
    let over = false;
    const lost = (error?: Error): void => {
      if (over) return;
      over = true;
      if (error !== undefined) this.#log.error({ err: error }, 'listening connection lost');
      client.end().catch((failure: unknown) => {
        this.#log.debug({ err: failure }, 'lost connection not closed cleanly');
      });
      this.#again();
    };
    client.on('error', lost);
    client.on('end', () => {
      lost();
    });
    client.on('notification', ({ channel, payload }) => {
      if (channel !== CHANNEL) return;
      const notice = Notice.safeParse(parseJson(payload));
      if (notice.success) this.#onNotice(notice.data);
      else this.#log.error('a notice that does not fit the contract');
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.#pause = FIRST_PAUSE_MS;
      this.#onConnected();
    } catch (error) {
      lost(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Asks for a sign of life, so that a connection that is one in name only is noticed. */
  check(): void {
    const client = this.#client;
    // One question at a time: a database that stands still is not asked again before it has answered.
    if (client === undefined || client === this.#asked) return;
    this.#asked = client;
    // Without an answer the socket gives up by itself and 'error' brings the connection back.
    client
      .query('select 1')
      .catch((error: unknown) => {
        this.#log.debug({ err: error }, 'listening connection gives no sign of life');
      })
      .finally(() => {
        if (this.#asked === client) this.#asked = undefined;
      });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    if (client === undefined) return;
    client.removeAllListeners('end');
    // A database that doesn't answer must not hold up whoever goes down.
    await Promise.race([client.end(), pause(GOODBYE_MS, undefined, { ref: false })]);
  }

  #again(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.start(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
