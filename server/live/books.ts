import { roundDefinition, type RoundDefinition } from '../domain/round/document.ts';
import { largestPaper } from '../contract/rounds/castable.ts';
import type { RollClass } from '../contract/common/roles.ts';
import type { Database } from '../platform/database.ts';
import { openedRound } from './votes.repo.ts';

/** What never changes of a round once it opened (V8): its rules and its electorate. */
export type RoundBook = {
  assemblyId: string;
  meetingId: string;
  roundId: string;
  openedAt: Date;
  definition: RoundDefinition;
  electors: ReadonlyMap<string, { class: RollClass; medium: 'tablet' | 'paper' }>;
  /** Whether papers carry their voter's class, because a rule counts a class apart. */
  keepsClass: boolean;
  /** Bytes of the largest paper on the wire. */
  paperBytes: number;
};

/** The books of opened rounds, read once each. Only what is frozen is kept, so nothing can grow stale. */
export class Books {
  readonly #books = new Map<string, Promise<RoundBook | undefined>>();
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The book of a round, or undefined while it hasn't opened (asked again next time). */
  async of(roundId: string): Promise<RoundBook | undefined> {
    const known = this.#books.get(roundId);
    if (known !== undefined) return known;
    const reading = this.#read(roundId);
    this.#books.set(roundId, reading);
    try {
      const book = await reading;
      if (book === undefined) this.#books.delete(roundId);
      return book;
    } catch (error) {
      this.#books.delete(roundId);
      throw error;
    } finally {
      // A hall has a few dozen rounds a day; an old one is simply read again.
      const oldest = this.#books.keys().next().value;
      if (this.#books.size > 100 && oldest !== undefined) this.#books.delete(oldest);
    }
  }

  async #read(roundId: string): Promise<RoundBook | undefined> {
    const row = await openedRound(this.#db, roundId);
    if (row === undefined) return undefined;
    const definition = roundDefinition.parse(row.definition);
    return {
      assemblyId: row.assembly_id,
      meetingId: row.meeting_id,
      roundId: row.id,
      openedAt: row.opened_at,
      definition,
      electors: row.electors,
      keepsClass: countsClasses(definition),
      paperBytes: largestPaper(definition),
    };
  }
}

/** Whether a rule of the round counts a class apart. Where none does, no paper says whose class it is. */
export function countsClasses(definition: RoundDefinition): boolean {
  return (
    definition.majority.some((rule) => 'class' in rule && rule.class !== undefined) ||
    (definition.kind === 'rating' && definition.weights !== undefined)
  );
}
