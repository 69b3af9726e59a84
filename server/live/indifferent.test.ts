import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { copyOf, freshDatabase, type FreshDatabase } from '../../tests/support/database.ts';
import { openHall, openSocket, voteOf, type Device } from '../../tests/support/hall.ts';
import { eventually } from '../../tests/support/lock.ts';
import { routesOf } from '../../tests/support/routes.ts';
import { ServerChild } from '../../tests/support/server-child.ts';
import { DocumentName } from '../contract/documents/schemas.ts';
import type { Display } from '../contract/room/schemas.ts';
import { SEAT_HEADER, type Seat } from '../contract/common/roles.ts';
import type { PaperMarks, Vote } from '../contract/room/socket.ts';
import type { RoundDefinitionInput } from '../domain/round/document.ts';
import { cookieName } from '../platform/http.ts';

// V7: until the display setting lets it out, no byte that anybody can have depends on what was chosen; and when something
// is let out, and how much, depends on the number of papers alone. One hall, up to rounds that are ready to be opened, is
// copied; in each copy the same people cast the same ids in the same order, but quite other papers: of one mind in one,
// mixed or blank in the other. Then everything that anybody is sent or can fetch is compared: every GET route as
// everybody, every frame of every socket, notices, the audit log and the server's own log at its most talkative.

const ITEMS = ['a', 'b', 'c', 'd'];
const items = ITEMS.map((id) => ({ id, title: `样例项目${id}` }));
const majority = [{ base: 'enrolled' as const, fraction: '1/2', strict: true }];
const DEPUTIES = 12;
/** By how many papers the batched rounds show: with ten of twelve papers the first group is seen. */
const GROUP = 5;

type Ballot = { marks: PaperMarks; writeIns?: string[] };
type Choices = (deputy: number) => Ballot;

const onEach = (mark: (item: number) => PaperMarks[string] | undefined): Ballot => ({
  marks: Object.fromEntries(
    ITEMS.map((id, item) => [id, mark(item)] as const).filter(([, each]) => each !== undefined),
  ) as PaperMarks,
});

/** For each kind a round, and two sets of papers that have nothing in common but their number. */
const KINDS: Record<string, { definition: RoundDefinitionInput; one: Choices; other: Choices }> = {
  each: {
    definition: { kind: 'each', items, majority },
    one: () => onEach(() => 'for'),
    other: (i) => onEach((item) => (i === 7 ? 'against' : i % (item + 2) ? 'abstain' : undefined)),
  },
  choose: {
    definition: { kind: 'choose', seats: 2, items, majority },
    one: () => ({ marks: { a: 'for', b: 'for' } }),
    other: (i) => ({ marks: i % 3 ? { c: 'for' } : {} }),
  },
  package: {
    definition: { kind: 'package', items: items.slice(0, 1), majority },
    one: () => ({ marks: { a: 'for' } }),
    other: (i) => ({ marks: { a: i % 2 ? 'against' : 'abstain' } }),
  },
  election: {
    definition: { kind: 'election', seats: 1, items, majority },
    one: () => ({ marks: { a: 'for' } }),
    other: (i) => ({ ...onEach(() => 'against'), writeIns: [`样例另选${String(i)}`] }),
  },
  rank: {
    definition: { kind: 'rank', seats: 2, items },
    one: () => ({ marks: { a: 1, b: 2 } }),
    other: (i) => ({ marks: i % 2 ? { d: 1, c: 2 } : { c: 1, a: 2 } }),
  },
  rating: {
    definition: { kind: 'rating', items, scale: [{ id: 'good' }, { id: 'fair' }, { id: 'poor' }] },
    one: () => onEach(() => 'good'),
    other: (i) => onEach((item) => ((i + item) % 2 ? 'poor' : 'fair')),
  },
  scorecard: {
    definition: {
      kind: 'scorecard',
      items,
      indicators: [{ id: 'work', min: 0, max: 100, weight: '1' }],
    },
    one: () => onEach(() => ({ work: 100 })),
    other: (i) => onEach((item) => ({ work: i + item })),
  },
};

type Who = { seat: Seat; token: string; personId?: string };
type Hall = {
  base: FreshDatabase;
  meetingId: string;
  /** Ready to be opened one after another. */
  rounds: { id: string; kind: string; display: Display; votes: Vote[] }[];
  people: Map<string, Who | undefined>;
  deputies: string[];
  routes: string[];
};

/** Times differ between two runs and say nothing; everything else must not. */
function withoutTimes(text: string): string {
  return text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, 'TIME');
}

/** Each copy listens on a port of its own. */
function withoutPorts(line: string): string {
  return line.replaceAll(/:\d{4,5}\b/g, ':PORT');
}

