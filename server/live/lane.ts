import type { BusyReason } from '../contract/room/socket.ts';
import type { Failure } from '../platform/failure.ts';
import type { CastRow } from './votes.repo.ts';

/** Votes written in one statement. */
const MAX_BATCH = 1_000;
/** Batches that the database may have in hand at once, from the second on only full ones. */
const MAX_WRITERS = 2;
/** Different casts of one person that may wait: a tablet has one, and nobody's flood is written one by one. */
const MAX_OF_ONE = 32;

export type Verdict =
  | { outcome: 'recorded' }
  | { outcome: 'refused'; failure: Failure }
  | { outcome: 'busy'; retryMs: number; reason?: BusyReason };

type Waiting = { row: CastRow; answers: ((answer: Verdict) => void)[] };

/**
 * The votes of one round on their way. Batches form by themselves: while one is being written, the rest waits. Only
 * when a whole batch waits does it go beside the one before: PostgreSQL works on its papers while the
 * other waits for the disk. The tally's row puts them in order.
 */
export class Lane {
  readonly #write: (rows: readonly CastRow[]) => Promise<Verdict[]>;
  readonly #done: () => void;
  /** In order of arrival; by person and cast, so that a frame sent twice waits once. */
  readonly #queue = new Map<string, Waiting>();
  /** What is being written, by person: another cast of theirs waits for the verdict. */
  readonly #inFlight = new Map<string, Waiting>();
  /** How many casts each person has waiting or being written. */
  readonly #ofPerson = new Map<string, number>();
  #writers = 0;

  constructor(write: (rows: readonly CastRow[]) => Promise<Verdict[]>, done: () => void) {
    this.#write = write;
    this.#done = done;
  }

  /** The verdict on a cast, later; undefined when its person has too many others waiting. */
  add(row: CastRow): Promise<Verdict> | undefined {
    const key = `${row.personId} ${row.castId}`;
    const written = this.#inFlight.get(row.personId);
    const twin = written?.row.castId === row.castId ? written : this.#queue.get(key);
    if (twin !== undefined) {
      return new Promise((resolve) => twin.answers.push(resolve));
    }
    const others = this.#ofPerson.get(row.personId) ?? 0;
    if (others >= MAX_OF_ONE) return undefined;
    this.#ofPerson.set(row.personId, others + 1);
    return new Promise((resolve) => {
      this.#queue.set(key, { row, answers: [resolve] });
      const full = this.#queue.size >= MAX_BATCH && this.#writers < MAX_WRITERS;
      if (this.#writers === 0 || full) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#writers += 1;
    // One turn of the event loop, so that votes that arrived together go together.
    await new Promise(setImmediate);
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) {
      const verdicts = await this.#write(batch.map(({ row }) => row));
      batch.forEach(({ row, answers }, index) => {
        const verdict = verdicts[index];
        if (verdict === undefined) throw new Error('a vote of the batch has no verdict');
        this.#inFlight.delete(row.personId);
        this.#leave(row.personId);
        for (const answer of answers) answer(verdict);
      });
    }
    this.#writers -= 1;
    if (this.#writers === 0) this.#done();
  }

  /** The next batch: the oldest waiting votes, one a person, nobody's whose other cast is being written. */
  #take(): Waiting[] {
    const batch: Waiting[] = [];
    // A second batch beside the first pays only when it is full.
    if (this.#inFlight.size > 0 && this.#queue.size < MAX_BATCH) return batch;
    for (const [key, waiting] of this.#queue) {
      if (batch.length >= MAX_BATCH) break;
      const { personId } = waiting.row;
      if (this.#inFlight.has(personId)) continue;
      this.#queue.delete(key);
      this.#inFlight.set(personId, waiting);
      batch.push(waiting);
    }
    return batch;
  }

  #leave(personId: string): void {
    const left = (this.#ofPerson.get(personId) ?? 0) - 1;
    if (left > 0) this.#ofPerson.set(personId, left);
    else this.#ofPerson.delete(personId);
  }
}
