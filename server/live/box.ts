import type { Paper } from '../domain/round/paper.ts';
import type { Connection, Database, Tx } from '../platform/database.ts';
import { readSlips, readTally, sealBox, setUpBox } from './box.repo.ts';
import { sweepTraces, type Swept } from './traces.repo.ts';
import { castBatch, castsOf, type BatchOutcome, type CastRow } from './votes.repo.ts';

export type { BatchOutcome, CastRow } from './votes.repo.ts';

/** One paper and the receipt it lies under. */
export type Slip = { receipt: string; paper: Paper };

/**
 * The ballot box (票箱) of a round, whole: everything that writes or reads who was marked (`roll_mark`), what was
 * cast (`paper`) and the running tally (`round_tally`) goes through here, but for the picture of the room, which
 * reads only what the display setting has let out. It takes people and papers in and gives back papers
 * without people; what it promises about that is docs/secrecy.md.
 *
 * `ballotBox` below trusts this server: `cast` sees person and paper together for a moment. A box that needs no
 * such trust (a blind signature under a paper that the server has not seen) replaces `cast` by two calls, one
 * that marks a person and signs, one that takes a signed paper from nobody in particular; sealing, papers, slips
 * and tally stay as they are, and nothing outside of the intake knows the difference.
 */
export type BallotBox = {
  /** Sets up the empty box, in the transaction that opens the round. */
  setUp: (
    tx: Tx,
    round: { assemblyId: string; id: string; cells: number; electors: number; shownGroup: number },
  ) => Promise<void>;
  /** Takes a batch of casts: all of it is on disk when this returns, or none (V1, V2, V4). */
  cast: (db: Connection, roundId: string, casts: readonly CastRow[]) => Promise<BatchOutcome>;
  /** By which casts these people are marked (V3); nothing about papers. */
  castsOf: (
    db: Connection,
    roundId: string,
    personIds: readonly string[],
  ) => Promise<Map<string, string>>;
  /** Seals the box, in the transaction that closes the round: nothing joins a mark to a paper any more (V7). */
  seal: (tx: Tx, roundId: string) => Promise<{ papers: number; marks: number }>;
  /** Removes from the disk what sealing left behind; outside any transaction, after the close and at the start. */
  sweep: (db: Database) => Promise<Swept>;
  /** What is in the box: papers under their receipts, in the order of receipts. */
  slips: (db: Connection, roundId: string) => Promise<Slip[]>;
  /** The running tally, for comparing it with the count (V6). */
  tally: (
    db: Connection,
    roundId: string,
  ) => Promise<{ papers: number; cells: number[]; electors: number } | undefined>;
};

/** The box as it is: two tables without anything in common, and one statement that fills them. */
export const ballotBox: BallotBox = {
  setUp: setUpBox,
  cast: castBatch,
  castsOf,
  seal: sealBox,
  sweep: sweepTraces,
  slips: async (db, roundId) => (await readSlips(db, roundId)) as Slip[],
  tally: readTally,
};
