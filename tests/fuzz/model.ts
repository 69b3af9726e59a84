import { isDeepStrictEqual } from 'node:util';
import type { RoomTally, RoomView } from '../../server/contract/room/schemas.ts';
import type { SettleAnswer, Vote, VoteAnswer } from '../../server/contract/room/socket.ts';
import type { Facts } from './facts.ts';
import type { Pile } from './piles.ts';
import { Violation } from './violation.ts';

/** One attempt to vote: what left the device, and everything the server ever answered to it. */
export type Cast = {
  person: string;
  vote: Vote;
  /** `recorded`: acknowledged. `refused`: with the code. `never`: not recorded, and the round takes no more. */
  recorded: boolean;
  refused: string | undefined;
  never: boolean;
};

/** A picture that a page has shown. */
type Shown = { seq: number; view: RoomView; by: string };

/**
 * What is known from outside: what devices sent, what the server answered to whom, what pages showed. Nothing in
 * it is read from the server's memory.
 */
export class Model {
  readonly casts = new Map<string, Cast>();
  /** Pictures by sequence number, from every page on every process. */
  readonly shown = new Map<number, Shown>();
  /** Sums that were shown, by round and number of papers. */
  readonly sums = new Map<string, RoomTally['items']>();
  /** Rounds whose box the fuzzer has tampered with. */
  readonly spoiled = new Set<string>();
  /** The paper ballots of rounds as tellers have read them, or are about to; the newest last. */
  readonly piles = new Map<string, Pile[]>();
  /** The newest facts of the database. */
  facts: Facts = { seq: 0, floor: null, rounds: [] };
  /** Promises seen broken outside a step's own thread: in a socket's handler, a timer, an answer. */
  readonly broken: Violation[] = [];
  /** Counted for the report: a run in which nothing happens proves nothing. */
  readonly happened: Record<string, number> = {};

  /** Called with every acknowledgement, in the turn in which it came. */
  onRecorded: (cast: Cast) => void = () => undefined;

  note(what: string): void {
    this.happened[what] = (this.happened[what] ?? 0) + 1;
  }

  breaks(...of: ConstructorParameters<typeof Violation>): void {
    this.broken.push(new Violation(...of));
  }

  sent(person: string, vote: Vote): void {
    const known = this.casts.get(vote.castId);
    if (known === undefined) {
      const cast = { person, vote, recorded: false, refused: undefined, never: false };
      this.casts.set(vote.castId, cast);
    } else if (!isDeepStrictEqual(known.vote, vote)) {
      this.breaks('V10', 'a device sent the same cast id with another paper');
    }
  }

  /** V3: whatever was final stays so, by whichever process and way it is asked. */
  answered(answer: VoteAnswer | SettleAnswer): void {
    this.note(answer.outcome === 'refused' ? `refused ${answer.code}` : answer.outcome);
    const cast = this.casts.get(answer.castId);
    if (cast === undefined || answer.outcome === 'busy') return;
    if (answer.outcome === 'recorded') {
      cast.recorded = true;
      this.onRecorded(cast);
    }
    if (answer.outcome === 'refused') {
      // Before the opening "not open" is true and not final.
      const opened = this.#takesOrTookVotes(answer.roundId);
      if (answer.code !== 'round_not_open' || opened) cast.refused = answer.code;
    }
    if (answer.outcome === 'not_recorded' && !answer.open && this.#isClosed(answer.roundId)) {
      cast.never = true;
    }
    if (cast.recorded && (cast.refused !== undefined || cast.never)) {
      const { castId } = answer;
      this.breaks('V3', 'recorded and refused', { castId, refused: cast.refused ?? 'never' });
    }
  }

  /** V5: the same number is the same picture, on every screen of every process. */
  pictured(by: string, { seq, view }: { seq: number; view: RoomView }): void {
    const known = this.shown.get(seq);
    if (known === undefined) {
      this.shown.set(seq, { seq, view, by });
      return;
    }
    if (isDeepStrictEqual(known.view, view)) return;
    const sections = (Object.keys(view) as (keyof RoomView)[]).filter(
      (name) => !isDeepStrictEqual(view[name], known.view[name]),
    );
    const differ = sections.map((name) => [name, known.view[name], view[name]]);
    this.breaks(
      'V5',
      `two pictures with number ${String(seq)}, at ${known.by} and at ${by}`,
      differ,
    );
  }

  round(roundId: string) {
    return this.facts.rounds.find(({ id }) => id === roundId);
  }

  #takesOrTookVotes(roundId: string): boolean {
    const state = this.round(roundId)?.state;
    return state !== undefined && state !== 'draft' && state !== 'ready';
  }

  #isClosed(roundId: string): boolean {
    return this.#takesOrTookVotes(roundId) && this.round(roundId)?.state !== 'voting';
  }
}
