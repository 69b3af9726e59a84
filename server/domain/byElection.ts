/**
 * A by-election of deputies by the voters of a constituency (补选), from figures: 选民数, 参加投票人数,
 * 有效票, 废票, and each candidate's votes (选举法第四十四、四十五条).
 */
import { z } from 'zod';
import { decideSeats, ranksOf } from './count/seats.ts';
import { percent } from './fraction.ts';
import { MAJORITY_PROFILES, passes } from './majority.ts';
import { err, ok, type Outcome } from './outcome.ts';
import { QUORUM_PROFILES, standingOf } from './quorum.ts';
import type { Next, ResultItem } from './result.ts';
import { refusalOf, type Refusal } from './round/refusal.ts';
import { wholeNumber } from './round/rules.ts';

const figures = z
  .strictObject({
    /** 选民数: voters registered in the constituency. */
    registered: wholeNumber,
    issued: wholeNumber,
    collected: wholeNumber,
    valid: wholeNumber,
    invalid: wholeNumber,
    seats: z.int().positive(),
    /** `runoff`: among those who tied. `supplementary` (另行选举): after too few were elected. */
    stage: z.enum(['first', 'runoff', 'supplementary']),
    candidates: z.array(
      z.strictObject({
        id: z.string().min(1),
        votes: wholeNumber,
        writeIn: z.boolean().default(false),
      }),
    ),
  })
  .superRefine(({ registered, issued, collected, valid, invalid, seats, candidates }, context) => {
    const refuse = (path: (string | number)[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    if (issued > registered) refuse(['issued'], `issued ${issued} exceeds voters ${registered}`);
    if (valid + invalid !== collected) {
      refuse(['valid'], `valid ${valid} + invalid ${invalid} is not collected ${collected}`);
    }
    candidates.forEach(({ votes }, index) => {
      if (votes > valid) refuse(['candidates', index, 'votes'], `more votes than valid ${valid}`);
    });
    const votes = candidates.reduce((sum, candidate) => sum + candidate.votes, 0);
    if (votes > seats * valid) {
      refuse(['candidates'], `${votes} votes exceed ${seats} seats × ${valid} valid papers`);
    }
  });
export type ByElectionFigures = z.input<typeof figures>;

/** What was found. Percentages are exact figures rounded once, `null` where the base is 0. */
export type ByElectionResult = {
  readonly round: 'valid' | 'void' | 'inquorate';
  /** 参选率: collected of registered. */
  readonly turnout: string | null;
  /** Valid of collected. */
  readonly validPercent: string | null;
  readonly candidates: readonly {
    readonly id: string;
    readonly votes: number;
    readonly percent: string | null;
    readonly rank: number;
    readonly outcome: ResultItem['outcome'];
  }[];
  readonly next: Next;
};

/**
 * Decides a by-election. More papers than were issued: void. Half of the voters or fewer took part:
 * not enough. Elected is who has more than half of the papers collected, invalid ones included; in a
 * supplementary election the most votes, but at least a third of the papers; in a runoff the most.
 */
export function decideByElection(input: ByElectionFigures): Outcome<ByElectionResult, Refusal> {
  const parsed = figures.safeParse(input);
  if (!parsed.success) return err(refusalOf(parsed.error));
  const { registered, issued, collected, valid, seats, stage, candidates } = parsed.data;
  const shared = {
    turnout: percent(collected, registered),
    validPercent: percent(valid, collected),
  };
  const round = standingOf(QUORUM_PROFILES.Q_VOTERS, {
    enrolled: registered,
    present: issued,
    issued,
    collected,
  });
  if (round !== 'valid') return ok({ round, ...shared, candidates: [], next: null });

  const rules = MAJORITY_PROFILES[PROFILE[stage]];
  const ranks = ranksOf(candidates.map(({ votes }) => votes));
  const decision = decideSeats(
    candidates.map(({ id, votes, writeIn }) => ({
      id,
      votes,
      passed: passes(rules, { approvals: () => votes, base: () => collected }) === true,
      writeIn,
    })),
    { seats, shortfall: 'supplementary', round: stage === 'first' ? 1 : 2 },
  );
  return ok({
    round,
    ...shared,
    candidates: candidates.map(({ id, votes }, index) => ({
      id,
      votes,
      percent: percent(votes, collected),
      rank: ranks[index] ?? candidates.length,
      outcome: decision.outcomes[index] ?? 'not_elected',
    })),
    next: decision.next,
  });
}

const PROFILE = {
  first: 'M_1_2_GT_COLLECTED',
  runoff: 'M_PLURALITY',
  supplementary: 'M_1_3_GE_COLLECTED',
} as const;
