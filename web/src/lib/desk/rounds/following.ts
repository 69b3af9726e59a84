import type { z } from 'zod';
import type { SuccessorBody } from '$contract/following/schemas.ts';
import type { Round } from '$contract/rounds/schemas.ts';
import type { Next, RoundResult } from '$domain/result.ts';

/** Why a round follows another: 再次投票, 另行票决, 重新投票. */
export type Origin = z.infer<typeof SuccessorBody>['origin'];

/** A round that can be made at one press, and how many seats it is about (none for a new vote). */
export type Following =
  | { readonly origin: 'revote' }
  | { readonly origin: 'runoff' | 'supplementary'; readonly seats: number };

/** What a round calls for: after the announcement what its result says, a new vote where it failed. */
export function followingOf(
  { state }: Pick<Round, 'state'>,
  result: RoundResult | null,
): Following | null {
  if (state === 'void' || state === 'inquorate') return { origin: 'revote' };
  if (state !== 'announced' && state !== 'published') return null;
  const next: Next = result !== null && 'next' in result ? (result.next ?? null) : null;
  if (next === null) return null;
  return next.kind === 'runoff' || next.kind === 'supplementary'
    ? { origin: next.kind, seats: next.seats }
    : null;
}

/** The re-vote whose result counts in place of this one's; one that never had a result only has a successor. */
export function replacementOf({
  state,
  replacedBy,
}: Pick<Round, 'state' | 'replacedBy'>): Round['replacedBy'] {
  return state === 'announced' || state === 'published' ? replacedBy : null;
}

/** Whether it may be voted on anew for a reason that is written down (由主席团决定重新投票). */
export function mayVoteAnew({ state }: Pick<Round, 'state'>): boolean {
  return state === 'closed' || state === 'signed' || state === 'announced' || state === 'published';
}
