import pg from 'pg';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { openHall, type Answer, type Hall } from '../support/hall.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { checkFacts, type Before } from './checks.ts';
import { Screen, Tablet } from './device.ts';
import { readFacts } from './facts.ts';
import { Model, type Cast } from './model.ts';
import { pace } from './network.ts';
import { Processes } from './processes.ts';
import type { Random } from './random.ts';
import { passing } from './steps.ts';
import { Violation } from './violation.ts';

/** Notices that got lost are looked for every second instead of every fifteen; nothing else is in a hurry. */
const TIMING = { compareMs: 1_000, farewellMs: 1_000 };

/** What our own connections are called: the killing of connections spares them. */
const OURS = 'fuzz';

/** How long everything may take to come to rest once nothing disturbs it any more, the first part of it in a hurry. */
const HEAL_MS = 120_000;
const HURRY_MS = 15_000;
const FAST = pace.speed;

/** Those who enter paper ballots: on the roll, and not in the hall. */
const TELLERS = 2;

type Who = { seat: 'desk' | 'chair' | 'tablet'; token: string };

/** A run's people, devices, processes and database, and what is known of them. */
export class Scene {
  readonly model = new Model();
  readonly hall: Hall;
  readonly processes: Processes;
  readonly database: pg.Client;
  /** Between the server processes and their database. */
  readonly network: TcpProxy;
  /** Looks at each vote in the turn of its acknowledgement, beside whatever else is asked. */
  readonly #witness: pg.Pool;
  readonly random: Random;
  /** Everybody on the roll: deputies, absent ones, observers. */
  readonly people: string[];
  readonly tablets: Tablet[];
  /** A second device for anybody. */
  readonly spares: Tablet[];
  readonly screens: Screen[] = [];
  readonly chairs: { seat: 'chair'; token: string }[] = [];
  /** The two who enter paper ballots; nobody else's steps touch them. */
  readonly tellers: { seat: 'tablet'; token: string }[] = [];
  readonly #alone = new Map<string, Promise<void>>();
  readonly #fresh: FreshDatabase;
  readonly cards = new Map<string, string>();
  /** Acts under way; none of them may end in anything but an answer. */
  readonly #pressed = new Set<Promise<unknown>>();
  readonly #before: Before = new Map();
  /** Faults of the database make "unavailable" an answer that is allowed. */
  disturbed = 0;

  private constructor(
    hall: Hall,
    behind: { fresh: FreshDatabase; network: TcpProxy },
    random: Random,
  ) {
    this.hall = hall;
    this.network = behind.network;
    this.#fresh = behind.fresh;
    const connection = { connectionString: this.#fresh.ownerUrl, application_name: OURS };
    this.database = new pg.Client(connection);
    this.#witness = new pg.Pool({ ...connection, max: 4 });
    this.model.onRecorded = (cast) => {
      this.meanwhile(this.#isThere(cast));
    };
    this.random = random;
    this.processes = new Processes(hall, random.fork('processes'));
    this.people = [...hall.deputies, ...hall.absent.slice(TELLERS)];
    const around = { model: this.model, random, origin: this.processes.origin };
    this.tablets = this.people.map(
      (person, i) => new Tablet(`tablet ${String(i)}`, person, around),
    );
    this.spares = this.people.map((person, i) => new Tablet(`spare ${String(i)}`, person, around));
  }

  /** Everybody is on the roll and has a card; nobody has come in yet. */
  static async set(random: Random): Promise<Scene> {
    const fresh = await freshDatabase();
    const network = await TcpProxy.before(fresh.url);
    const hall = await openHall({
      url: network.through(fresh.url),
      deputies: 4 + random.int(6),
      absent: TELLERS + 3 + random.int(3),
      timing: TIMING,
    });
    const scene = new Scene(hall, { fresh, network }, random);
    await scene.database.connect();
    await scene.#prepare();
    return scene;
  }

  async #prepare(): Promise<void> {
    const { hall, random } = this;
    const issued = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/cards`, {
      who: 'without',
    });
    for (const { personId, code } of (
      issued.body as { cards: { personId: string; code: string }[] }
    ).cards) {
      this.cards.set(personId, code);
    }
    await this.#appointTellers();
    const [observer, late] = hall.absent.slice(TELLERS);
    await this.#patch(observer, { class: 'observer', entitled: false, attendance: 'present' });
    await this.#patch(late, { class: 'voter_rep' });
    for (let i = random.int(5); i > 0; i -= 1) {
      await this.#patch(random.pick(hall.deputies), { medium: 'paper' });
    }
    for (let i = 0; i < 2; i += 1) {
      this.chairs.push({ seat: 'chair', token: await hall.signIn('chair', hall.presider) });
    }
    while (this.processes.many < 1 + random.int(3)) await this.processes.start();
    const around = { model: this.model, random, origin: this.processes.origin };
    for (const { network } of this.tablets.filter(() => random.chance(0.3))) {
      network.up = passing(random);
      network.down = passing(random);
    }
    const { meetingId } = hall;
    const projector = { seat: 'screen' as const, token: await hall.pairScreen(), meetingId };
    this.screens.push(new Screen('projector', projector, around));
    for (const [i, { token }] of this.chairs.entries()) {
      const of = { seat: 'chair' as const, token, meetingId };
      this.screens.push(new Screen(`chair ${String(i)}`, of, around));
    }
  }

  async #appointTellers(): Promise<void> {
    const { hall } = this;
    const persons = hall.absent.slice(0, TELLERS);
    const answer = await this.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/decisions`, {
      kind: 'officers',
      subject: '样例名单',
      for: hall.deputies.length,
      against: 0,
      abstain: 0,
      officers: persons.map((personId) => ({ personId, office: 'teller' })),
    });
    if (answer?.status !== 200) throw new Error(JSON.stringify(answer));
    for (const person of persons) {
      this.tellers.push({ seat: 'tablet', token: await hall.signIn('tablet', person) });
    }
  }

