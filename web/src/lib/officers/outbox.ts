import type { BoxStatus, EnteredPaper } from '$contract/paper/schemas.ts';
import type { Answer, Failure } from '../api/failure.ts';

/** Failures that pass by themselves: what waits is sent again. */
const PASSING: readonly Failure['code'][] = [
  'offline',
  'busy',
  'unavailable',
  'storage_full',
  'too_many_requests',
  'not_signed_in',
];

type World = {
  send: (position: number, paper: EnteredPaper) => Promise<Answer<BoxStatus>>;
  /** Calls `run` after so many milliseconds; gives back its cancellation. */
  after: (ms: number, run: () => void) => () => void;
  /** Something changed: papers, waiting, or the failure. */
  onchange: () => void;
  onstatus: (status: BoxStatus) => void;
};
const RETRY_MS = 3_000;

/**
 * One teller's own pile. A paper counts as entered at once, so that nobody waits between two sheets; it is
 * sent behind, one after the other in the order of the pile, and again until the server has it.
 */
export class Outbox {
  readonly #world: World;
  readonly #papers: EnteredPaper[];
  readonly #waiting: number[] = [];
  #sending = false;
  #failure: Failure | null = null;
  #cancel: (() => void) | null = null;

  constructor(papers: readonly EnteredPaper[], world: World) {
    this.#papers = [...papers];
    this.#world = world;
  }

  /** In the order of the pile; the first is place 1. */
  get papers(): readonly EnteredPaper[] {
    return this.#papers;
  }
  /** Places that the server doesn't have yet. */
  get waiting(): readonly number[] {
    return this.#waiting;
  }
  /** Why the first that waits was not taken. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** Puts in the paper at a place, new or corrected. Places are filled without gaps. */
  put(position: number, paper: EnteredPaper): void {
    if (position < 1 || position > this.#papers.length + 1)
      throw new RangeError('a gap in the pile');
    this.#papers[position - 1] = paper;
    if (!this.#waiting.includes(position)) this.#waiting.push(position);
    this.#world.onchange();
    void this.#work();
  }

  /** The server took the last paper away. */
  removed(): void {
    this.#papers.pop();
    this.#world.onchange();
  }

  /** Tries at once what failed. */
  retry(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#failure = null;
    void this.#work();
  }

  /** The page is left. */
  close(): void {
    this.#cancel?.();
    this.#sending = true;
  }

  async #work(): Promise<void> {
    if (this.#sending || this.#failure !== null) return;
    this.#sending = true;
    for (;;) {
      const position = this.#waiting[0];
      const paper = position === undefined ? undefined : this.#papers[position - 1];
      if (position === undefined || paper === undefined) break;
      const answer = await this.#world.send(position, paper);
      if (!answer.ok) {
        this.#failure = answer.error;
        if (PASSING.includes(answer.error.code)) {
          this.#cancel = this.#world.after(RETRY_MS, () => this.retry());
        }
        break;
      }
      // Corrected while it was on its way: it goes once more.
      if (this.#papers[position - 1] === paper) this.#waiting.shift();
      this.#world.onstatus(answer.value);
      this.#world.onchange();
    }
    this.#sending = false;
    this.#world.onchange();
  }
}
