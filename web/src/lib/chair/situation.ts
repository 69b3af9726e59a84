import type { z } from 'zod';
import type { RoomView, RoundState } from '$contract/room.ts';
import type { Round, RoundCount } from '$contract/rounds.ts';
import type { MeetingState } from '$domain/states/meeting.ts';
import { nextStepOf, type NextStep } from './next-step.ts';
import { quorumOf, type QuorumFigures } from './quorum.ts';
import { agendaOf, factsOf, roundAtHand, type AgendaEntry, type RoundFacts } from './rounds.ts';
import { stepsOf, type Step } from './steps.ts';

export type Count = z.infer<typeof RoundCount>;

/** What the page has heard, from the live picture and from answers to its own requests. */
export type Heard = {
  readonly view: RoomView;
  /** The meeting's state in the answer to an own act, which may come before the picture. */
  readonly answeredMeeting: MeetingState | null;
  readonly rounds: readonly Round[];
  readonly counts: Readonly<Record<string, Count>>;
  /** The round picked on the agenda, and what was on the floor then. */
  readonly choice: { readonly roundId: string; readonly floorId: string | null } | null;
};

/** How things stand for the presider: all that the page shows is read from here. */
export type Situation = {
  readonly meeting: MeetingState;
  readonly agenda: readonly AgendaEntry[];
  readonly floorId: string | null;
  readonly atHand: AgendaEntry | null;
  readonly round: RoundFacts | null;
  /** The quorum of the round at hand with the roll as it is now. */
  readonly quorum: QuorumFigures | null;
  /** The same with the roll as it was when the round opened. */
  readonly quorumAtOpening: QuorumFigures | null;
  readonly turnout: { readonly papers: number; readonly electors: number } | null;
  readonly count: Count | null;
  /** A count of the round at hand exists and isn't here yet. */
  readonly countMissing: boolean;
  readonly steps: readonly Step[];
  readonly next: NextStep;
};

/** Derives how things stand. The live picture decides wherever both it and an answer know something. */
export function situationOf(heard: Heard): Situation {
  const { view, rounds, choice } = heard;
  const meeting = furthestMeeting(view.meeting.state, heard.answeredMeeting);
  const agenda = agendaOf(view, rounds);
  const floorId = view.round?.id ?? null;
  // A choice lapses when anybody puts another round on the floor.
  const chosenId = choice?.floorId === floorId ? choice.roundId : null;
  const atHand = roundAtHand(agenda, floorId, chosenId);
  const round = atHand && factsOf(atHand, view.round, rounds);
  const quorum = round && quorumOf(round.definition, view.roll);
  const counted = atHand !== null && isCounted(atHand.state);
  const read = counted ? heard.counts[atHand.id] : undefined;
  // The signatures tell of a newer version than the one that was read.
  const count = read === undefined || read.version < (round?.signing?.version ?? 0) ? null : read;
  const shared = { meeting, agenda, quorum };
  return {
    ...shared,
    floorId,
    atHand,
    round,
    quorumAtOpening: round?.roll ? quorumOf(round.definition, round.roll) : null,
    turnout: turnoutOf(view, round, count),
    count,
    countMissing: counted && count === null,
    steps: stepsOf({ meeting, round: atHand?.state ?? null, quorate: quorum?.quorate ?? false }),
    next: nextStepOf({
      ...shared,
      round: atHand,
      signing: round?.signing ?? null,
      countRead: count !== null,
      followUp: count !== null && asksForMore(count),
    }),
  };
}

function furthestMeeting(live: MeetingState, answered: MeetingState | null): MeetingState {
  if (live === 'closed' || answered === 'closed') return 'closed';
  return answered === 'in_session' ? 'in_session' : live;
}

function isCounted(state: RoundState): boolean {
  switch (state) {
    case 'draft':
    case 'ready':
    case 'voting':
    case 'closed':
      return false;
    case 'inquorate':
    case 'void':
    case 'tallied':
    case 'signed':
    case 'announced':
    case 'published':
      return true;
  }
}

/** Papers and electors: live while the round is on the floor, afterwards as counted. */
function turnoutOf(
  { tally }: RoomView,
  round: RoundFacts | null,
  count: Count | null,
): Situation['turnout'] {
  if (round === null) return null;
  if (tally?.roundId === round.id) return { papers: tally.papers, electors: tally.electors };
  if (count === null || round.roll === null) return null;
  return { papers: count.result.papers.collected, electors: round.roll.issued };
}

/** Whether another round has to follow: a new one, one among the tied, or one for open seats. */
function asksForMore({ result }: Count): boolean {
  if (result.round !== 'valid') return true;
  if (!('items' in result)) return false;
  return result.next?.kind === 'runoff' || result.next?.kind === 'supplementary';
}
