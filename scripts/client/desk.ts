import type { AssemblyKind } from '../../server/domain/assemblyKind.ts';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CardList } from '../../server/contract/cards/schemas.ts';
import { Meeting } from '../../server/contract/meetings/schemas.ts';
import { Roll } from '../../server/contract/roll/schemas.ts';
import { PeopleList, Person } from '../../server/contract/people/schemas.ts';
import { rosterPlace, RosterApplied, RosterPreview } from '../../server/contract/roster/schemas.ts';
import type { Role, RollClass } from '../../server/contract/common/roles.ts';
import type { RoundBody } from '../../server/contract/rounds/schemas.ts';
import { PublicResult } from '../../server/contract/results/schemas.ts';
import { Round, RoundList, type RoundAction } from '../../server/contract/rounds/schemas.ts';
import { RoundCount } from '../../server/contract/counting/schemas.ts';
import { RoomPoll, type RoomView } from '../../server/contract/room/schemas.ts';
import { Me, type SignInBody } from '../../server/contract/sign-in/schemas.ts';
import { roundDocument, type RoundDocument } from '../../server/domain/round/document.ts';
import { SeatClient } from './http.ts';
import { RoomSocket, type RoomSocketListener } from './room-socket.ts';

export type Account = { loginName: string; password: string };
export type { Person } from '../../server/contract/people/schemas.ts';

/**
 * Somebody at the desk or the chair, doing through the HTTP API what they would do on the pages. Every
 * method throws `RequestRefused` when the server refuses.
 */
export class Desk {
  readonly me: Me;
  readonly seat: SeatClient;

  private constructor(seat: SeatClient, me: Me) {
    this.seat = seat;
    this.me = me;
  }

  /** Signs in with name and password. One that somebody else set is changed, and the new one kept in `account`. */
  static async signIn(
    origin: string,
    account: Account,
    at: z.infer<typeof SignInBody>['seat'],
  ): Promise<Desk> {
    const seat = new SeatClient(origin, at);
    const me = await seat.post('/api/sign-in', Me, { ...account, seat: at });
    if (!me.mustChangePassword) return new Desk(seat, me);
    const next = newPassword();
    await seat.post('/api/me/password', z.unknown(), { current: account.password, next });
    account.password = next;
    return new Desk(seat, await seat.get('/api/me', Me));
  }

  /** Uses the set-up link of an empty database: makes the assembly and its first administrator. */
  static async setUp(
    setupLink: { origin: string; token: string },
    assembly: { name: string; kind: AssemblyKind },
    administrator: Account & { name: string },
  ): Promise<Desk> {
    const seat = new SeatClient(setupLink.origin, 'desk');
    const body = { token: setupLink.token, assembly, administrator };
    return new Desk(seat, await seat.post('/api/setup', Me, body));
  }

  async people(): Promise<Person[]> {
    return (await this.seat.get('/api/people', PeopleList)).people;
  }

  /** Imports a roster as the page does: looked at first, then the same file again. Throws on bad rows. */
  async importRoster(file: Uint8Array): Promise<z.infer<typeof RosterApplied>> {
    const path = '/api/people/roster';
    const preview = await this.seat.post(`${path}/preview`, RosterPreview, file);
    const [problem] = preview.problems;
    if (problem !== undefined) {
      throw new Error(`the roster's row ${String(problem.row)} is not taken: ${problem.code}`);
    }
    // A sample's names may have digits; nothing else is decided here.
    const odd = preview.rows.filter(({ question }) => question?.kind === 'odd_name');
    const rows = Object.fromEntries(odd.map((row) => [rosterPlace(row), 'new' as const]));
    const body = { file: Buffer.from(file).toString('base64'), answers: { rows } };
    return this.seat.post(`${path}?sha256=${preview.sha256}`, RosterApplied, body);
  }

  /** Adds somebody with a password sign-in of their own. */
  async addAccount(
    person: { name: string; number: string; roles: Role[] },
    account: Account,
  ): Promise<Person> {
    const added = await this.seat.post('/api/people', Person, person);
    return this.setAccount(added.id, account);
  }

  setAccount(id: string, account: Account): Promise<Person> {
    return this.seat.send('PUT', `/api/people/${id}/account`, Person, account);
  }

  changePerson(id: string, change: { active?: boolean; roles?: Role[] }): Promise<Person> {
    return this.seat.send('PATCH', `/api/people/${id}`, Person, change);
  }

  /** Calls a meeting; with `quorum` `[]` it may be opened before anybody is there. */
  addMeeting(
    title: string,
    startsAt: Date,
    more: { place?: string; quorum?: Meeting['quorum'] } = {},
  ): Promise<Meeting> {
    const body = { title, startsAt: startsAt.toISOString(), ...more };
    return this.seat.post('/api/meetings', Meeting, body);
  }

  startMeeting(meetingId: string): Promise<Meeting> {
    return this.seat.post(`/api/meetings/${meetingId}/start`, Meeting);
  }

  endMeeting(meetingId: string): Promise<Meeting> {
    return this.seat.post(`/api/meetings/${meetingId}/end`, Meeting);
  }

  /** Puts people on a meeting's roll, all in one class and with a vote. */
  enrol(meetingId: string, personIds: readonly string[], rollClass: RollClass) {
    const entries = personIds.map((personId) => ({ personId, class: rollClass, entitled: true }));
    return this.seat.send('PUT', `/api/meetings/${meetingId}/roll`, Roll, { entries });
  }

  roll(meetingId: string): Promise<z.infer<typeof Roll>> {
    return this.seat.get(`/api/meetings/${meetingId}/roll`, Roll);
  }

  /** Issues cards to everybody on the roll who has none; their codes are told this once only. */
  async issueCards(meetingId: string): Promise<z.infer<typeof CardList>['cards']> {
    const path = `/api/meetings/${meetingId}/cards`;
    return (await this.seat.post(path, CardList, { who: 'without' })).cards;
  }

  /** Drafts a round. */
  addRound(meetingId: string, round: z.input<typeof RoundBody>): Promise<Round> {
    return this.seat.post(`/api/meetings/${meetingId}/rounds`, Round, round);
  }

  /** The rounds of a meeting in their order. */
  async rounds(meetingId: string): Promise<Round[]> {
    return (await this.seat.get(`/api/meetings/${meetingId}/rounds`, RoundList)).rounds;
  }

  /** Presses a button of the round. */
  act(roundId: string, action: RoundAction): Promise<Round> {
    return this.seat.post(`/api/rounds/${roundId}/${action}`, Round);
  }

  count(roundId: string): Promise<z.infer<typeof RoundCount>> {
    return this.seat.get(`/api/rounds/${roundId}/count`, RoundCount);
  }

  /** The round document with its papers. */
  exportRound(roundId: string): Promise<RoundDocument> {
    return this.seat.get(`/api/rounds/${roundId}/export`, roundDocument);
  }

  /** The picture of a meeting's room at this moment. */
  async lookIn(meetingId: string): Promise<RoomView> {
    const path = `/api/room?meeting=${meetingId}`;
    return (await this.seat.get(path, RoomPoll)).view;
  }

  /** The room of a meeting as this seat sees it. */
  watch(meetingId: string, listener: RoomSocketListener = {}): RoomSocket {
    return new RoomSocket(this.seat, listener, { meetingId });
  }
}

/** A published result, as anybody can read it. */
export function publicResult(origin: string, roundId: string): Promise<PublicResult> {
  return new SeatClient(origin, null).get(`/api/public/results/${roundId}`, PublicResult);
}

/** A password that nobody has to remember. */
export function newPassword(): string {
  return randomBytes(18).toString('base64url');
}
