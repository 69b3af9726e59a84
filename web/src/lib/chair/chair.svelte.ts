import type { AssemblyKind } from '$domain/assemblyKind.ts';
import * as screensRoutes from '$contract/screens/routes.ts';
import * as roundsRoutes from '$contract/rounds/routes.ts';
import * as meetingsRoutes from '$contract/meetings/routes.ts';
import * as paperRoutes from '$contract/paper/routes.ts';
import * as countingRoutes from '$contract/counting/routes.ts';
import * as followingRoutes from '$contract/following/routes.ts';
import type { Spec } from '$contract/common/route.ts';
import * as floorRoutes from '$contract/floor/routes.ts';
import { createContext } from 'svelte';
import type { ScreenTheme } from '$contract/room/schemas.ts';
import type { Round, RoundList } from '$contract/rounds/schemas.ts';
import type { ScreenList } from '$contract/screens/schemas.ts';
import type { z } from 'zod';
import type { MeetingState } from '$domain/states/meeting.ts';
import type { Answer, Api, Failure } from '../api/index.ts';
import { Room } from '../live/index.ts';
import type { Session } from '#lib/state/session.svelte.ts';
import { Remote } from '#lib/state/remote.svelte.ts';
import { Decisions } from './decisions.ts';
import type { Origin } from '$domain/origin.ts';
import type { Act, MeetingAct, RoundAct } from './next-step.ts';
import { readingsOf, type Readings } from './readings.ts';
import { situationOf, type Heard, type Situation } from './situation.ts';
import { isDone, wordOf, type Word } from './word.ts';

/** What each act on a round asks the server for. */
const ROUND_ACTS = {
  present: floorRoutes.present,
  open: floorRoutes.open,
  close: floorRoutes.close,
  count: countingRoutes.count,
  announce: countingRoutes.announce,
  publish: countingRoutes.publish,
} satisfies Record<RoundAct, Spec>;

/**
 * The presider's page of one meeting: the room's live picture, the list of rounds, what was read of single
 * rounds, the decisions, and the acts. Everything shown is derived from what was heard; an act changes the page by its answer only.
 */
export class Chair {
  readonly room: Room;
  readonly meetingId: string;
  readonly readings: Readings;
  readonly decisions: Decisions;
  readonly #api: Api;
  readonly #rounds: Remote<z.infer<typeof RoundList>>;
  readonly #screens: Remote<z.infer<typeof ScreenList>>;

  #answeredMeeting = $state<MeetingState | null>(null);
  #choice = $state.raw<Heard['choice']>(null);
  #acting = $state<Act | null>(null);
  #word = $state.raw<{ word: Word; roundId: string | null } | null>(null);

  constructor(session: Session, meetingId: string) {
    const { api } = session;
    const of = { id: meetingId };
    this.#api = api;
    this.meetingId = meetingId;
    this.room = new Room({ seat: 'chair', meetingId });
    this.readings = readingsOf(api);
    this.decisions = new Decisions(api, meetingId);
    this.#rounds = new Remote(() => api.call(roundsRoutes.list, of));
    this.#screens = new Remote(() => api.call(screensRoutes.list, of));
  }

