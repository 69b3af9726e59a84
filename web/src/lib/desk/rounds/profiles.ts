import { MAJORITY_PROFILES, type MajorityProfile } from '$domain/majority.ts';
import { QUORUM_PROFILES, type QuorumProfile } from '$domain/quorum.ts';
import type { Kind } from '$domain/round/definition.ts';
import type { MajorityRule, QuorumRule } from '$domain/round/rules.ts';

/** The quorums a meeting may choose from; that of voters' elections only where one elects. */
export const QUORUM_CHOICES = [
  'Q_2_3_GE',
  'Q_2_3_GT',
  'Q_1_2_GT',
  'Q_VOTERS',
  'Q_NONE',
] as const satisfies readonly QuorumProfile[];

/** The majorities a meeting may choose from; that of another election only where one elects. */
export const MAJORITY_CHOICES = [
  'M_1_2_GT_ENROLLED',
  'M_1_2_GT_PRESENT',
  'M_1_2_GT_COLLECTED',
  'M_1_2_GT_VALID',
  'M_DEPUTIES_AND_2_3',
  'M_1_3_GE_COLLECTED',
  'M_PLURALITY',
] as const satisfies readonly MajorityProfile[];

export type QuorumChoice = (typeof QUORUM_CHOICES)[number];
export type MajorityChoice = (typeof MAJORITY_CHOICES)[number];

/** What is offered for this kind. */
export function quorumChoices(kind: Kind): readonly QuorumChoice[] {
  return QUORUM_CHOICES.filter((choice) => choice !== 'Q_VOTERS' || kind === 'election');
}
export function majorityChoices(kind: Kind): readonly MajorityChoice[] {
  return MAJORITY_CHOICES.filter(
    (choice) => choice !== 'M_1_3_GE_COLLECTED' || kind === 'election',
  );
}

/** Whether a rule counts a class apart (双过半数), which only tablets can: paper doesn't say whose it is. */
export function countsClasses(majority: readonly MajorityRule[], weights: object | null): boolean {
  return weights !== null || majority.some((rule) => rule.class !== undefined);
}

/** The profile that these rules are; null for rules of their own, which stay as they are. */
export function quorumChoiceOf(rules: readonly QuorumRule[]): QuorumChoice | null {
  return QUORUM_CHOICES.find((choice) => same(QUORUM_PROFILES[choice], rules)) ?? null;
}

/** The profile that these rules are; null for rules of their own, which stay as they are. */
export function majorityChoiceOf(rules: readonly MajorityRule[]): MajorityChoice | null {
  return MAJORITY_CHOICES.find((choice) => same(MAJORITY_PROFILES[choice], rules)) ?? null;
}

export { usualQuorum } from '$domain/quorum.ts';

/** Decisions of all enrolled by more than half, in towns by law and elsewhere by habit. */
export function usualMajority(): MajorityRule[] {
  return [...MAJORITY_PROFILES.M_1_2_GT_ENROLLED];
}

type Rule = Readonly<Record<string, unknown>>;

function same(a: readonly Rule[], b: readonly Rule[]): boolean {
  const text = (rules: readonly Rule[]) =>
    JSON.stringify(rules.map((rule) => Object.entries(rule).sort(([x], [y]) => (x < y ? -1 : 1))));
  return text(a) === text(b);
}
