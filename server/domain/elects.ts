import { ofVoters } from './quorum.ts';
import type { RoundDefinition } from './round/definition.ts';

/**
 * Whether the round elects persons (选举), so that pages and papers speak of 候选人, 姓名, 当选 and 另行选举 and not of
 * 项目, 入选 and 另行票决: an election, or any round decided by the voters of a constituency, such as the later rounds of a
 * by-election. Asked here and nowhere else.
 */
export function electsPersons({ kind, quorum }: Pick<RoundDefinition, 'kind' | 'quorum'>): boolean {
  return kind === 'election' || (kind === 'choose' && ofVoters(quorum));
}
