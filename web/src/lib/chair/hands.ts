import type { DecisionBody, Office } from '$contract/decisions/schemas.ts';
import type { RoomView, RoundState } from '$contract/room/schemas.ts';
import { decideByHands, HAND_MAJORITIES, type HandMajority } from '$domain/showOfHands.ts';
import type { z } from 'zod';
import { isReplaced, type AgendaEntry } from './rounds.ts';

/** What a decision by show of hands (举手表决) is about: the ballot rules, officers, anything else of procedure. */
export type DecisionKind = z.infer<typeof DecisionBody>['kind'];
export const DECISION_KINDS: readonly DecisionKind[] = ['rules', 'officers', 'procedure'];

/** The offices in the order in which they are read out. */
export const OFFICES: readonly Office[] = [
  'chief_scrutineer',
  'scrutineer',
  'chief_teller',
  'teller',
];
/** Those who count; they may change while a round is under way. */
export const TELLING: readonly Office[] = ['chief_teller', 'teller'];
export const CHIEFS: readonly Office[] = ['chief_scrutineer', 'chief_teller'];

/** Raised hands as they stand in the form; empty is null. */
export type Entered = {
  readonly for: number | null;
  readonly against: number | null;
  readonly abstain: number | null;
};
export type HandsRead =
  | {
      readonly ok: true;
      readonly hands: Raised;
      readonly notRaised: number;
      readonly passed: boolean;
    }
  | { readonly ok: false; readonly why: 'missing' | 'not_whole' }
  | { readonly ok: false; readonly why: 'too_many'; readonly over: number };
type Raised = { readonly for: number; readonly against: number; readonly abstain: number };

/** By what a decision may be taken, the usual one first. */
export const MAJORITIES = Object.keys(HAND_MAJORITIES) as HandMajority[];

/** Reads the form against the roll as it stands: how many raised no hand, and whether it passes. */
export function readHands(
  entered: Entered,
  roll: RoomView['roll'],
  majority: HandMajority = 'half_present',
): HandsRead {
  if (entered.for === null) return { ok: false, why: 'missing' };
  const hands = { for: entered.for, against: entered.against ?? 0, abstain: entered.abstain ?? 0 };
  const values = Object.values(hands);
  if (!values.every((value) => Number.isSafeInteger(value) && value >= 0)) {
    return { ok: false, why: 'not_whole' };
  }
  const { enrolled, present } = roll;
  const over = values.reduce((sum, value) => sum + value, 0) - present;
  if (over > 0) return { ok: false, why: 'too_many', over };
  const decided = decideByHands({
    enrolled,
    present,
    ...hands,
    majority: [...HAND_MAJORITIES[majority]],
  });
  if (!decided.ok) throw new Error(`figures that were checked break ${decided.error.path}`);
  return { ok: true, hands, notRaised: decided.value.notRaised, passed: decided.value.passed };
}

/** Approvals when everybody else present approves (其余全部赞成). */
export function restApproves(entered: Entered, { present }: RoomView['roll']): number {
  return Math.max(0, present - (entered.against ?? 0) - (entered.abstain ?? 0));
}

const UNDER_WAY: readonly RoundState[] = ['voting', 'closed', 'tallied', 'signed'];

/** The round during which officers can't change: they watch over it; null without one. */
export function officersBusy(agenda: readonly AgendaEntry[]): AgendaEntry | null {
  return (
    agenda.find((entry) => UNDER_WAY.includes(entry.state) && !isReplaced(agenda, entry)) ?? null
  );
}
