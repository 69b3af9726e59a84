import type { RoundState } from '$contract/room/schemas.ts';
import type { MeetingState } from '$domain/states/meeting.ts';

/** The ceremony of a round in its order (会议程序), as far as the presider acts in it. */
export const STEPS = [
  'start', // 宣布会议开始
  'rules', // 通过票决办法（举手）
  'officers', // 通过监票人、计票人（举手）
  'present', // 说明表决事项
  'quorum', // 核对人数
  'open', // 开始投票
  'close', // 关闭票箱
  'count', // 计票
  'announce', // 宣布结果
  'publish', // 公布
] as const;
export type StepId = (typeof STEPS)[number];

/** `dropped`: not held, because the round or the meeting ended before. `optional`: may be held, holds up nothing. */
export type StepStatus = 'done' | 'now' | 'ahead' | 'dropped' | 'optional';
export type Step = { readonly id: StepId; readonly status: StepStatus };

/** What the steps are derived from. */
export type Standing = {
  readonly meeting: MeetingState;
  /** The state of the round at hand; null without one. */
  readonly round: RoundState | null;
  /** Whether enough are present now; only looked at before the round opens. */
  readonly quorate: boolean;
  /** Decided by show of hands (举手表决) at this meeting. */
  readonly rulesAdopted: boolean;
  readonly officersAppointed: boolean;
};

/** The checklist for the round at hand. At most one step is `now`, and every step before it is done or optional. */
export function stepsOf(standing: Standing): Step[] {
  const { meeting, round } = standing;
  const reached = STEPS.indexOf(currentStep(standing));
  const statusOf = (id: StepId, index: number): StepStatus => {
    if (meeting === 'preparing') return index === 0 ? 'now' : 'ahead';
    if (id === 'rules' || id === 'officers') return decided(id, standing);
    if (index < reached || round === 'published') return 'done';
    if (endsHere(standing)) return 'dropped';
    return index === reached ? 'now' : 'ahead';
  };
  return STEPS.map((id, index) => ({ id, status: statusOf(id, index) }));
}

function decided(id: 'rules' | 'officers', standing: Standing): StepStatus {
  if (id === 'rules' ? standing.rulesAdopted : standing.officersAppointed) return 'done';
  return standing.meeting === 'closed' ? 'dropped' : 'optional';
}

/** Nothing more follows: the round failed, or the meeting ended before it was opened. */
function endsHere({ meeting, round }: Standing): boolean {
  if (round === 'inquorate' || round === 'void') return true;
  return meeting === 'closed' && (round === null || round === 'draft' || round === 'ready');
}

function currentStep({ round, quorate }: Standing): StepId {
  switch (round) {
    case null:
    case 'draft':
      return 'present';
    case 'ready':
      return quorate ? 'open' : 'quorum';
    case 'voting':
      return 'close';
    case 'closed':
      return 'count';
    case 'tallied':
    case 'signed':
    case 'inquorate':
    case 'void':
      return 'announce';
    case 'announced':
    case 'published':
      return 'publish';
  }
}