  async #patch(person: string | undefined, patch: unknown): Promise<void> {
    const { hall } = this;
    const path = `/meetings/${hall.meetingId}/roll/${String(person)}`;
    const answer = await this.request(hall.desk, 'PATCH', path, patch);
    if (answer?.status !== 200) throw new Error(JSON.stringify(answer));
  }

  get devices(): (Tablet | Screen)[] {
    return [...this.tablets, ...this.spares, ...this.screens];
  }

  /** Asks a process; undefined where the answer got lost with it. Never an internal error. */
  async request(
    who: Who,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH',
    path: string,
    body?: unknown,
    origin = this.processes.origin(),
  ): Promise<Answer | undefined> {
    if (origin === undefined) return undefined;
    const asked = performance.now();
    const answer = await this.hall.request(who, method, path, body, origin).catch(() => undefined);
    if (answer === undefined) return undefined;
    // A machine too busy to give a connection within five seconds may say so too.
    const excused = this.disturbed > 0 || performance.now() - asked > 4_500;
    if (answer.status === 500 || (answer.status === 503 && !excused)) {
      this.model.breaks('other', `${method} ${path}`, answer);
    }
    return answer;
  }

  /** Something happens while the run goes on. */
  meanwhile(act: Promise<unknown>): void {
    const watched = act
      .catch((error: unknown) => {
        this.model.breaks('other', String(error));
      })
      .finally(() => this.#pressed.delete(watched));
    this.#pressed.add(watched);
  }

  /** Does something that must not be done twice at once for the same thing, after whatever is being done. */
  async alone(what: string, act: () => Promise<void>): Promise<void> {
    const before = this.#alone.get(what) ?? Promise.resolve();
    const now = before.then(act);
    // The next one goes on whatever became of this one, which its own caller hears of.
    const over = now.catch(() => undefined);
    this.#alone.set(what, over);
    await now;
  }

  async done(): Promise<void> {
    await Promise.all(this.#pressed);
  }

  /** V1: on disk before the acknowledgement leaves. */
  async #isThere({ person, vote }: Cast): Promise<void> {
    const { rowCount } = await this.#witness.query(
      'select from roll_mark where round_id = $1 and person_id = $2 and cast_id = $3',
      [vote.roundId, person, vote.castId],
    );
    if (rowCount !== 1) this.model.breaks('V1', 'acknowledged before it was there', vote);
  }

  /** How many votes are written, as the database has it. */
  async marks(): Promise<number> {
    const { rows } = await this.database.query<{ n: number }>(
      'select count(*)::integer as n from roll_mark',
    );
    return rows[0]?.n ?? 0;
  }

  /** Everything that has to hold now. */
  async check(): Promise<void> {
    const { model } = this;
    // Acknowledged first, then read: whatever was said by now has to be there.
    const acknowledged = [...model.casts.values()].filter(({ recorded }) => recorded);
    model.facts = await readFacts(this.database, this.hall.meetingId);
    checkFacts(model, acknowledged, this.#before);
    const [broken] = model.broken;
    if (broken !== undefined) throw broken;
  }

  /**
   * The networks are well again and a process is there. Without anybody doing anything, every page has to come
   * to the newest picture, and no vote may stay in doubt (V5, V10).
   */
  async heal(): Promise<void> {
    for (const device of this.devices) device.network.calm();
    await this.done();
    while (this.processes.many < 1) await this.processes.start();
    const started = performance.now();
    for (;;) {
      await this.check();
      const late = this.#unsettled();
      if (late === undefined) break;
      const waited = performance.now() - started;
      if (waited > HEAL_MS) throw late;
      pace.speed = waited > HURRY_MS ? 1 : FAST;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    pace.speed = FAST;
    this.#truth();
  }

  #unsettled(): Violation | undefined {
    const { facts } = this.model;
    for (const { name, page } of this.devices) {
      if (page === undefined || page.link === 'signed_out') continue;
      if (page.link !== 'live') return new Violation('V5', `${name} is ${page.link} for good`);
      if (page.seq !== facts.seq) {
        return new Violation('V5', `${name} stays behind`, [page.seq, facts.seq]);
      }
    }
    for (const tablet of [...this.tablets, ...this.spares]) {
      if (tablet.page === undefined || tablet.page.link === 'signed_out') continue;
      const doubt = tablet.votes.find(({ picture }) =>
        ['sending', 'unknown'].includes(picture.name),
      );
      if (doubt !== undefined) return new Violation('V10', `${tablet.name} stays in doubt`, doubt);
    }
    return undefined;
  }

  /** What tablets show of votes is what the database has (V10). */
  #truth(): void {
    for (const tablet of [...this.tablets, ...this.spares]) {
      for (const { roundId, picture } of tablet.votes) {
        if (this.model.spoiled.has(roundId)) continue;
        const mark = this.model
          .round(roundId)
          ?.marks.find(({ person }) => person === tablet.person);
        const inDoubt = picture.name === 'sending' || picture.name === 'unknown';
        const isThere = picture.castId !== undefined && mark?.cast === picture.castId;
        if ((picture.name === 'confirmed') !== isThere && !inDoubt) {
          throw new Violation('V10', `${tablet.name} shows what is not so`, [picture, mark]);
        }
      }
    }
  }

  async end(): Promise<void> {
    pace.speed = FAST;
    for (const device of this.devices) {
      device.off();
      device.network.end();
    }
    await this.done();
    await this.processes.settled();
    await this.database.end();
    await this.#witness.end();
    await this.hall.close();
    await this.network.close();
    await this.#fresh.drop();
  }
}