/** Who asks at every route: everybody, but of the deputies without an office two. */
const ASKING = [
  'nobody',
  'chair',
  'desk',
  'screen',
  'scrutineer',
  'teller',
  'deputy 2',
  'deputy 3',
];

/** A hall with a round of each of these kinds and displays. */
async function readyHall(wanted: readonly (readonly [string, Display])[]): Promise<Hall> {
  const base = await freshDatabase();
  onTestFinished(() => base.drop());
  const hall = await openHall({ deputies: DEPUTIES, url: base.url });
  const officers = [
    { personId: hall.deputies[0], office: 'scrutineer' },
    { personId: hall.deputies[1], office: 'teller' },
  ];
  const hands = { kind: 'officers', subject: '名单', for: 12, against: 0, abstain: 0, officers };
  await hall.request(hall.chair, 'POST', `/meetings/${hall.meetingId}/decisions`, hands);
  const rounds: Hall['rounds'] = [];
  for (const [kind, display] of wanted) {
    const shown = { display, shownGroup: GROUP };
    const id = await hall.round(KINDS[kind]!.definition, shown, `样例票决${kind}`, 'public');
    const votes = hall.deputies.map(() => voteOf(id, {}));
    rounds.push({ id, kind, display, votes });
  }
  const people = new Map<string, Who | undefined>([
    ['nobody', undefined],
    ['chair', hall.chair],
    ['desk', hall.desk],
    ['screen', { seat: 'screen', token: await hall.pairScreen() }],
  ]);
  const deputies: string[] = [];
  for (const [i, personId] of hall.deputies.entries()) {
    const name = i === 0 ? 'scrutineer' : i === 1 ? 'teller' : `deputy ${String(i)}`;
    people.set(name, { seat: 'tablet', token: await hall.signIn('tablet', personId), personId });
    deputies.push(name);
  }
  const routes = routesOf(hall.first.app).filter((route) => route.startsWith('GET '));
  const { meetingId } = hall;
  await hall.close();
  return { base, meetingId, rounds, people, deputies, routes };
}

/** One copy of the hall with a server of its own, and all that comes out of it. */
class Copy {
  readonly hall: Hall;
  readonly server: ServerChild;
  readonly origin: string;
  readonly listener: pg.Client;
  readonly notices: string[] = [];
  readonly devices = new Map<string, Device>();
  readonly frames = new Map<string, string[]>();
  /** Which of the hall's rounds is on the floor. */
  at = 0;

  private constructor(hall: Hall, server: ServerChild, origin: string, listener: pg.Client) {
    this.hall = hall;
    this.server = server;
    this.origin = origin;
    this.listener = listener;
  }

  static async of(hall: Hall): Promise<Copy> {
    const database = await copyOf(hall.base);
    const folder = await mkdtemp(join(tmpdir(), 'gongyi-copy-'));
    const server = new ServerChild(folder, { DATABASE_URL: database.url, LOG_LEVEL: 'trace' });
    const listener = new pg.Client(database.url);
    onTestFinished(async () => {
      await server.end('SIGTERM');
      await listener.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    });
    const copy = new Copy(hall, server, await server.origin(), listener);
    await listener.connect();
    listener.on('notification', ({ payload }) => copy.notices.push(payload ?? ''));
    await listener.query('listen gongyi');
    for (const [name, who] of hall.people) if (who !== undefined) await copy.#sitDown(name, who);
    return copy;
  }

