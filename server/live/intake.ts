import type { FastifyBaseLogger } from 'fastify';
import type { Vote, VoteAnswer } from '../contract/socket.ts';
import { acceptElectronic } from '../domain/paper.ts';
import { cellsOfPaper } from '../domain/tally.ts';
import { isUnavailable, sqlState, violated, type Database } from '../platform/database.ts';
import type { Failure } from '../platform/failure.ts';
import type { Books, RoundBook } from './books.ts';
import { castBatch, castsOf, roundState, type CastRow } from './votes.repo.ts';

/** Votes that may wait at once; beyond, a tablet is told to come again with the same cast id. */
const MAX_WAITING = 20_000;
/** Votes written in one statement. */
const MAX_BATCH = 1_000;
/** When to come again after `busy`. */
const RETRY_MS = 1_000;

type Waiting = { row: CastRow; answers: ((answer: Verdict) => void)[] };
type Verdict =
  | { outcome: 'recorded' }
  | { outcome: 'refused'; failure: Failure }
  | { outcome: 'busy'; retryMs: number };

/**
 * The way of a vote from a parsed frame to the disk. Batches form by themselves: while one is being
 * written, the next collects. Nothing is kept here that the database doesn't have: an answer leaves only
 * after the commit (V1), and a vote whose answer got lost is asked about by its cast id (V3).
 */
export class Intake {
  readonly #db: Database;
  readonly #log: FastifyBaseLogger;
  readonly #books: Books;
  readonly #onRecorded: (meetingId: string, seq: number) => void;
  readonly #lanes = new Map<string, Lane>();
  #waiting = 0;

  constructor(
    db: Database,
    log: FastifyBaseLogger,
    books: Books,
    onRecorded: (meetingId: string, seq: number) => void,
  ) {
    this.#db = db;
    this.#log = log;
    this.#books = books;
    this.#onRecorded = onRecorded;
  }

