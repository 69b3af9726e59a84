import type { RoundState } from '$contract/room.ts';
import type { MeetingState } from '$domain/states/meeting.ts';
import type { QuorumFigures } from './quorum.ts';
import {
  isUnfinished,
  nextReady,
  roundInTheWay,
  type AgendaEntry,
  type RoundFacts,
} from './rounds.ts';

/** What the presider can do to a round, and to the meeting. */
export type RoundAct = 'present' | 'open' | 'close' | 'count' | 'announce' | 'publish';
export type MeetingAct = 'start' | 'end';
export type Act = RoundAct | MeetingAct;

/** Why the next step can't be taken now, with the figures or the round that stand against it. */
export type Obstacle =
  | ({ readonly code: 'quorum_missing' } & QuorumFigures)
  | { readonly code: 'nobody_present' }
  | { readonly code: 'count_unread' }
  | { readonly code: 'signatures_missing'; readonly signed: number; readonly needed: number }
  | { readonly code: 'another_round_open'; readonly round: AgendaEntry };

/** The one next step of the ceremony, or why there is none. */
export type NextStep =
  | { readonly act: RoundAct; readonly round: AgendaEntry; readonly obstacle: Obstacle | null }
  | { readonly act: MeetingAct; readonly obstacle: null }
  | { readonly act: null; readonly why: 'nothing_ready' | 'round_to_prepare' | 'meeting_closed' };

export type StepFacts = {
  readonly meeting: MeetingState;
  readonly agenda: readonly AgendaEntry[];
  /** The round at hand; null without one. */
  readonly round: AgendaEntry | null;
  /** The quorum of the round at hand, live; null while its rules aren't known. */
  readonly quorum: QuorumFigures | null;
  /** Whether the count of the round at hand is on the page: nobody announces figures unseen. */
  readonly countRead: boolean;
  /** Signatures under the count of the round at hand; null where none are known of. */
  readonly signing: RoundFacts['signing'];
  /** Whether the result of the round at hand asks for another round (再次投票、另行票决). */
  readonly followUp: boolean;
};

/** What the presider does next. The server decides again; this only says it beforehand. */
export function nextStepOf(facts: StepFacts): NextStep {
  const { meeting, round } = facts;
  if (meeting === 'preparing') return { act: 'start', obstacle: null };
  if (meeting === 'closed' && (round === null || !outlivesMeeting(round.state))) {
    return { act: null, why: 'meeting_closed' };
  }
  if (round === null) return afterRound(facts);
  switch (round.state) {
    case 'ready':
      return { act: 'open', round, obstacle: openObstacle(round, facts) };
    case 'voting':
      return { act: 'close', round, obstacle: null };
    case 'closed':
      return { act: 'count', round, obstacle: null };
    case 'tallied':
      return { act: 'announce', round, obstacle: signingObstacle(facts) ?? unread(facts) };
    case 'signed':
      return { act: 'announce', round, obstacle: unread(facts) };
    case 'announced':
      return { act: 'publish', round, obstacle: null };
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

function openObstacle(round: AgendaEntry, { agenda, quorum }: StepFacts): Obstacle | null {
  const other = roundInTheWay(round.id, agenda);
  if (other !== null) return { code: 'another_round_open', round: other };
  if (quorum === null) return null;
  if (!quorum.quorate) return { code: 'quorum_missing', ...quorum };
  return quorum.present === 0 ? { code: 'nobody_present' } : null;
}

function unread({ countRead }: StepFacts): Obstacle | null {
  return countRead ? null : { code: 'count_unread' };
}

/** Where scrutineers were appointed, all of them sign the count before it is announced. */
function signingObstacle({ signing }: StepFacts): Obstacle | null {
  if (signing === null || signing.signed >= signing.needed) return null;
  const { signed, needed } = signing;
  return { code: 'signatures_missing', signed, needed };
}

function afterRound({ agenda, round, followUp }: StepFacts): NextStep {
  const next = nextReady(agenda, round?.position ?? 0);
  if (next !== null) {
    const other = roundInTheWay(next.id, agenda);
    const obstacle = other && ({ code: 'another_round_open', round: other } as const);
    return { act: 'present', round: next, obstacle };
  }
  if (round === null || round.state === 'draft') return { act: null, why: 'nothing_ready' };
  if (followUp) return { act: null, why: 'round_to_prepare' };
  return { act: 'end', obstacle: null };
}
