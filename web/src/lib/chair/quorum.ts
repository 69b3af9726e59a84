import type { z } from 'zod';
import type { Readiness } from '$contract/rounds/schemas.ts';
import {
  collectedEnough,
  neededFor,
  neededPresent,
  ofVoters,
  presentEnough,
} from '$domain/quorum.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';

/** 应到, 实到 and what the quorum asks of them, in persons. */
export type QuorumFigures = {
  readonly enrolled: number;
  readonly present: number;
  /** Least number present with which the quorum holds; 0 where the round asks for none. */
  readonly needed: number;
  readonly missing: number;
  readonly quorate: boolean;
  /** Whether the quorum is of those who vote (参加投票的过半数), and so known after voting only. */
  readonly afterVoting: boolean;
  /** Papers needed for that; null where it isn't so, or while nobody knows how many voters there are. */
  readonly papers: number | null;
  /** The voters of a constituency vote, who are on no roll: nothing that stands on it decides. */
  readonly constituency: boolean;
};

/** The quorum of a round (法定人数) for these figures of the roll, by the rules that the server applies. */
export function quorumOf(
  definition: Pick<RoundDefinition, 'quorum'>,
  roll: { readonly enrolled: number; readonly present: number },
): QuorumFigures {
  const { enrolled, present } = roll;
  const needed = neededPresent(definition.quorum, enrolled);
  const quorate = presentEnough(definition.quorum, { enrolled, present });
  return {
    enrolled,
    present,
    needed,
    missing: Math.max(0, needed - present),
    quorate,
    afterVoting: ofVoters(definition.quorum),
    papers: papersNeeded(definition, { enrolled, papers: 0 })?.needed ?? null,
    constituency: false,
  };
}

/** The same where a constituency votes; how many voters it has is counted with the papers (`counted`). */
export function quorumOfConstituency(
  definition: Pick<RoundDefinition, 'quorum'>,
  roll: { readonly enrolled: number; readonly present: number },
  counted: { readonly enrolled: number } | null,
): QuorumFigures {
  const papers = counted && (papersNeeded(definition, { ...counted, papers: 0 })?.needed ?? null);
  const afterVoting = definition.quorum.filter((rule) => rule.of === 'registered');
  return { ...quorumOf({ quorum: afterVoting }, roll), papers, constituency: true };
}

/** The quorum as the server answers that opening would meet it now. */
export function asAnswered(
  quorum: QuorumFigures,
  answer: z.infer<typeof Readiness>,
): QuorumFigures {
  if (quorum.constituency) return quorum;
  const { enrolled, present, needed, quorate } = answer;
  return { ...quorum, enrolled, present, needed, quorate, missing: Math.max(0, needed - present) };
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