  /**
   * Takes one person's vote and gives the final answer for its cast id. The same whether it came by
   * socket or by HTTP. Who the person is comes from the sign-in, never from the vote.
   */
  async cast(who: { personId: string; meetingId: string }, vote: Vote): Promise<VoteAnswer> {
    const named = { roundId: vote.roundId, castId: vote.castId };
    const verdict = await this.#decide(who, vote).catch((error: unknown): Verdict => {
      // Reading failed before anything was written: the tablet comes again.
      this.#log.error({ err: error }, 'vote not taken');
      return { outcome: 'busy', retryMs: RETRY_MS };
    });
    if (verdict.outcome !== 'refused') return { ...verdict, ...named };
    const { code, detail } = verdict.failure;
    return { outcome: 'refused', ...named, code, ...(detail === undefined ? {} : { detail }) };
  }

  async #decide(who: { personId: string; meetingId: string }, vote: Vote): Promise<Verdict> {
    if (this.#waiting >= MAX_WAITING) return { outcome: 'busy', retryMs: RETRY_MS };
    const book = await this.#books.of(vote.roundId);
    if (book === undefined) return refused({ code: 'round_not_open' });
    if (book.meetingId !== who.meetingId) return refused({ code: 'not_an_elector' });
    const elector = book.electors.get(who.personId);
    if (elector === undefined) return refused({ code: 'not_an_elector' });
    if (elector.medium === 'paper') return refused({ code: 'votes_on_paper' });
    const accepted = acceptElectronic(book.definition, vote.marks, vote.writeIns);
    if (!accepted.ok) {
      const { code, ...detail } = accepted.error;
      return refused({ code, detail });
    }
    const row: CastRow = {
      personId: who.personId,
      castId: vote.castId,
      receipt: vote.receipt,
      class: book.keepsClass ? elector.class : null,
      paper: accepted.value,
      cells: cellsOfPaper(book.definition, accepted.value.marks).map((cell) => cell + 1),
    };
    return this.#lane(book).add(row);
  }

  #lane(book: RoundBook): Lane {
    let lane = this.#lanes.get(book.roundId);
    if (lane === undefined) {
      lane = new Lane(
        (rows) => this.#write(book, rows).catch((error: unknown) => this.#inDoubt(error, rows)),
        (change) => (this.#waiting += change),
        () => this.#lanes.delete(book.roundId),
      );
      this.#lanes.set(book.roundId, lane);
    }
    return lane;
  }

  /** Writes a batch; gives a verdict for each row, in order. */
  async #write(book: RoundBook, rows: readonly CastRow[]): Promise<Verdict[]> {
    try {
      const batch = await castBatch(this.#db, book.roundId, rows);
      if (batch.seq !== null) this.#onRecorded(book.meetingId, batch.seq);
      const others = rows.filter((row) => !batch.recorded.has(row.personId));
      const casts =
        others.length === 0
          ? new Map<string, string>()
          : await castsOf(
              this.#db,
              book.roundId,
              others.map((row) => row.personId),
            );
      return rows.map((row): Verdict => {
        if (batch.recorded.has(row.personId)) return { outcome: 'recorded' };
        const cast = casts.get(row.personId);
        if (cast === row.castId) return { outcome: 'recorded' };
        return refused({ code: cast === undefined ? 'round_not_open' : 'already_voted' });
      });
    } catch (error) {
      if (sqlState(error) === '23505' && violated(error) === 'paper_pkey') {
        // Somebody's receipt is in the box already; the others of the batch must not suffer for it.
        const [row] = rows;
        if (rows.length === 1 && row !== undefined) return [await this.#receiptTaken(book, row)];
        const half = Math.ceil(rows.length / 2);
        return [
          ...(await this.#write(book, rows.slice(0, half))),
          ...(await this.#write(book, rows.slice(half))),
        ];
      }
      return this.#inDoubt(error, rows);
    }
  }

  /**
   * Whether the batch was committed before the connection went is unknown here; the tablets send the same
   * cast ids again and get the truth.
   */
  #inDoubt(error: unknown, rows: readonly CastRow[]): Verdict[] {
    this.#log.error({ err: error, votes: rows.length }, 'batch not acknowledged');
    const retryMs = isUnavailable(error) ? RETRY_MS : 5 * RETRY_MS;
    return rows.map(() => ({ outcome: 'busy', retryMs }));
  }

  async #receiptTaken(book: RoundBook, row: CastRow): Promise<Verdict> {
    const casts = await castsOf(this.#db, book.roundId, [row.personId]);
    const cast = casts.get(row.personId);
    if (cast === row.castId) return { outcome: 'recorded' };
    return refused({ code: cast === undefined ? 'receipt_taken' : 'already_voted' });
  }

  /** What became of a cast: whether it is recorded, and whether the round still takes votes. */
  async settle(personId: string, roundId: string, castId: string) {
    // The state first: once it says closed, no later vote can be recorded, so "not recorded" is final.
    const state = await roundState(this.#db, roundId);
    const casts = await castsOf(this.#db, roundId, [personId]);
    return {
      roundId,
      castId,
      outcome: casts.get(personId) === castId ? ('recorded' as const) : ('not_recorded' as const),
      open: state === 'voting',
    };
  }

  /** Resolves when every vote taken so far has its answer. */
  async drained(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.idle()));
  }
}

function refused(failure: Failure): Verdict {
  return { outcome: 'refused', failure };
}

/** The votes of one round on their way: one batch is being written, the rest waits. */
class Lane {
  readonly #write: (rows: readonly CastRow[]) => Promise<Verdict[]>;
  readonly #count: (change: number) => void;
  readonly #done: () => void;
  /** In order of arrival; by person and cast, so that a frame sent twice waits once. */
  #queue = new Map<string, Waiting>();
  #inFlight = new Map<string, Waiting>();
  #running: Promise<void> | undefined;

  constructor(
    write: (rows: readonly CastRow[]) => Promise<Verdict[]>,
    count: (change: number) => void,
    done: () => void,
  ) {
    this.#write = write;
    this.#count = count;
    this.#done = done;
  }

  add(row: CastRow): Promise<Verdict> {
    const key = `${row.personId} ${row.castId}`;
    return new Promise((resolve) => {
      const twin = this.#inFlight.get(key) ?? this.#queue.get(key);
      if (twin !== undefined) {
        twin.answers.push(resolve);
        return;
      }
      this.#queue.set(key, { row, answers: [resolve] });
      this.#count(1);
      this.#running ??= this.#run();
    });
  }

  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // One turn of the event loop, so that votes that arrived together go together.
    await new Promise(setImmediate);
    while (this.#queue.size > 0) {
      this.#inFlight = this.#nextBatch();
      const batch = [...this.#inFlight.values()];
      const verdicts = await this.#write(batch.map((waiting) => waiting.row));
      this.#inFlight = new Map();
      this.#count(-batch.length);
      batch.forEach((waiting, index) => {
        const verdict = verdicts[index];
        if (verdict === undefined) throw new Error('a vote of the batch has no verdict');
        for (const answer of waiting.answers) answer(verdict);
      });
    }
    this.#running = undefined;
    this.#done();
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
}
