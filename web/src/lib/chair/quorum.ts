import { collectedEnough, neededFor, presentEnough } from '$domain/quorum.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';

/** 应到, 实到 and what the quorum asks of them, in persons. */
export type QuorumFigures = {
  readonly enrolled: number;
  readonly present: number;
  /** Least number present with which the quorum holds; 0 where the round asks for none. */
  readonly needed: number;
  readonly missing: number;
  readonly quorate: boolean;
  /** Papers needed where the quorum is of those who vote (参加投票的过半数); null where it isn't. */
  readonly papers: number | null;
};

/** The quorum of a round (法定人数) for these figures of the roll, by the rules that the server applies. */
export function quorumOf(
  definition: Pick<RoundDefinition, 'quorum'>,
  roll: { readonly enrolled: number; readonly present: number },
): QuorumFigures {
  const { enrolled, present } = roll;
  const needed = Math.max(
    0,
    ...definition.quorum
      .filter((rule) => rule.of === 'enrolled')
      .map((rule) => neededFor(rule, enrolled)),
  );
  const quorate = presentEnough(definition.quorum, { enrolled, present });
  return {
    enrolled,
    present,
    needed,
    missing: Math.max(0, needed - present),
    quorate,
    papers: papersNeeded(definition, { enrolled, papers: 0 })?.needed ?? null,
  };
}

/**
 * Papers needed where the quorum is of those who take part (参加投票的过半数) and known after voting
 * only; null where no rule asks for it.
 */
export function papersNeeded(
  definition: Pick<RoundDefinition, 'quorum'>,
  figures: { readonly enrolled: number; readonly papers: number },
): { needed: number; missing: number; reached: boolean } | null {
  const rules = definition.quorum.filter((rule) => rule.of === 'registered');
  if (rules.length === 0) return null;
  const { enrolled, papers } = figures;
  const needed = Math.max(...rules.map((rule) => neededFor(rule, enrolled)));
  const reached = collectedEnough(definition.quorum, { enrolled, collected: papers });
  return { needed, missing: Math.max(0, needed - papers), reached };
}
