/**
 * Majorities (通过条件): approvals against a fraction of a base, always exact, all rules together.
 * Profiles are data; the sources are listed in docs/counting.md.
 */
import { fraction, parseFraction, reaches } from './fraction.ts';
import type { MajorityRule } from './round/rules.ts';

const half = { fraction: '1/2', strict: true } as const;

/** The profiles by name. All rules of a profile must hold. */
export const MAJORITY_PROFILES = {
  /** 全体过半数: decisions of a congress (地方组织法第二十五条); the default of a subdistrict too. */
  M_1_2_GT_ENROLLED: [{ base: 'enrolled', ...half }],
  /** 到会过半数. */
  M_1_2_GT_PRESENT: [{ base: 'present', ...half }],
  /** 参加投票的过半数: by-elections, invalid papers stay in the base (选举法第四十五条). */
  M_1_2_GT_COLLECTED: [{ base: 'collected', ...half }],
  /** 有效票过半数. */
  M_1_2_GT_VALID: [{ base: 'valid', ...half }],
  /** 双过半数: deputies for themselves, and two thirds of all papers. */
  M_DEPUTIES_AND_2_3: [
    { base: 'enrolled', ...half, class: 'deputy' },
    { base: 'collected', fraction: '2/3', strict: true },
  ],
  /** 另行选举: at least a third of the papers (选举法第四十五条). */
  M_1_3_GE_COLLECTED: [{ base: 'collected', fraction: '1/3', strict: false }],
  /** 得票多的当选: one approval is enough to pass. */
  M_PLURALITY: [],
} as const satisfies Record<string, readonly MajorityRule[]>;
export type MajorityProfile = keyof typeof MAJORITY_PROFILES;

/** Does one rule hold for these approvals and this base? */
export function majorityHolds(rule: MajorityRule, approvals: number, base: number): boolean {
  return reaches(fraction(approvals), parseFraction(rule.fraction), fraction(base), rule.strict);
}

/** Where a rule finds its figures; `null` where a figure is not known (yet). */
export type MajorityFigures = {
  /** Approvals, of one class where the rule names one. */
  readonly approvals: (rule: MajorityRule | null) => number | null;
  /** The size of the rule's base, or of the valid papers without a rule. */
  readonly base: (rule: MajorityRule | null) => number | null;
};

/**
 * Does an item pass? Every rule must hold; without a rule one approval is enough. `null` when a
 * figure that could still decide it is unknown.
 */
export function passes(rules: readonly MajorityRule[], figures: MajorityFigures): boolean | null {
  if (rules.length === 0) {
    const approvals = figures.approvals(null);
    return approvals === null ? null : approvals > 0;
  }
  let unknown = false;
  for (const rule of rules) {
    const approvals = figures.approvals(rule);
    const base = figures.base(rule);
    if (approvals === null || base === null) unknown = true;
    else if (!majorityHolds(rule, approvals, base)) return false;
  }
  return unknown ? null : true;
}
