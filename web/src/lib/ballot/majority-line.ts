import { neededFor } from '$domain/quorum.ts';
import { parseFraction } from '$domain/fraction.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import type { MajorityBase, MajorityRule } from '$domain/round/rules.ts';

/** Sizes of the bases that are known now; those of papers only once there are some. */
export type Bases = { readonly [B in MajorityBase]?: number | undefined };

export type MajorityLine = {
  readonly rule: MajorityRule;
  readonly base: number;
  /** Least number of approvals that passes. */
  readonly needed: number;
  /** Where the line is drawn on a bar of approvals, in votes: 22.5 for more than half of 45. */
  readonly at: number;
};

/**
 * The line that a ballot's bars show: of the first majority rule about all papers whose base is known.
 * None for a plurality. The decision itself is the server's, from exact fractions; only the drawing
 * uses a floating-point number.
 */
export function majorityLine(definition: RoundDefinition, bases: Bases): MajorityLine | null {
  for (const rule of definition.majority) {
    const base = bases[rule.base];
    if (rule.class !== undefined || base === undefined) continue;
    const { num, den } = parseFraction(rule.fraction);
    const needed = neededFor({ of: 'enrolled', ...rule }, base);
    return { rule, base, needed, at: (Number(num) * base) / Number(den) };
  }
  return null;
}