  async #sitDown(name: string, { seat, token }: Who): Promise<void> {
    const own = seat === 'chair' || seat === 'desk' ? { meetingId: this.hall.meetingId } : {};
    const device = await openSocket({ origin: this.origin, seat, token, ...own });
    const heard: string[] = [];
    device.socket.on('message', (data: Buffer) => heard.push(withoutTimes(data.toString('utf8'))));
    device.send({ type: 'hello', version: 1 });
    await device.until(() => device.view);
    this.devices.set(name, device);
    this.frames.set(name, heard);
  }

  get round(): Hall['rounds'][number] {
    const round = this.hall.rounds[this.at];
    if (round === undefined) throw new Error('there is no such round');
    return round;
  }

  /** Casts the next votes, one after the other, and waits each time until every screen has it. */
  async cast(which: 'one' | 'other', from: number, to: number): Promise<void> {
    const { id, kind, votes } = this.round;
    for (let i = from; i < to; i += 1) {
      const device = this.devices.get(this.hall.deputies[i]!)!;
      const answer = await device.vote({ ...votes[i]!, ...KINDS[kind]![which](i) });
      expect([kind, answer]).toMatchObject([kind, { outcome: 'recorded' }]);
      await this.everybody(
        ({ view }) => view?.tally?.roundId === id && view.tally.papers === i + 1,
      );
    }
  }

  async everybody(sees: (device: Device) => boolean): Promise<void> {
    for (const device of this.devices.values()) await device.until(() => sees(device));
  }

  /** Acts and waits until every screen shows the state it leads to. */
  async act(name: string, action: string, state: string, body?: unknown): Promise<void> {
    const { id } = this.round;
    const response = await this.#ask(name, 'POST', `/rounds/${id}/${action}`, body);
    expect([action, response.status]).toEqual([action, 200]);
    await this.everybody(({ view }) => view?.round?.id === id && view.round.state === state);
    if (state !== 'voting') return;
    // Each tablet has also heard where its owner stands, before anybody votes: whether that is read before or after a
    // vote that comes at once is the moment's affair.
    await this.everybody(({ frames }) => {
      const told = frames.findLast((frame) => frame.type === 'self');
      return told === undefined || told.self.round?.id === id;
    });
  }

  #ask(name: string, method: string, path: string, body?: unknown): Promise<Response> {
    const who = this.hall.people.get(name);
    return fetch(`${this.origin}/api${path}`, {
      method,
      headers: {
        origin: this.origin,
        ...(who && { [SEAT_HEADER]: who.seat, cookie: `${cookieName(who.seat)}=${who.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Status, headers and body of every GET route, as everybody. */
  async fetched(hidden: (name: string, path: string) => boolean): Promise<Map<string, string>> {
    const all = new Map<string, string>();
    for (const path of this.hall.routes.flatMap((route) => this.#paths(route.slice(4)))) {
      for (const name of ASKING) {
        if (hidden(name, path)) continue;
        const response = await this.#ask(name, 'GET', path);
        // How long a limit still runs is a time too.
        const headers = [...response.headers].filter(
          ([key]) => !/^(date|x-ratelimit-.*)$/.test(key),
        );
        const bytes = Buffer.from(await response.arrayBuffer());
        // A file for printing is packed with the time in it; the blank ballot paper is the only one there is yet.
        const packed = /officedocument|zip/.test(response.headers.get('content-type') ?? '');
        const text = bytes.toString('utf8');
        // The two halls share a disk with whatever else runs here; it is told in steps of 64 MiB.
        const free = /"freeBytes":(\d+)/.exec(text)?.[1];
        if (free !== undefined) expect(Number(free) % (64 * 1024 ** 2)).toBe(0);
        const body = packed ? '' : withoutTimes(text.replace(/"freeBytes":\d+/, ''));
        const seen = packed ? headers.filter(([key]) => key !== 'content-length') : headers;
        all.set(`${name} ${path}`, JSON.stringify([response.status, seen, body]));
      }
    }
    return all;
  }

  #paths(route: string): string[] {
    if (route === '/socket') return [];
    const { meetingId } = this.hall;
    const roundId = this.round.id;
    const of = route.startsWith('/meetings/') ? meetingId : roundId;
    const path = route.replace('/:id', `/${of}`);
    if (path.includes(':name')) {
      return DocumentName.options.map((name) => path.replace(':name.:format', `${name}.docx`));
    }
    return [path === '/room' ? `/room?meeting=${meetingId}` : path];
  }

  /**
   * Frames by kind, each kind in its order: whether an answer or the picture comes first is the network's affair. Only
   * those in which `text` stands, if it is given.
   */
  sent(text = ''): Record<string, Record<string, string[]>> {
    return Object.fromEntries(
      [...this.frames].map(([name, frames]) => {
        const kinds: Record<string, string[]> = {};
        for (const frame of frames.filter((each) => each.includes(text))) {
          const { type } = JSON.parse(frame) as { type: string };
          (kinds[type] ??= []).push(frame);
        }
        return [name, kinds];
      }),
    );
  }

  /** The same, read. */
  parsed(): Record<string, Record<string, unknown[]>> {
    return Object.fromEntries(
      Object.entries(this.sent()).map(([name, kinds]) => [
        name,
        Object.fromEntries(
          Object.entries(kinds).map(([kind, frames]) => [
            kind,
            frames.map((frame) => JSON.parse(frame) as unknown),
          ]),
        ),
      ]),
    );
  }

  /** The server's log without the numbers of this process and its requests; what runs at once has no order. */
  log(): string[] {
    return this.server.said
      .split('\n')
      .map((line) => {
        if (!line.startsWith('{')) return withoutPorts(line);
        const { time, pid, reqId, ...rest } = JSON.parse(line) as Record<string, unknown>;
        return withoutPorts(withoutTimes(JSON.stringify(rest)));
      })
      .toSorted();
  }

  async audit(): Promise<string> {
    const { rows } = await this.listener.query<{ event: string; detail: unknown }>(
      'select event, detail from audit_entry order by chain_id, seq',
    );
    return withoutTimes(JSON.stringify(rows));
  }
}

/** Compares all that came out of both copies so far. */
async function expectSame(
  one: Copy,
  other: Copy,
  hidden: (name: string, path: string) => boolean = () => false,
): Promise<void> {
  const [first, second] = await Promise.all([one.fetched(hidden), other.fetched(hidden)]);
  expect(first.size).toBeGreaterThan(200);
  for (const [asked, answer] of first) expect(second.get(asked), asked).toBe(answer);
  // What is still on its way arrives; what differs stays different.
  const heard = (copy: Copy) => [copy.sent(), copy.notices, copy.log()];
  await eventually(() => isDeepStrictEqual(heard(one), heard(other))).catch(() => undefined);
  expect(heard(other)).toEqual(heard(one));
}

async function copiesOf(hall: Hall): Promise<[Copy, Copy]> {
  return [await Copy.of(hall), await Copy.of(hall)];
}

/** The frames with the sums that were let out taken off, and the shares made from them: the rest is the same. */
function withoutSums(copy: Copy): unknown {
  const bare = (key: string, value: unknown): unknown =>
    key === 'items' &&
    Array.isArray(value) &&
    value.every((each) => isRecord(each) && 'for' in each)
      ? value.map((each) => (isRecord(each) ? each['id'] : each))
      : value;
  return JSON.parse(JSON.stringify(copy.parsed()), bare);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

it('turnout: nothing before the announcement, but for those who read the count', async () => {
  const hall = await readyHall([['each', 'turnout']]);
  const [one, other] = await copiesOf(hall);
  for (const copy of [one, other]) await copy.act('chair', 'open', 'voting');
  await one.cast('one', 0, DEPUTIES);
  await other.cast('other', 0, DEPUTIES);
  await expectSame(one, other);
  expect(await other.audit()).toBe(await one.audit());
  expect(one.sent()['chair']?.['change']).toHaveLength(DEPUTIES + 1);

  for (const copy of [one, other]) await copy.act('chair', 'close', 'closed');
  await expectSame(one, other);
  expect(await other.audit()).toBe(await one.audit());

  const readsCount = (name: string, path: string) =>
    (name === 'chair' || name === 'scrutineer') && /\/(count|signatures|documents\/.*)$/.test(path);
  for (const copy of [one, other]) {
    await copy.act('chair', 'count', 'tallied');
  }
  await expectSame(one, other, readsCount);
  for (const copy of [one, other]) {
    await copy.act('scrutineer', 'sign', 'signed', { version: 1 });
  }
  await expectSame(one, other, readsCount);

  // The two halls did vote otherwise: from the announcement on everybody sees it.
  for (const copy of [one, other]) await copy.act('chair', 'announce', 'announced');
  expect(one.devices.get('screen')?.view?.result).not.toEqual(
    other.devices.get('screen')?.view?.result,
  );
}, 300_000);

it('every kind: with turnout nothing, in groups and live nothing but sums, at the same moments', async () => {
  const kinds = Object.keys(KINDS);
  const wanted = (['turnout', 'batched', 'live'] as const).flatMap((display) =>
    // Of these there are no running figures, whatever the display.
    (display === 'live' ? ['each', 'rank'] : kinds).map((kind) => [kind, display] as const),
  );
  const hall = await readyHall(wanted);
  const [one, other] = await copiesOf(hall);
  for (const [at, [kind, display]] of wanted.entries()) {
    const play = async (copy: Copy, which: 'one' | 'other') => {
      copy.at = at;
      await copy.act('chair', 'open', 'voting');
      await copy.cast(which, 0, 2 * GROUP - 1);
    };
    await Promise.all([play(one, 'one'), play(other, 'other')]);
    const same = async (what: (copy: Copy) => unknown) => {
      await eventually(() => isDeepStrictEqual(what(one), what(other))).catch(() => undefined);
      expect(what(other), `${kind} ${display}`).toEqual(what(one));
    };
    if (display === 'live') await same(withoutSums);
    // The round before may have let out sums: of this one not a byte differs before its first group.
    else await same((copy) => copy.sent(hall.rounds[at]!.id));
    if (at === 3) await expectSame(one, other);
    await Promise.all([
      one.cast('one', 2 * GROUP - 1, DEPUTIES),
      other.cast('other', 2 * GROUP - 1, DEPUTIES),
    ]);
    for (const copy of [one, other]) await copy.act('chair', 'close', 'closed');
    await same(display === 'turnout' ? (copy) => copy.sent() : withoutSums);
    if (display === 'batched' && kind !== 'rating' && kind !== 'scorecard') {
      const shown = [one, other].map((copy) => copy.devices.get('screen')?.view?.tally);
      expect(shown.map((tally) => tally?.shownPapers)).toEqual([GROUP, GROUP]);
      expect(shown[0]?.items).not.toEqual(shown[1]?.items);
    }
  }
  expect(await other.audit()).toBe(await one.audit());
}, 300_000);
