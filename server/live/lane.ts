import type { BusyReason } from '../contract/socket.ts';
import type { Failure } from '../platform/failure.ts';
import type { CastRow } from './votes.repo.ts';

/** Votes written in one statement. */
const MAX_BATCH = 1_000;
/** Different casts of one person that may wait: a tablet has one, and nobody's flood is written one by one. */
const MAX_OF_ONE = 32;

export type Verdict =
  | { outcome: 'recorded' }
  | { outcome: 'refused'; failure: Failure }
  | { outcome: 'busy'; retryMs: number; reason?: BusyReason };

type Waiting = { row: CastRow; answers: ((answer: Verdict) => void)[] };

/** The votes of one round on their way: one batch is being written, the rest waits. */
export class Lane {
  readonly #write: (rows: readonly CastRow[]) => Promise<Verdict[]>;
  readonly #done: () => void;
  /** In order of arrival; by person and cast, so that a frame sent twice waits once. */
  #queue = new Map<string, Waiting>();
  #inFlight = new Map<string, Waiting>();
  /** How many casts each person has waiting or being written. */
  readonly #ofPerson = new Map<string, number>();
  #running = false;

  constructor(write: (rows: readonly CastRow[]) => Promise<Verdict[]>, done: () => void) {
    this.#write = write;
    this.#done = done;
  }

  /** The verdict on a cast, later; undefined when its person has too many others waiting. */
  add(row: CastRow): Promise<Verdict> | undefined {
    const key = `${row.personId} ${row.castId}`;
    const twin = this.#inFlight.get(key) ?? this.#queue.get(key);
    if (twin !== undefined) {
      return new Promise((resolve) => twin.answers.push(resolve));
    }
    const others = this.#ofPerson.get(row.personId) ?? 0;
    if (others >= MAX_OF_ONE) return undefined;
    this.#ofPerson.set(row.personId, others + 1);
    return new Promise((resolve) => {
      this.#queue.set(key, { row, answers: [resolve] });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    // One turn of the event loop, so that votes that arrived together go together.
    await new Promise(setImmediate);
    let next = this.#begin();
    while (next !== undefined) {
      const { batch, written } = next;
      const verdicts = await written;
      // The next batch goes out before this one is answered: the database does not wait for a thousand answers.
      next = this.#begin();
      if (next !== undefined) await new Promise(setImmediate);
      for (const { row } of batch) this.#leave(row.personId);
      batch.forEach((waiting, index) => {
        const verdict = verdicts[index];
        if (verdict === undefined) throw new Error('a vote of the batch has no verdict');
        for (const answer of waiting.answers) answer(verdict);
      });
      // What came in while these were answered.
      next ??= this.#begin();
    }
    this.#running = false;
    this.#done();
  }

  /** Sends the next batch on its way; undefined when nothing waits. */
  #begin(): { batch: Waiting[]; written: Promise<Verdict[]> } | undefined {
    this.#inFlight = this.#nextBatch();
    const batch = [...this.#inFlight.values()];
    if (batch.length === 0) return undefined;
    return { batch, written: this.#write(batch.map((waiting) => waiting.row)) };
  }

  /** The oldest waiting votes, one a person: a second cast of somebody waits for the verdict on the first. */
  #nextBatch(): Map<string, Waiting> {
    const batch = new Map<string, Waiting>();
    const persons = new Set<string>();
    for (const [key, waiting] of this.#queue) {
      if (batch.size >= MAX_BATCH) break;
      if (persons.has(waiting.row.personId)) continue;
      persons.add(waiting.row.personId);
      batch.set(key, waiting);
      this.#queue.delete(key);
    }
    return batch;
  }

  #leave(personId: string): void {
    const left = (this.#ofPerson.get(personId) ?? 0) - 1;
    if (left > 0) this.#ofPerson.set(personId, left);
    else this.#ofPerson.delete(personId);
  }
}
