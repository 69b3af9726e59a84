import type { RoundState } from '$contract/room/schemas.ts';
import type { MeetingState } from '$domain/states/meeting.ts';
import type { BoxStatus } from '$contract/paper/schemas.ts';
import type { Origin } from '$domain/origin.ts';
import type { QuorumFigures } from './quorum.ts';
import {
  isReplaced,
  isUnfinished,
  nextReady,
  roundInTheWay,
  successorOf,
  type AgendaEntry,
  type RoundFacts,
} from './rounds.ts';

/** What the presider can do to a round, and to the meeting. */
export type RoundAct = 'present' | 'open' | 'close' | 'count' | 'announce' | 'publish';
export type MeetingAct = 'start' | 'end';
/** `follow` makes the round that follows from a result. */
export type Act = RoundAct | MeetingAct | 'follow';

/** Why the next step can't be taken now, with the figures or the round that stand against it. */
export type Obstacle =
  | ({ readonly code: 'quorum_missing' } & QuorumFigures)
  | { readonly code: 'nobody_present' }
  | { readonly code: 'count_unread' }
  | { readonly code: 'result_differs' }
  | { readonly code: 'signatures_missing'; readonly missing: number }
  | { readonly code: 'signatures_unread' }
  | { readonly code: 'box_unread' }
  | { readonly code: 'box_not_ready'; readonly waitingFor: NonNullable<BoxStatus['waitingFor']> }
  | { readonly code: 'another_round_open'; readonly round: AgendaEntry };

/** The one next step of the ceremony, or why there is none. */
export type NextStep =
  | { readonly act: RoundAct; readonly round: AgendaEntry; readonly obstacle: Obstacle | null }
  | {
      readonly act: 'follow';
      readonly round: AgendaEntry;
      readonly origin: Origin;
      readonly obstacle: null;
    }
  /** The tellers corrected something after the count: it is made again before anybody signs or announces. */
  | { readonly act: 'recount'; readonly round: AgendaEntry; readonly obstacle: Obstacle | null }
  | { readonly act: MeetingAct; readonly obstacle: Obstacle | null }
  | { readonly act: null; readonly why: 'nothing_ready' | 'round_to_prepare' | 'meeting_closed' };

export type StepFacts = {
  readonly meeting: MeetingState;
  readonly agenda: readonly AgendaEntry[];
  /** The round at hand; null without one. */
  readonly round: AgendaEntry | null;
  /** The meeting's own quorum, live. */
  readonly meetingQuorum: QuorumFigures;
  /** The quorum of the round at hand, live; null while its rules aren't known. */
  readonly quorum: QuorumFigures | null;
  /** Whether the count of the round at hand is on the page: nobody announces figures unseen. */
  readonly countRead: boolean;
  /** Whether that count is still of what is in the box. */
  readonly countCurrent: boolean;
  /** Whether what is kept of that count is no longer what was counted. */
  readonly resultDiffers: boolean;
  /** Signatures under the count of the round at hand; null where none are known of. */
  readonly signing: RoundFacts['signing'];
  /** Whether scrutineers sign the count of the round at hand. */
  readonly signaturesRequired: boolean;
  /** Whether papers are in the box, and how far it is; `box` null while that isn't known. */
  readonly onPaper: boolean;
  readonly box: BoxStatus | null;
  /** The round that the result of the round at hand asks for (再次投票、另行票决、重新投票). */
  readonly follow: Origin | null;
};

/** What the presider does next. The server decides again; this only says it beforehand. */
export function nextStepOf(facts: StepFacts): NextStep {
  const { meeting, round } = facts;
  if (meeting === 'preparing') return { act: 'start', obstacle: startObstacle(facts) };
  const over = round === null || isReplaced(facts.agenda, round);
  if (meeting === 'closed' && (over || !outlivesMeeting(round.state))) {
    return { act: null, why: 'meeting_closed' };
  }
  if (over) return afterRound(facts);
  switch (round.state) {
    case 'ready':
      return { act: 'open', round, obstacle: openObstacle(round, facts) };
    case 'voting':
      return { act: 'close', round, obstacle: null };
    case 'closed':
      return { act: 'count', round, obstacle: boxObstacle(facts) };
    case 'tallied':
      return ofCount(round, facts);
    case 'signed':
      return { act: 'announce', round, obstacle: differing(facts) ?? unread(facts) };
    case 'announced':
      // The room waits for the vote that follows, the public web page doesn't.
      return following(facts) ?? { act: 'publish', round, obstacle: differing(facts) };
    case 'draft':
    case 'inquorate':
    case 'void':
    case 'published':
      return afterRound(facts);
  }
}

