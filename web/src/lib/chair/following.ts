import type { SuccessorBody } from '$contract/following/schemas.ts';
import type { RoundState } from '$contract/room/schemas.ts';
import type { RoundResult } from '$domain/result.ts';
import type { z } from 'zod';
import type { AgendaEntry } from './rounds.ts';

/** Why a round follows another: 再次投票, 另行票决, 重新投票. */
export type Origin = z.infer<typeof SuccessorBody>['origin'];

/**
 * The round that a result asks for: once it is announced a runoff or a supplementary round, and a new vote
 * where the round failed. Null when nothing has to follow or the result isn't known.
 */
export function originAsked(state: RoundState, result: RoundResult | null): Origin | null {
  switch (state) {
    case 'void':
    case 'inquorate':
      return 'revote';
    case 'announced':
    case 'published': {
      const next = result !== null && 'next' in result ? result.next : null;
      return next?.kind === 'runoff' || next?.kind === 'supplementary' ? next.kind : null;
    }
    case 'draft':
    case 'ready':
    case 'voting':
    case 'closed':
    case 'tallied':
    case 'signed':
      return null;
  }
}

/**
 * Whether the presidium may decide, for a reason that is written down, to vote anew (由主席团决定重新投票): of a
 * box that can't be counted and of a count that can't be corrected any more. A count that isn't signed yet
 * is made again instead.
 */
export function mayRevote(state: RoundState, successor: AgendaEntry | null): boolean {
  if (successor !== null) return false;
  return state === 'closed' || state === 'signed' || state === 'announced' || state === 'published';
}
