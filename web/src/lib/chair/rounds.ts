import type { RoomRound, RoomView, RoundState } from '$contract/room/schemas.ts';
import type { Round } from '$contract/rounds/schemas.ts';
import type { z } from 'zod';

/** What the presider's page knows of a round, from the live picture, the list of rounds, or both. */
export type RoundFacts = Omit<Round, 'meetingId' | 'version'> & {
  /** Signatures under the count (监票人签名); known while the round is on the floor. */
  readonly signing: LiveRound['signing'];
  /** What it follows and what was elected there; known while the round is on the floor. */
  readonly follows: LiveRound['follows'];
};
/** One row of the agenda (议程). */
export type AgendaEntry = Pick<
  Round,
  'id' | 'position' | 'title' | 'state' | 'predecessorId' | 'origin' | 'signaturesRequired'
>;
type LiveRound = z.infer<typeof RoomRound>;

/** A round never goes back (V12), so of two reports the one further along is the newer. */
const PROGRESS: Record<RoundState, number> = {
  draft: 0,
  ready: 0, // staff may still take it back
  voting: 1,
  closed: 2,
  inquorate: 3,
  void: 3,
  tallied: 3,
  signed: 4,
  announced: 5,
  published: 6,
};

/** The newer of what the live picture and an answered request say; before opening, the live picture. */
export function furthest(live: RoundState, answered: RoundState): RoundState {
  return PROGRESS[answered] > PROGRESS[live] ? answered : live;
}

/** Counting or announcing is still to be done. */
export function isUnfinished(state: RoundState): boolean {
  return state === 'closed' || state === 'tallied' || state === 'signed';
}

/** Nothing more follows in this round. */
export function isOver(state: RoundState): boolean {
  return state === 'published' || state === 'inquorate' || state === 'void';
}

/** Every round by its place on the agenda; drafts come from the list alone, the room doesn't see them. */
export function agendaOf(view: RoomView, listed: readonly Round[]): AgendaEntry[] {
  const entries = new Map<string, AgendaEntry>();
  for (const { id, position, title, state, predecessorId, origin, signaturesRequired } of listed) {
    entries.set(id, { id, position, title, state, predecessorId, origin, signaturesRequired });
  }
  for (const live of view.agenda) {
    const known = entries.get(live.id);
    const state = known === undefined ? live.state : furthest(live.state, known.state);
    const { predecessorId = null, origin = null, signaturesRequired = null } = known ?? {};
    entries.set(live.id, { ...live, state, predecessorId, origin, signaturesRequired });
  }
  return [...entries.values()].sort((a, b) => a.position - b.position);
}

/** The round that was made to follow this one; null when none was. */
export function successorOf(agenda: readonly AgendaEntry[], roundId: string): AgendaEntry | null {
  return agenda.find(({ predecessorId }) => predecessorId === roundId) ?? null;
}

/** Whether a re-vote (重新投票) took the place of this round, so that nothing more is done in it. */
export function isReplaced(agenda: readonly AgendaEntry[], { id }: AgendaEntry): boolean {
  return successorOf(agenda, id)?.origin === 'revote';
}

/**
 * The round the presider works on: the one that takes votes before anything else, then the one chosen
 * from the agenda, then the one on the floor, unless another still waits to be counted or announced, or
 * published.
 */
export function roundAtHand(
  agenda: readonly AgendaEntry[],
  floorId: string | null,
  chosenId: string | null,
): AgendaEntry | null {
  const find = (id: string | null) => agenda.find((entry) => entry.id === id);
  const floor = find(floorId);
  return (
    agenda.find(({ state }) => state === 'voting') ??
    find(chosenId) ??
    (floor !== undefined && !isOver(floor.state) ? floor : undefined) ??
    agenda.find((entry) => isUnfinished(entry.state) && !isReplaced(agenda, entry)) ??
    agenda.find((entry) => entry.state === 'announced' && !isReplaced(agenda, entry)) ??
    floor ??
    null
  );
}

/** All that is known of one round; null while only its place on the agenda is. */
export function factsOf(
  entry: AgendaEntry,
  live: LiveRound | null,
  listed: readonly Round[],
): RoundFacts | null {
  const known = listed.find(({ id }) => id === entry.id);
  const here = live?.id === entry.id ? live : null;
  if (known !== undefined) {
    return {
      ...known,
      ...entry,
      roll: known.roll ?? here?.roll ?? null,
      openedAt: known.openedAt ?? here?.openedAt ?? null,
      signing: here?.signing ?? null,
      follows: here?.follows ?? null,
    };
  }
  if (here === null) return null;
  return {
    ...here,
    ...entry,
    replacedBy: null,
    signaturesRequired: here.signing === null ? null : here.signing.needed > 0,
    origin: here.follows?.origin ?? entry.origin,
    box: null,
    closedAt: null,
    announcedAt: null,
    publishedAt: null,
  };
}

/** The other round that must be closed and announced before this one can go on; null when there is none. */
export function roundInTheWay(roundId: string, agenda: readonly AgendaEntry[]): AgendaEntry | null {
  const inTheWay = (entry: AgendaEntry) =>
    entry.id !== roundId && holdsTheFloor(entry.state) && !makesRoom(agenda, entry, roundId);
  return agenda.find(inTheWay) ?? null;
}

/** A round makes room for its re-vote, and for others once that was opened. */
function makesRoom(agenda: readonly AgendaEntry[], entry: AgendaEntry, roundId: string): boolean {
  const made = successorOf(agenda, entry.id);
  if (made?.origin !== 'revote') return false;
  return made.id === roundId || (made.state !== 'draft' && made.state !== 'ready');
}

/** From opening to the announcement no other round may open; a box whose count failed holds up nobody. */
function holdsTheFloor(state: RoundState): boolean {
  return state === 'voting' || state === 'tallied' || state === 'signed';
}

/** The ready round that comes next on the agenda after this place, or else the first. */
export function nextReady(agenda: readonly AgendaEntry[], after: number): AgendaEntry | null {
  const ready = agenda.filter(({ state }) => state === 'ready');
  return ready.find(({ position }) => position > after) ?? ready[0] ?? null;
}
