/**
 * Quorum (法定人数): who must be present, or take part, for a round to stand. Profiles are data; the
 * sources are listed in docs/counting.md.
 */
import type { AssemblyKind } from './assemblyKind.ts';
import { fraction, parseFraction, reaches } from './fraction.ts';
import type { QuorumRule } from './round/rules.ts';
import type { Roll } from './round/roll.ts';

/** The profiles by name. All rules of a profile must hold. */
export const QUORUM_PROFILES = {
  /** 乡镇人民代表大会: two thirds of the deputies or more (地方组织法第十四条). */
  Q_2_3_GE: [{ of: 'enrolled', fraction: '2/3', strict: false }],
  /** 居民议事代表会议: 超过三分之二. */
  Q_2_3_GT: [{ of: 'enrolled', fraction: '2/3', strict: true }],
  /** 常务委员会、主席团: more than half of the members (地方组织法第五十一条). */
  Q_1_2_GT: [{ of: 'enrolled', fraction: '1/2', strict: true }],
  /** 选民直接选举: more than half of all voters take part (选举法第四十五条); known after voting. */
  Q_VOTERS: [{ of: 'registered', fraction: '1/2', strict: true }],
  /** 述职会等: none. */
  Q_NONE: [],
} as const satisfies Record<string, readonly QuorumRule[]>;
export type QuorumProfile = keyof typeof QUORUM_PROFILES;

/** What each kind of assembly starts from; the meeting's own rules decide. */
export function usualQuorum(kind: AssemblyKind): QuorumRule[] {
  return [...QUORUM_PROFILES[kind === 'town' ? 'Q_2_3_GE' : 'Q_2_3_GT']];
}

/**
 * Do the `enrolled` rules hold: enough persons present to open the round?
 * Takes numbers of persons; `registered` rules are not looked at, they are known after voting.
 */
export function presentEnough(
  rules: readonly QuorumRule[],
  figures: Pick<Roll, 'enrolled' | 'present'>,
): boolean {
  return rules.every((rule) => rule.of !== 'enrolled' || holds(rule, figures.present, figures));
}

/** Do the `registered` rules hold: enough papers collected of all who are enrolled? */
export function collectedEnough(
  rules: readonly QuorumRule[],
  figures: Pick<Roll, 'enrolled' | 'collected'>,
): boolean {
  return rules.every((rule) => rule.of !== 'registered' || holds(rule, figures.collected, figures));
}

/**
 * How a closed round stands, before any paper is looked at: `inquorate`, `void` (more papers
 * collected than issued: 收回多于发出，投票无效) or `valid`.
 */
export function standingOf(
  rules: readonly QuorumRule[],
  figures: Roll,
): 'inquorate' | 'void' | 'valid' {
  if (!presentEnough(rules, figures)) return 'inquorate';
  if (figures.collected > figures.issued) return 'void';
  return collectedEnough(rules, figures) ? 'valid' : 'inquorate';
}

/**
 * Whether the electors are the registered voters of a constituency (选区选民), not the roll of a meeting: their
 * quorum is of those registered.
 */
export function ofVoters(rules: readonly QuorumRule[]): boolean {
  return rules.some((rule) => rule.of === 'registered');
}

/** The least number present with which every `enrolled` rule holds; 0 where there is none. */
export function neededPresent(rules: readonly QuorumRule[], enrolled: number): number {
  return rules
    .filter((rule) => rule.of === 'enrolled')
    .reduce((most, rule) => Math.max(most, neededFor(rule, enrolled)), 0);
}

/** The least number of persons (or papers) that meets a rule with this many enrolled. */
export function neededFor(rule: QuorumRule, enrolled: number): number {
  const { num, den } = parseFraction(rule.fraction);
  const product = num * BigInt(enrolled);
  const floor = product / den;
  const exact = product % den === 0n;
  return Number(exact && !rule.strict ? floor : floor + 1n);
}

function holds(rule: QuorumRule, reached: number, figures: Pick<Roll, 'enrolled'>): boolean {
  return reaches(
    fraction(reached),
    parseFraction(rule.fraction),
    fraction(figures.enrolled),
    rule.strict,
  );
}
