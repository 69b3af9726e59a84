import { createContext } from 'svelte';
import { Meeting, ScreenList } from '$contract/meetings.ts';
import { Round, RoundCount, RoundList } from '$contract/rounds.ts';
import type { MeetingState } from '$domain/states/meeting.ts';
import type { Failure } from '../api/index.ts';
import { Room } from '../live/index.ts';
import type { ChairSession } from './chair-session.svelte.ts';
import type { Act } from './next-step.ts';
import { situationOf, type Count, type Heard, type Situation } from './situation.ts';
import { isDone, wordOf, type Word } from './word.ts';

/**
 * The presider's page of one meeting: the room's live picture, the list of rounds, the counts, and the
 * acts. Everything shown is derived from what was heard; an act changes the page by its answer only.
 */
export class Chair {
  readonly room: Room;
  readonly meetingId: string;
  readonly #session: ChairSession;

  #rounds = $state.raw<readonly Round[]>([]);
  #roundsFailure = $state.raw<Failure | null>(null);
  #roundsAsked = 0;
  #counts = $state.raw<Readonly<Record<string, Count>>>({});
  #countFailure = $state.raw<Failure | null>(null);
  #answeredMeeting = $state<MeetingState | null>(null);
  #choice = $state.raw<Heard['choice']>(null);
  #screens = $state<number | null>(null);
  #acting = $state<Act | null>(null);
  #word = $state.raw<{ word: Word; roundId: string | null } | null>(null);

  constructor(session: ChairSession, meetingId: string) {
    this.#session = session;
    this.meetingId = meetingId;
    this.room = new Room({ seat: 'chair', meetingId });
  }

  /** How things stand; null until the first picture came. */
  readonly now: Situation | null = $derived.by(() => {
    const { view } = this.room;
    if (view === null) return null;
    return situationOf({
      view,
      answeredMeeting: this.#answeredMeeting,
      rounds: this.#rounds,
      counts: this.#counts,
      choice: this.#choice,
    });
  });
  /**
   * Changes when a round changes its state, and when the connection comes back: then the list is to be
   * read again. Null while it can't be.
   */
  readonly roundsMark: string | null = $derived.by(() => {
    const { view, link } = this.room;
    if (view === null || link.state !== 'live') return null;
    return JSON.stringify(view.agenda.map(({ id, state }) => [id, state]));
  });
  /** The round whose count is to be read now. */
  readonly countWanted: string | null = $derived.by(() => {
    if (this.now?.countMissing !== true || this.room.link.state !== 'live') return null;
    return this.now.atHand?.id ?? null;
  });

  get roundsFailure(): Failure | null {
    return this.#roundsFailure;
  }
  get countFailure(): Failure | null {
    return this.#countFailure;
  }
  /** Number of paired screens; null while it isn't known. */
  get screens(): number | null {
    return this.#screens;
  }
  /** The act under way. */
  get acting(): Act | null {
    return this.#acting;
  }

  /** What is to be told about the last act, as long as it concerns the round at hand and still holds. */
  get word(): Word | null {
    const said = this.#word;
    if (said === null || this.now === null) return null;
    const { atHand, meeting } = this.now;
    if (said.roundId !== null && said.roundId !== atHand?.id) return null;
    const { word } = said;
    const round = atHand?.state ?? null;
    if (word.kind === 'doubt' && isDone(word.act, meeting, round)) return null;
    // A later count went well, here or elsewhere.
    return word.kind === 'alarm' && round !== 'closed' ? null : word;
  }

  dismissWord(): void {
    this.#word = null;
  }

  /** Somebody else took this step while this page was asking about it. */
  overtaken(act: Act, roundId: string | null): void {
    this.#word = { word: { kind: 'overtaken', act }, roundId };
  }

  /** Works on another round than the one on the floor, such as one that still waits to be counted. */
  choose(roundId: string): void {
    this.#choice = { roundId, floorId: this.now?.floorId ?? null };
  }

  /** Does one act; `roundId` is null for the meeting's own. While one is under way others are ignored. */
  async act(act: Act, roundId: string | null): Promise<void> {
    if (this.#acting !== null) return;
    this.#acting = act;
    this.#word = null;
    const failure =
      roundId === null ? await this.#actOnMeeting(act) : await this.#actOnRound(act, roundId);
    this.#acting = null;
    if (failure === null) return;
    if (failure.code === 'not_signed_in') return this.#session.ended('expired');
    this.#word = { word: wordOf(act, failure), roundId: act === 'present' ? null : roundId };
    void this.loadRounds();
  }

  async #actOnMeeting(act: Act): Promise<Failure | null> {
    const path = `/api/meetings/${this.meetingId}/${act}`;
    const answer = await this.#session.api.post(path, Meeting);
    if (!answer.ok) return answer.error;
    this.#answeredMeeting = answer.value.state;
    return null;
  }

  async #actOnRound(act: Act, roundId: string): Promise<Failure | null> {
    const answer = await this.#session.api.post(`/api/rounds/${roundId}/${act}`, Round);
    if (!answer.ok) return answer.error;
    this.#rounds = this.#rounds.map((each) => (each.id === roundId ? answer.value : each));
    // The floor follows with the next picture; until then this is the round at hand.
    if (act === 'present' || act === 'open') this.choose(roundId);
    // A list that was asked for before is older than this answer: it is dropped, so ask again.
    void this.loadRounds();
    return null;
  }

  async loadRounds(): Promise<void> {
    const asked = ++this.#roundsAsked;
    const path = `/api/meetings/${this.meetingId}/rounds`;
    const answer = await this.#session.api.get(path, RoundList);
    if (asked !== this.#roundsAsked) return;
    this.#roundsFailure = answer.ok ? null : answer.error;
    if (answer.ok) this.#rounds = answer.value.rounds;
    else if (answer.error.code === 'not_signed_in') this.#session.ended('expired');
  }

  async loadCount(roundId: string): Promise<void> {
    const answer = await this.#session.api.get(`/api/rounds/${roundId}/count`, RoundCount);
    this.#countFailure = answer.ok ? null : answer.error;
    if (answer.ok) this.#counts = { ...this.#counts, [roundId]: answer.value };
    else if (answer.error.code === 'not_signed_in') this.#session.ended('expired');
  }

  async loadScreens(): Promise<void> {
    const path = `/api/meetings/${this.meetingId}/screens`;
    const answer = await this.#session.api.get(path, ScreenList);
    if (answer.ok) this.#screens = answer.value.screens.length;
  }

  /** Pairs the screen that shows this code; gives the refusal, or null when it is paired. */
  async pairScreen(code: string): Promise<Failure | null> {
    const path = `/api/meetings/${this.meetingId}/screens`;
    const answer = await this.#session.api.post(path, null, { code });
    if (!answer.ok) return answer.error;
    await this.loadScreens();
    return null;
  }
}

export const [getChair, setChair] = createContext<Chair>();
