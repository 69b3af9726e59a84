/** Who is elected, who is tied, and what has to follow. Never decided by order or by lot. */
import type { Next, ResultItem } from '../result.ts';

/** One item at the decision: `votes` are approvals, or points in `rank`. */
export type Contender = {
  readonly id: string;
  readonly votes: number;
  readonly passed: boolean;
  /** Names written in never enter a supplementary round. */
  readonly writeIn: boolean;
};

/** How seats are filled. */
export type SeatRule = {
  /** Absent: everything that passes is elected. */
  readonly seats: number | undefined;
  /** What happens to open seats; `null` where the kind knows no shortfall. */
  readonly shortfall: 'supplementary' | 'vacant' | 'next_session' | null;
  /** 1 for the first round. */
  readonly round: number;
};

export type Decision = { readonly outcomes: ResultItem['outcome'][]; readonly next: Next };

/**
 * Decides the seats (地方组织法第二十九条, 选举法第四十五条). Outcomes come in the order of the
 * contenders, which itself decides nothing.
 */
export function decideSeats(contenders: readonly Contender[], rule: SeatRule): Decision {
  const passed = contenders.filter((contender) => contender.passed);
  const { seats } = rule;
  if (seats === undefined || passed.length <= seats) {
    const outcomes = contenders.map(({ passed }) => (passed ? 'elected' : 'not_elected'));
    const open = (seats ?? passed.length) - passed.length;
    return { outcomes, next: open > 0 ? fill(contenders, open, rule) : null };
  }
  const last = byVotes(passed)[seats - 1]?.votes ?? 0;
  const above = passed.filter(({ votes }) => votes > last).length;
  const level = passed.filter(({ votes }) => votes === last);
  const fits = above + level.length <= seats;
  const outcomes = contenders.map(({ passed, votes }) => {
    if (!passed || votes < last) return 'not_elected';
    return votes > last || fits ? 'elected' : 'tied';
  });
  if (fits) return { outcomes, next: null };
  return {
    outcomes,
    next: { kind: 'runoff', items: level.map(({ id }) => id), seats: seats - above },
  };
}

/** Fewer passed than there are seats (另行选举, 暂缺, 下次会议). */
function fill(contenders: readonly Contender[], open: number, rule: SeatRule): Next {
  if (rule.shortfall === null) return null;
  if (rule.shortfall === 'next_session') return { kind: 'next_session', seats: open };
  if (rule.shortfall === 'vacant' || rule.round > 1) return { kind: 'vacant', seats: open };
  const left = byVotes(contenders.filter(({ passed, writeIn }) => !passed && !writeIn));
  // One more than there are seats, so that there is a choice; whoever ties with the last joins.
  const last = left[Math.min(open, left.length - 1)];
  if (!last) return { kind: 'vacant', seats: open };
  const items = left.filter(({ votes }) => votes >= last.votes).map(({ id }) => id);
  return { kind: 'supplementary', items, seats: open };
}

/** Most votes first; equal votes keep the document's order, which only looks tidy. */
function byVotes(contenders: readonly Contender[]): Contender[] {
  return contenders.toSorted((a, b) => b.votes - a.votes);
}

/** Competition ranks, 1, 2, 2, 4, in the order of the votes given. */
export function ranksOf(votes: readonly number[]): number[] {
  const first = new Map<number, number>();
  votes
    .toSorted((a, b) => b - a)
    .forEach((vote, index) => {
      if (!first.has(vote)) first.set(vote, index + 1);
    });
  return votes.map((vote) => first.get(vote) ?? votes.length);
}
