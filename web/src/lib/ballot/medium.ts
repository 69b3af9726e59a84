import type { Medium, RoomRound, RoomView } from '$contract/room/schemas.ts';
import { ofVoters } from '$domain/quorum.ts';
import type { RoundDefinition } from '$domain/round/definition.ts';
import type { MessageKey } from '#lib/i18n/index.ts';
import type { z } from 'zod';

/** Nobody votes on a tablet: papers are entered one by one, or counted by hand and entered as figures. */
export function onPaperOnly(medium: z.infer<typeof Medium>): boolean {
  return medium === 'paper' || medium === 'figures';
}

/** Whether those who vote are a constituency's voters (选区选民), who are on no roll of the meeting. */
export function ofConstituency(round: {
  readonly medium: z.infer<typeof Medium>;
  readonly definition: Pick<RoundDefinition, 'quorum'>;
}): boolean {
  return round.medium === 'figures' && ofVoters(round.definition.quorum);
}

/** What the figures of the roll are called: 应到 and 实到, of voters 选民数 and 参加投票. */
export function rollNames({ quorum }: Pick<RoundDefinition, 'quorum'>): {
  enrolled: MessageKey;
  present: MessageKey;
} {
  return ofVoters(quorum)
    ? { enrolled: 'voters.registered', present: 'voters.tookPart' }
    : { enrolled: 'roll.enrolled', present: 'roll.present' };
}

/**
 * 应到 and 实到 of a round: as fixed at its opening; before it those of the earlier electorate, where it follows a round,
 * and of the meeting's roll otherwise.
 */
export function rollOfRound(
  view: Pick<RoomView, 'roll'>,
  round: Pick<z.infer<typeof RoomRound>, 'roll' | 'follows'>,
): { enrolled: number; present: number } {
  return round.roll ?? round.follows?.roll ?? view.roll;
}
