import type { AssemblyKind } from '$domain/assemblyKind.ts';
import { MAJORITY_PROFILES } from '$domain/majority.ts';
import { QUORUM_PROFILES } from '$domain/quorum.ts';
import { hasMajority, type WritableKind } from './fields.ts';
import { presetScale } from './grading.ts';
import { indicatorOf, startingIndicator } from './indicators.ts';
import { itemId } from './items.ts';
import { usualMajority, usualQuorum } from './profiles.ts';

/** Whether a draft of this kind can't begin without a number of seats (名额), or of places to be given. */
export function asksSeats(kind: WritableKind): boolean {
  return kind === 'choose' || kind === 'election' || kind === 'rank';
}

/**
 * What a new draft of this kind starts from: one item without a name and the assembly's usual rules.
 * `seats` where they are asked for, null while nobody has said; `indicator` is what the one indicator of a scorecard is called.
 */
export function startingDefinition(
  kind: WritableKind,
  assembly: AssemblyKind,
  { seats, indicator }: { seats: number | null; indicator: string },
): object {
  return {
    kind,
    items: [{ id: itemId(0), title: '' }],
    quorum: usualQuorum(assembly),
    ...(hasMajority(kind) && { majority: usualMajority() }),
    ...ownOf(kind, seats, indicator),
  };
}

function ownOf(kind: WritableKind, seats: number | null, indicator: string): object {
  switch (kind) {
    case 'choose':
    case 'election':
    case 'rank':
      return { seats };
    case 'rating':
      return { scale: presetScale('S3') };
    case 'scorecard':
      return { indicators: [indicatorOf(startingIndicator('', indicator))] };
    case 'each':
    case 'package':
      return {};
  }
}

/**
 * What a by-election (补选) of one deputy by a constituency starts from: more than half of all its voters take part,
 * elected is who has more than half of those (选举法第四十五条). Its figures are entered (medium `figures`).
 */
export function byElection(): object {
  return {
    kind: 'election',
    items: [{ id: itemId(0), title: '' }],
    seats: 1,
    quorum: QUORUM_PROFILES.Q_VOTERS,
    majority: MAJORITY_PROFILES.M_1_2_GT_COLLECTED,
    shortfall: 'supplementary',
  };
}
