import type { Answer, Failure } from '#lib/api/index.ts';

/**
 * `invalid`: what is there can't be sent yet. `failed`: it was not taken, and is tried again where that
 * can help. `stale`: somebody else changed the draft; nothing more is sent, so that nothing of theirs is lost.
 */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'invalid' | 'failed' | 'stale';

/** From the last keystroke to the saving: each saving is an entry in the log. */
const QUIET_MS = 2_000;
const RETRY_MS = 5_000;
/** Failures that pass by themselves. */
const PASSING: readonly Failure['code'][] = [
  'offline',
  'busy',
  'unavailable',
  'storage_full',
  'internal',
  'too_many_requests',
  'not_signed_in',
];

type Options<Body> = {
  version: number;
  save: (body: Body, version: number) => Promise<Answer<{ version: number }>>;
  /** Calls `run` after so many milliseconds; gives back its cancellation. */
  after: (ms: number, run: () => void) => () => void;
  onstate: (state: SaveState, failure: Failure | null) => void;
};

/** Keeps a draft on the server while it is written: one saving at a time, the newest text last. */
export class Autosave<Body> {
  readonly #options: Options<Body>;
  #version: number;
  #state: SaveState = 'saved';
  #newest: { readonly body: Body | null } | null = null;
  #cancel: (() => void) | null = null;
  #saving: Promise<void> | null = null;

  constructor(options: Options<Body>) {
    this.#options = options;
    this.#version = options.version;
  }

  get version(): number {
    return this.#version;
  }
  get state(): SaveState {
    return this.#state;
  }

  /** The draft was changed; null when it can't be sent as it stands. */
  change(body: Body | null): void {
    this.#newest = { body };
    if (this.#state === 'stale') return;
    this.#plan(QUIET_MS);
  }

  /** Sends now what waits. Gives whether the server has everything. */
  async flush(): Promise<boolean> {
    this.#unplan();
    while (this.#saving !== null) await this.#saving;
    if (this.#newest !== null && this.#newest.body !== null && this.#state !== 'stale')
      await this.#send();
    return this.#state === 'saved';
  }

  /** What waits is given up. */
  stop(): void {
    this.#unplan();
    this.#newest = null;
  }

  #plan(ms: number): void {
    this.#unplan();
    if (this.#newest === null) return;
    if (this.#newest.body === null) {
      this.#set('invalid', null);
      return;
    }
    if (this.#saving === null && this.#state !== 'failed') this.#set('waiting', null);
    this.#cancel = this.#options.after(ms, () => {
      this.#cancel = null;
      // A saving under way plans the next one itself.
      if (this.#saving === null) void this.#send();
    });
  }

  #unplan(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #send(): Promise<void> {
    this.#saving = this.#sending().finally(() => (this.#saving = null));
    return this.#saving;
  }

  async #sending(): Promise<void> {
    const sent = this.#newest;
    if (sent === null || sent.body === null) return;
    this.#set('saving', null);
    const answer = await this.#options.save(sent.body, this.#version);
    if (answer.ok) {
      this.#version = answer.value.version;
      if (this.#newest === sent) {
        this.#newest = null;
        this.#set('saved', null);
      } else this.#later(QUIET_MS);
      return;
    }
    if (answer.error.code === 'stale') {
      this.#unplan();
      this.#set('stale', answer.error);
      return;
    }
    this.#set('failed', answer.error);
    if (PASSING.includes(answer.error.code)) this.#later(RETRY_MS);
  }

  /** Once the saving under way has ended. */
  #later(ms: number): void {
    const waiting = this.#cancel !== null;
    if (this.#newest?.body === null) this.#set('invalid', null);
    else if (!waiting) {
      this.#cancel = this.#options.after(ms, () => {
        this.#cancel = null;
        if (this.#saving === null) void this.#send();
      });
    }
    if (this.#state === 'saving') this.#set('waiting', null);
  }

  #set(state: SaveState, failure: Failure | null): void {
    this.#state = state;
    this.#options.onstate(state, failure);
  }
}