  /** How things stand; null until the first picture came. */
  readonly now: Situation | null = $derived.by(() => {
    const { view } = this.room;
    if (view === null) return null;
    return situationOf({
      view,
      answeredMeeting: this.#answeredMeeting,
      rounds: this.rounds,
      counts: this.readings.counts.values,
      signatures: this.readings.signatures.values,
      boxes: this.readings.boxes.values,
      readiness: this.readings.readiness.values,
      decisions: this.decisions.list,
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

  get rounds(): readonly Round[] {
    return this.#rounds.value?.rounds ?? [];
  }
  get roundsFailure(): Failure | null {
    return this.#rounds.failure;
  }
  /** Number of paired screens; null while it isn't known. */
  get screens(): number | null {
    return this.#screens.value?.screens.length ?? null;
  }
  /** Whose meeting it is: in a town the presidium decides (主席团), in a subdistrict the working committee (人大工委). */
  get body(): AssemblyKind {
    return this.room.view?.meeting.assembly.kind ?? 'subdistrict';
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
    if (word.kind === 'doubt' && word.act === 'follow' && this.now.successor) return null;
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
  async act(act: MeetingAct | RoundAct, roundId: string | null): Promise<void> {
    if (this.#acting !== null) return;
    this.#acting = act;
    this.#word = null;
    let failure: Failure | null = null;
    if (act === 'start' || act === 'end') failure = await this.#actOnMeeting(act);
    else if (roundId !== null) failure = await this.#actOnRound(act, roundId);
    this.#acting = null;
    if (failure === null || failure.code === 'not_signed_in') return;
    this.#word = { word: wordOf(act, failure), roundId: act === 'present' ? null : roundId };
    void this.loadRounds();
  }

  /** Makes the round that follows from one; `reason` is written down where the presidium decides it. */
  async follow(roundId: string, origin: Origin, reason = ''): Promise<Failure | null> {
    return this.#change('follow', roundId, () =>
      this.#api.call(followingRoutes.follow, { id: roundId }, { origin, reason }),
    );
  }

  /** Has the count made again before the signatures are complete: a further version (V12). */
  async recount(roundId: string, reason: string): Promise<Failure | null> {
    const failure = await this.#change('count', roundId, () =>
      this.#api.call(countingRoutes.recount, { id: roundId }, { reason }),
    );
    if (failure === null) await this.readings.counts.read(roundId);
    return failure;
  }

  /** Frees a teller's place in a round; gives the refusal, which changed nothing, or null. */
  async releaseTeller(roundId: string, personId: string, reason: string): Promise<Failure | null> {
    const of = { id: roundId, personId };
    const answer = await this.#api.call(paperRoutes.release, of, { reason });
    await this.readings.boxes.read(roundId);
    return answer.ok ? null : answer.error;
  }

  /** A change that gives a round, the same one or a new one; gives the refusal where the asker tells of it. */
  async #change(
    act: Act,
    roundId: string,
    send: () => Promise<Answer<Round>>,
  ): Promise<Failure | null> {
    if (this.#acting !== null) return null;
    this.#acting = act;
    this.#word = null;
    const answer = await send();
    this.#acting = null;
    if (answer.ok) {
      const others = this.rounds.filter(({ id }) => id !== answer.value.id);
      this.#rounds.set({ rounds: [...others, answer.value] });
    }
    void this.loadRounds();
    if (answer.ok) return null;
    if (answer.error.code !== 'not_signed_in')
      this.#word = { word: wordOf(act, answer.error), roundId };
    return answer.error;
  }

  async #actOnMeeting(act: MeetingAct): Promise<Failure | null> {
    const answer = await this.#api.call(meetingsRoutes[act], { id: this.meetingId });
    if (!answer.ok) return answer.error;
    this.#answeredMeeting = answer.value.state;
    return null;
  }

  async #actOnRound(act: RoundAct, roundId: string): Promise<Failure | null> {
    const answer = await this.#api.call(ROUND_ACTS[act], { id: roundId });
    if (!answer.ok) return answer.error;
    const rounds = this.rounds.map((each) => (each.id === roundId ? answer.value : each));
    this.#rounds.set({ rounds });
    // The floor follows with the next picture; until then this is the round at hand.
    if (act === 'present' || act === 'open') this.choose(roundId);
    // A list that was asked for before is older than this answer: it is dropped, so ask again.
    void this.loadRounds();
    return null;
  }

  async loadRounds(): Promise<void> {
    await this.#rounds.read();
  }

  async loadScreens(): Promise<void> {
    await this.#screens.read();
  }

  /** Puts an announced result on the screen once more; gives the refusal, or null. */
  async show(roundId: string): Promise<Failure | null> {
    const answer = await this.#api.call(floorRoutes.show, { id: roundId });
    if (answer.ok) this.choose(roundId);
    return answer.ok ? null : answer.error;
  }

  /** Makes the projectors light or dark; the picture that comes back shows it. Gives the refusal, or null. */
  async setScreenTheme(theme: ScreenTheme): Promise<Failure | null> {
    const of = { id: this.meetingId };
    const answer = await this.#api.call(screensRoutes.setTheme, of, { theme });
    return answer.ok ? null : answer.error;
  }

  /** Pairs the screen that shows this code; gives the refusal, or null when it is paired. */
  async pairScreen(code: string): Promise<Failure | null> {
    const answer = await this.#api.call(screensRoutes.pair, { id: this.meetingId }, { code });
    if (!answer.ok) return answer.error;
    await this.loadScreens();
    return null;
  }
}

export const [getChair, setChair] = createContext<Chair>();
