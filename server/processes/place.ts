import { err, ok, type Outcome } from '../domain/outcome.ts';
import { howOf, type Child } from './child.ts';

/** Pauses (milliseconds) before a process that died is started again: they grow while it goes on dying. */
const PAUSE_MS = { first: 250, most: 30_000 };
/** One that ran for so long has recovered: its next end is a first one again. */
const STEADY_MS = 60_000;

export type PlaceOptions = {
  /** Which of the processes, from 1 on. */
  number: number;
  start: () => Child;
  say: (line: string) => void;
  /** Told of each start that failed, with the reason. */
  onFailure: (reason: string) => void;
  /** Told of each process that takes connections. */
  onListening: () => void;
};

/** One of the server processes, whichever it is at the moment: started again when it dies, replaced on demand. */
export class Place {
  readonly #number: number;
  readonly #start: () => Child;
  readonly #say: (line: string) => void;
  readonly #onFailure: (reason: string) => void;
  readonly #onListening: () => void;
  readonly #alive = new Set<Child>();
  #current: Child | undefined;
  #currentSince = 0;
  #pause = PAUSE_MS.first;
  #timer: NodeJS.Timeout | undefined;
  #told = '';
  #starting: Promise<Outcome<null, string>> | undefined;
  #stopped = false;

  constructor(options: PlaceOptions) {
    this.#number = options.number;
    this.#start = options.start;
    this.#say = options.say;
    this.#onFailure = options.onFailure;
    this.#onListening = options.onListening;
  }

  /** Whether connections can reach it. */
  get listens(): boolean {
    return this.#current !== undefined && !this.#current.hasEnded();
  }

  /**
   * Starts a process here; it takes the place once it listens. Gives the reason when it doesn't. Where one
   * is being started already, that one's outcome.
   */
  fill(): Promise<Outcome<null, string>> {
    this.#starting ??= this.#launch().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  /**
   * Puts a new process in the place of the one that is there: that one goes on until the new one listens,
   * then answers what it has and ends. It stays where the new one doesn't start.
   */
  async replace(): Promise<Outcome<null, string>> {
    await this.#starting;
    clearTimeout(this.#timer);
    const before = this.#current;
    const filled = await this.fill();
    if (filled.ok) await before?.stop();
    else if (!this.listens) this.#again();
    return filled;
  }

  /** Starts it unless it runs, and goes on trying when it doesn't start. */
  async keep(): Promise<void> {
    if (this.listens) return;
    const filled = await this.fill();
    if (!filled.ok) this.#again();
  }

  /** Ends whatever runs here, each after it answered what it has. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await Promise.all([...this.#alive].map((child) => child.stop()));
  }

  async #launch(): Promise<Outcome<null, string>> {
    if (this.#stopped) return err('the server is stopping');
    const child = this.#start();
    this.#alive.add(child);
    void child.ended.then(() => this.#alive.delete(child));
    const listening = await child.listening;
    if (!listening.ok) {
      if (this.#stopped) return listening;
      if (listening.error !== this.#told) {
        this.#say(`Process ${String(this.#number)} does not start: ${listening.error}`);
      }
      this.#told = listening.error;
      this.#onFailure(listening.error);
      return listening;
    }
    this.#told = '';
    this.#current = child;
    this.#currentSince = performance.now();
    this.#onListening();
    void this.#watch(child);
    return ok(null);
  }

  /** Waits for the end of a process; one that nobody asked for is followed by a new start. */
  async #watch(child: Child): Promise<void> {
    void child.hung.then(() => {
      this.#say(
        `Process ${String(this.#number)} (pid ${String(child.pid)}) hangs: it no longer answers, and is killed`,
      );
    });
    const exit = await child.ended;
    if (child.asked() || this.#stopped) return;
    if (this.#current !== child) return;
    if (performance.now() - this.#currentSince > STEADY_MS) this.#pause = PAUSE_MS.first;
    this.#say(
      `Process ${String(this.#number)} (pid ${String(child.pid)}) ended unexpectedly (${howOf(exit)}); ` +
        'the others go on, and it is started again',
    );
    this.#again();
  }

  #again(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, PAUSE_MS.most);
  }
}