/** A box that was used is still closed, counted and announced when the meeting has ended. */
function outlivesMeeting(state: RoundState): boolean {
  return state === 'voting' || state === 'announced' || isUnfinished(state);
}

/** A meeting isn't opened before its quorum is there (法定人数). */
function startObstacle({ meetingQuorum }: StepFacts): Obstacle | null {
  return meetingQuorum.quorate ? null : { code: 'quorum_missing', ...meetingQuorum };
}

function openObstacle(round: AgendaEntry, { agenda, quorum }: StepFacts): Obstacle | null {
  const other = roundInTheWay(round.id, agenda);
  if (other !== null) return { code: 'another_round_open', round: other };
  if (quorum === null) return null;
  if (!quorum.quorate) return { code: 'quorum_missing', ...quorum };
  return quorum.present === 0 && !quorum.constituency ? { code: 'nobody_present' } : null;
}

/** What is no longer what was counted is neither signed, announced nor published. */
function differing({ resultDiffers }: StepFacts): Obstacle | null {
  return resultDiffers ? { code: 'result_differs' } : null;
}

function unread({ countRead }: StepFacts): Obstacle | null {
  return countRead ? null : { code: 'count_unread' };
}

/** Nothing is signed or announced that the tellers have opened again meanwhile: then it is counted again. */
function ofCount(round: AgendaEntry, facts: StepFacts): NextStep {
  const box = boxObstacle(facts);
  if (!facts.countCurrent || box?.code === 'box_not_ready') {
    return { act: 'recount', round, obstacle: box };
  }
  const obstacle = differing(facts) ?? box ?? signingObstacle(facts) ?? unread(facts);
  return { act: 'announce', round, obstacle };
}

/** Where scrutineers were appointed, all of them sign the count before it is announced. */
function signingObstacle({ signing, signaturesRequired }: StepFacts): Obstacle | null {
  if (signing === null) return signaturesRequired ? { code: 'signatures_unread' } : null;
  const missing = signing.needed - signing.signed;
  return missing > 0 ? { code: 'signatures_missing', missing } : null;
}

/** Paper ballots are recorded, entered twice and agreed on before anything is counted. */
function boxObstacle({ onPaper, box }: StepFacts): Obstacle | null {
  if (!onPaper) return null;
  if (box === null) return { code: 'box_unread' };
  return box.waitingFor && { code: 'box_not_ready', waitingFor: box.waitingFor };
}

/** Making the round that the result asks for, or presenting the one that was made; null without either. */
function following({ meeting, agenda, round, follow }: StepFacts): NextStep | null {
  if (round === null || meeting !== 'in_session') return null;
  const made = successorOf(agenda, round.id);
  if (made?.state === 'ready') return presenting(made, agenda);
  if (made !== null || follow === null) return null;
  return { act: 'follow', round, origin: follow, obstacle: null };
}

function presenting(round: AgendaEntry, agenda: readonly AgendaEntry[]): NextStep {
  const other = roundInTheWay(round.id, agenda);
  return { act: 'present', round, obstacle: other && { code: 'another_round_open', round: other } };
}

function afterRound(facts: StepFacts): NextStep {
  const { agenda, round } = facts;
  const follows = following(facts);
  if (follows !== null) return follows;
  const next = nextReady(agenda, round?.position ?? 0);
  if (next !== null) return presenting(next, agenda);
  if (round === null || round.state === 'draft') return { act: null, why: 'nothing_ready' };
  const made = successorOf(agenda, round.id);
  if (made?.state === 'draft') return { act: null, why: 'round_to_prepare' };
  return { act: 'end', obstacle: null };
}
