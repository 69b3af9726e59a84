import type { z } from 'zod';
import type { BoxStatus } from '$contract/paper/schemas.ts';
import type { DecisionList } from '$contract/decisions/schemas.ts';
import type { Signatures } from '$contract/counting/schemas.ts';
import type { RoomView, RoundState } from '$contract/room/schemas.ts';
import type { Readiness, Round } from '$contract/rounds/schemas.ts';
import type { RoundCount } from '$contract/counting/schemas.ts';
import type { MeetingState } from '$domain/states/meeting.ts';
import { ofConstituency } from '../ballot/medium.ts';
import { followingOf, mayVoteAnew } from '$domain/following.ts';
import type { Origin } from '$domain/origin.ts';
import { nextStepOf, type NextStep } from './next-step.ts';
import { asAnswered, quorumOf, quorumOfConstituency, type QuorumFigures } from './quorum.ts';
import {
  agendaOf,
  factsOf,
  isReplaced,
  roundAtHand,
  successorOf,
  type AgendaEntry,
  type RoundFacts,
} from './rounds.ts';
import { stepsOf, type Step } from './steps.ts';

export type Count = z.infer<typeof RoundCount>;

export type ByRound<T> = Readonly<Record<string, T>>;

/** What the page has heard, from the live picture and from answers to its own requests. */
export type Heard = {
  readonly view: RoomView;
  /** The meeting's state in the answer to an own act, which may come before the picture. */
  readonly answeredMeeting: MeetingState | null;
  readonly rounds: readonly Round[];
  readonly counts: ByRound<Count>;
  readonly signatures: ByRound<z.infer<typeof Signatures>>;
  readonly boxes: ByRound<BoxStatus>;
  /** What opening a round that follows another would meet: its roll is the earlier one's. */
  readonly readiness: ByRound<z.infer<typeof Readiness>>;
  /** The meeting's decisions by show of hands; null while they aren't known. */
  readonly decisions: z.infer<typeof DecisionList> | null;
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
  /** The meeting's own, for its opening and for shows of hands. */
  readonly meetingQuorum: QuorumFigures;
  /** The quorum of the round at hand with the roll as it is now. */
  readonly quorum: QuorumFigures | null;
  /** The same with the roll as it was when the round opened. */
  readonly quorumAtOpening: QuorumFigures | null;
  readonly turnout: { readonly papers: number; readonly electors: number } | null;
  readonly count: Count | null;
  /** A count of the round at hand exists and isn't here yet. */
  readonly countMissing: boolean;
  /** Who must sign the count of the round at hand and who has (监票人签名); null where nobody must. */
  readonly signatures: z.infer<typeof Signatures> | null;
  /** How far the box of the round at hand is; null without paper ballots. */
  readonly box: BoxStatus | null;
  /** The round made to follow the one at hand, and the one that its result still asks for. */
  readonly successor: AgendaEntry | null;
  readonly follow: Origin | null;
  /** Open to the presidium beside the next step, for a reason that is written down. */
  readonly mayRevote: boolean;
  readonly mayRecount: boolean;
  readonly mayPublish: boolean;
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
  const quorum = round && quorumNow(round, heard);
  const counted = atHand !== null && isCounted(atHand.state);
  const read = counted ? heard.counts[atHand.id] : undefined;
  // The signatures tell of a newer version than the one that was read.
  const signatures =
    atHand && signsCount(atHand, round) ? (heard.signatures[atHand.id] ?? null) : null;
  const signing = round?.signing ?? signingOf(signatures);
  const count = read === undefined || read.version < (signing?.version ?? 0) ? null : read;
  const onPaper = round !== null && round.medium !== 'tablet';
  const box = atHand && onPaper ? (heard.boxes[atHand.id] ?? null) : null;
  const successor = atHand && successorOf(agenda, atHand.id);
  const asked = atHand && (followingOf(atHand.state, count?.result ?? null)?.origin ?? null);
  const meetingQuorum = quorumOf(view.meeting, view.roll);
  const resultDiffers = view.round?.id === atHand?.id && view.round?.resultDiffers === true;
  const shared = { meeting, agenda, quorum, meetingQuorum };
  return {
    ...shared,
    floorId,
    atHand,
    round,
    quorumAtOpening: round?.roll ? quorumOf(round.definition, round.roll) : null,
    turnout: turnoutOf(view, round, count),
    count,
    countMissing: counted && count === null,
    signatures,
    box,
    successor,
    // Nothing is voted on any more once the meeting is over.
    follow: successor === null && meeting === 'in_session' ? asked : null,
    mayRevote:
      atHand !== null &&
      meeting === 'in_session' &&
      successor === null &&
      mayVoteAnew(atHand.state),
    mayRecount: atHand?.state === 'tallied',
    mayPublish: atHand?.state === 'announced' && !isReplaced(agenda, atHand) && !resultDiffers,
    steps: stepsOf({
      meeting,
      round: atHand?.state ?? null,
      quorate: quorum?.quorate ?? false,
      rulesAdopted: heard.decisions?.decisions.some(isAdoption) ?? false,
      officersAppointed: (heard.decisions?.officers.length ?? 0) > 0,
    }),
    next: nextStepOf({
      ...shared,
      round: atHand,
      signing,
      signaturesRequired: round?.signaturesRequired ?? false,
      onPaper,
      box,
      countRead: count !== null,
      resultDiffers,
      countCurrent: count?.current ?? true,
      follow: asked,
    }),
  };
}

function isAdoption({ kind, passed }: z.infer<typeof DecisionList>['decisions'][number]): boolean {
  return kind === 'rules' && passed;
}

/** The quorum with the roll as it is now; a round that follows another has the roll of that one. */
function quorumNow(round: RoundFacts, { view, readiness, counts }: Heard): QuorumFigures {
  if (ofConstituency(round)) {
    return quorumOfConstituency(round.definition, view.roll, counts[round.id]?.roll ?? null);
  }
  if (round.predecessorId === null) return quorumOf(round.definition, view.roll);
  const own = round.roll ?? (view.round?.id === round.id ? view.round.follows?.roll : null);
  const live = quorumOf(round.definition, own ?? view.roll);
  const known = round.state === 'ready' && !own && readiness[round.id];
  return known ? asAnswered(live, known) : live;
}

function signsCount({ state }: AgendaEntry, round: RoundFacts | null): boolean {
  return (state === 'tallied' || state === 'signed') && round?.signaturesRequired === true;
}

/** The same figures as the live picture has, of a round that isn't on the floor. */
function signingOf(signatures: Situation['signatures']): RoundFacts['signing'] {
  if (signatures === null) return null;
  const { version, required, signed } = signatures;
  return { version, signed: signed.length, needed: required.length };
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
