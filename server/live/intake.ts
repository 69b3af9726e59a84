import type { FastifyBaseLogger } from 'fastify';
import type { SettleAnswer, Vote, VoteAnswer } from '../contract/room/socket.ts';
import { acceptElectronic } from '../domain/paper.ts';
import { cellsOfPaper } from '../domain/tally.ts';
import {
  isStorageFull,
  isUnavailable,
  sqlState,
  violated,
  type Database,
} from '../platform/database.ts';
import { Collected } from '../platform/collected.ts';
import type { Failure } from '../platform/failure.ts';
import type { Books, RoundBook } from './books.ts';
import { ballotBox, type CastRow } from './box.ts';
import { Lane, type Verdict } from './lane.ts';
import { roundState } from './votes.repo.ts';

/** Votes that may be without their answer at once; beyond, a tablet is told to come again with the same cast id. */
const MAX_WAITING = 20_000;
/**
 * And their papers together, each as the largest that its round's rules allow, in bytes on the wire. A vote that waits
 * takes some 4 KB and twice its paper (measured): both limits together keep it at about 110 MB, where papers with
 * many scores alone could take over a gigabyte.
 */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;
/** When to come again after `busy`. */
const RETRY_MS = 1_000;
const BUSY = { outcome: 'busy', retryMs: RETRY_MS } as const;

