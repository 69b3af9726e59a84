import { ofVoters } from './quorum.ts';
import type { RoundDefinition } from './round/definition.ts';
import type { QuorumRule } from './round/rules.ts';

/** What has to be known of a round to say so. */
export type Elects = {
  readonly kind: RoundDefinition['kind'];
  readonly quorum: readonly QuorumRule[];
};

/**
 * Whether the round elects persons (选举), so that pages and papers speak of 候选人, 姓名, 当选 and 另行选举 and not of
 * 项目, 入选 and 另行票决: an election, or any round decided by the voters of a constituency, such as the later rounds of a
 * by-election. Asked here and nowhere else.
 */
export function electsPersons({ kind, quorum }: Elects): boolean {
  return kind === 'election' || (kind === 'choose' && ofVoters(quorum));
}

/** What is done by the vote: 选举 of persons, 测评 of work and people, 表决 (票选 or 票决) of everything else. */
export type BallotAct = 'election' | 'evaluation' | 'vote';

/** How the act, its ballot paper and its result are called: 选举结果, 测评结果, 表决结果. */
export function actOf(definition: Elects): BallotAct {
  if (electsPersons(definition)) return 'election';
  return definition.kind === 'rating' || definition.kind === 'scorecard' ? 'evaluation' : 'vote';
}