/** Whose own vote it is; `renewedAt` is when the card was issued again that they signed in with. */
export type Voter = { personId: string; meetingId: string; renewedAt?: Date | null };

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
  /** What doubts are about, by `standingKey`: a whole hall may be in doubt at once. */
  readonly #standings: Collected<Standing>;
  #waiting = 0;
  #waitingBytes = 0;

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
    this.#standings = new Collected((keys) => readStandings(db, keys));
  }

  /**
   * Takes one person's vote and gives the final answer for its cast id. The same whether it came by
   * socket or by HTTP. Who the person is comes from the sign-in, never from the vote.
   */
  async cast(who: Voter, vote: Vote): Promise<VoteAnswer> {
    const named = { roundId: vote.roundId, castId: vote.castId };
    if (this.#waiting >= MAX_WAITING) return { ...BUSY, ...named };
    this.#waiting += 1;
    const verdict = await this.#decide(who, vote).catch((error: unknown): Verdict => {
      // Reading failed before anything was written: the tablet comes again.
      this.#log.error({ err: error }, 'vote not taken');
      return busy(error);
    });
    this.#waiting -= 1;
    if (verdict.outcome !== 'refused') return { ...verdict, ...named };
    const { code, detail } = verdict.failure;
    return { outcome: 'refused', ...named, code, ...(detail === undefined ? {} : { detail }) };
  }

  async #decide(who: Voter, vote: Vote): Promise<Verdict> {
    const book = await this.#books.of(vote.roundId);
    if (book === undefined) return refused({ code: 'round_not_open' });
    if (book.meetingId !== who.meetingId) return refused({ code: 'not_an_elector' });
    const elector = book.electors.get(who.personId);
    if (elector === undefined) return refused({ code: 'not_an_elector' });
    const { renewedAt = null } = who;
    if (renewedAt !== null && book.openedAt <= renewedAt) {
      return refused({ code: 'card_renewed' });
    }
    if (elector.medium === 'paper') return refused({ code: 'votes_on_paper' });
    if (this.#waitingBytes + book.paperBytes > MAX_WAITING_BYTES) return BUSY;
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
    this.#waitingBytes += book.paperBytes;
    const verdict = await (this.#lane(book).add(row) ?? BUSY);
    this.#waitingBytes -= book.paperBytes;
    return verdict;
  }

  #lane(book: RoundBook): Lane {
    let lane = this.#lanes.get(book.roundId);
    if (lane === undefined) {
      lane = new Lane(
        (rows) => this.#write(book, rows).catch((error: unknown) => this.#inDoubt(error, rows)),
        () => this.#lanes.delete(book.roundId),
      );
      this.#lanes.set(book.roundId, lane);
    }
    return lane;
  }

  /** Writes a batch; gives a verdict for each row, in order. */
  async #write(book: RoundBook, rows: readonly CastRow[]): Promise<Verdict[]> {
    try {
      const batch = await ballotBox.cast(this.#db, book.roundId, rows);
      if (batch.seq !== null) this.#onRecorded(book.meetingId, batch.seq);
      const others = rows.filter((row) => !batch.recorded.has(row.personId));
      const casts =
        others.length === 0
          ? new Map<string, string>()
          : await ballotBox.castsOf(
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
      if (!isAboutRows(error)) return this.#inDoubt(error, rows);
      // One paper can't be kept; the others of the batch must not suffer for it.
      const [row] = rows;
      if (rows.length === 1 && row !== undefined) return [await this.#refuseRow(book, row, error)];
      const half = Math.ceil(rows.length / 2);
      return [
        ...(await this.#write(book, rows.slice(0, half))),
        ...(await this.#write(book, rows.slice(half))),
      ];
    }
  }

  /**
   * Whether the batch was committed before the connection went is unknown here; the tablets send the same
   * cast ids again and get the truth.
   */
  #inDoubt(error: unknown, rows: readonly CastRow[]): Verdict[] {
    const code = sqlState(error);
    // What PostgreSQL says of an error may quote the statement's values: its code has to do.
    const why = code === undefined ? { err: error } : { code };
    this.#log.error({ ...why, votes: rows.length }, 'batch not acknowledged');
    return rows.map(() => busy(error));
  }

  /** The verdict on a row with which nothing could be written: somebody's receipt, or what can't be kept. */
  async #refuseRow(book: RoundBook, row: CastRow, error: unknown): Promise<Verdict> {
    const casts = await ballotBox.castsOf(this.#db, book.roundId, [row.personId]);
    const cast = casts.get(row.personId);
    if (cast === row.castId) return { outcome: 'recorded' };
    if (cast !== undefined) return refused({ code: 'already_voted' });
    if (violated(error) === 'paper_pkey') return refused({ code: 'receipt_taken' });
    this.#log.error({ code: sqlState(error) }, 'a paper that the database does not keep');
    return refused({ code: 'malformed' });
  }

  /**
   * What became of a cast: whether it is recorded, and whether the round still takes votes. Whoever asks is in
   * doubt, most likely because something is broken: where it still is, they are told to ask again.
   */
  async settle(personId: string, roundId: string, castId: string): Promise<SettleAnswer> {
    try {
      const standing = await this.#standings.of(standingKey(roundId, personId));
      const outcome = standing?.castId === castId ? 'recorded' : 'not_recorded';
      return { outcome, roundId, castId, open: standing?.state === 'voting' };
    } catch (error) {
      this.#log.error({ err: error }, 'a doubt not settled');
      return { ...busy(error), roundId, castId };
    }
  }
}

/** A person in a round: by which cast they are marked, if they are, and whether the round takes votes. */
type Standing = { state: string | undefined; castId: string | undefined };

function standingKey(roundId: string, personId: string): string {
  return `${roundId} ${personId}`;
}

async function readStandings(
  db: Database,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const asked = Map.groupBy(
    keys.map((key) => key.split(' ') as [string, string]),
    ([roundId]) => roundId,
  );
  const standings = new Map<string, Standing>();
  for (const [roundId, people] of asked) {
    const personIds = people.map(([, personId]) => personId);
    // The state first: once it says closed, no later vote can be recorded, so "not recorded" is final.
    const state = await roundState(db, roundId);
    const casts = await ballotBox.castsOf(db, roundId, personIds);
    for (const personId of personIds) {
      standings.set(standingKey(roundId, personId), { state, castId: casts.get(personId) });
    }
  }
  return standings;
}

/** Whether an error is about the data of single rows (SQLSTATE classes 22 and 23), not about the database. */
function isAboutRows(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error) ?? '');
}

/** When to come again after an error, and why. */
function busy(error: unknown): Extract<Verdict, { outcome: 'busy' }> {
  if (isUnavailable(error)) return { outcome: 'busy', retryMs: RETRY_MS, reason: 'unavailable' };
  const later = { outcome: 'busy' as const, retryMs: 5 * RETRY_MS };
  return isStorageFull(error) ? { ...later, reason: 'storage_full' } : later;
}

function refused(failure: Failure): Verdict {
  return { outcome: 'refused', failure };
}
