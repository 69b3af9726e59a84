import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { openHall, type Hall } from '../support/hall.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { PROJECTS, THREE_OF_SIX } from './support/ballots.ts';
import { PATIENCE_MS, PHONE, TABLET, TEST_MS, usePeople } from './support/people.ts';
import {
  cast,
  fillIn,
  kept,
  pictureOf,
  press,
  pressItems,
  see,
  sitDown,
} from './support/tablet.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say } from './support/words.ts';

// V10: on the tablet, sending, confirmed, refused and unknown are four different pictures; unknown settles by
// itself after reconnecting. With V2 and V3: whatever the network does, one paper.

const SOCKET = /^GET \/api\/socket/;
const VOTES = /^POST \/api\/vote/;
const CHOSEN = PROJECTS.slice(0, 2);
const people = usePeople();
let webDir: string;

beforeAll(async () => {
  webDir = await builtWeb();
}, BUILD_MS);

/** A hall with so many deputies present, where a round is taking votes. */
async function votingHall(deputies: number): Promise<{ hall: Hall; roundId: string }> {
  const hall = await openHall({ deputies, webDir });
  onTestFinished(() => hall.close());
  const roundId = await hall.round(THREE_OF_SIX, 'live');
  await hall.press(roundId, 'open');
  return { hall, roundId };
}

async function network(hall: Hall): Promise<TcpProxy> {
  const proxy = await TcpProxy.before(hall.origin);
  onTestFinished(() => proxy.close());
  return proxy;
}

async function deputyBehind(proxy: TcpProxy, hall: Hall, index: number) {
  const origin = proxy.through(hall.origin);
  const page = await people.comeIn({
    name: `deputy ${String(index)}`,
    origin,
    size: index % 2 === 0 ? PHONE : TABLET,
    brokenNetwork: true,
  });
  await sitDown(page, hall, hall.deputies[index]!, origin);
  return page;
}

async function papersIn(hall: Hall, roundId: string): Promise<number> {
  const papers = await hall.db
    .selectFrom('paper')
    .select('receipt')
    .where('round_id', '=', roundId)
    .execute();
  return papers.length;
}

test(
  'V10: sending, unknown, confirmed and refused are four pictures; both doubts settle by themselves',
  async () => {
    const { hall, roundId } = await votingHall(4);
    const [deaf, mute] = [await network(hall), await network(hall)];
    const [arrives, lost] = await Promise.all([
      deputyBehind(deaf, hall, 0),
      deputyBehind(mute, hall, 1),
    ]);
    await Promise.all([fillIn(arrives, CHOSEN, 3), fillIn(lost, CHOSEN, 3)]);

    // One vote reaches the server and its answer doesn't come back; the other never gets there.
    deaf.hold('down');
    mute.hold('up');
    await Promise.all([press(arrives, 'review.confirm'), press(lost, 'review.confirm')]);
    await Promise.all([see(arrives, 'cast.sending.title'), see(lost, 'cast.sending.title')]);
    const sending = await pictureOf(arrives);
    await expect.poll(() => papersIn(hall, roundId), { timeout: PATIENCE_MS }).toBe(1);

    deaf.cut();
    mute.cut();
    await Promise.all([see(arrives, 'cast.unknown.title'), see(lost, 'cast.unknown.title')]);
    const unknown = await pictureOf(arrives);
    await arrives.getByText(say('cast.unknown.do')).waitFor();
    await hall.press(roundId, 'close');

    deaf.restore();
    mute.restore();
    await Promise.all([see(arrives, 'cast.confirmed.title'), see(lost, 'cast.refused.title')]);
    const confirmed = await pictureOf(arrives);
    const refused = await pictureOf(lost);
    await lost.getByText(say('error.round_not_open.happened')).waitFor();
    expect(await papersIn(hall, roundId)).toBe(1);

    const four = [sending, unknown, confirmed, refused];
    for (const facet of ['words', 'sign', 'colours'] as const) {
      expect(new Set(four.map((picture) => picture[facet])).size, facet).toBe(4);
    }
    // What was refused is in no count.
    await hall.press(roundId, 'count');
    expect((await hall.request(hall.chair, 'GET', `/rounds/${roundId}/count`)).body).toMatchObject({
      result: { papers: { collected: 1 } },
    });
  },
  TEST_MS,
);

test(
  'V10: a vote that never arrived goes again by itself while the box is open, and once only',
  async () => {
    const { hall, roundId } = await votingHall(2);
    const proxy = await network(hall);
    const page = await deputyBehind(proxy, hall, 0);
    await fillIn(page, CHOSEN, 3);
    proxy.hold('up');
    await press(page, 'review.confirm');
    await see(page, 'cast.sending.title');
    proxy.cut();
    await see(page, 'cast.unknown.title');
    expect(await papersIn(hall, roundId)).toBe(0);
    proxy.restore();
    await see(page, 'cast.confirmed.title');
    expect(await papersIn(hall, roundId)).toBe(1);
  },
  TEST_MS,
);

test(
  'V10: marks outlive a reload and a dead network; a vote in doubt outlives a reload; then nothing is kept',
  async () => {
    const { hall, roundId } = await votingHall(2);
    const proxy = await network(hall);
    const page = await deputyBehind(proxy, hall, 0);
    const count = (n: number) =>
      page.getByText(say('mark.count', { count: n, seats: 3 }), { exact: true });
    await pressItems(page, CHOSEN);
    await count(2).waitFor();
    await page.reload();
    await count(2).waitFor();
    for (const title of CHOSEN) {
      expect(await page.getByRole('button', { name: title }).getAttribute('aria-pressed')).toBe(
        'true',
      );
    }
    // Without a network marking goes on, and nothing that was marked is lost.
    proxy.cut();
    await page.getByText(say('live.stale')).waitFor();
    await pressItems(page, [PROJECTS[2]]);
    await count(3).waitFor();
    proxy.restore();
    await page.getByText(say('live.stale')).waitFor({ state: 'detached' });
    await count(3).waitFor();

    await press(page, 'mark.review');
    proxy.hold('down');
    await press(page, 'review.confirm');
    await see(page, 'cast.sending.title');
    await expect.poll(() => papersIn(hall, roundId), { timeout: PATIENCE_MS }).toBe(1);
    // The page comes back, the room over HTTP too, but nothing about votes gets through yet.
    proxy.restore();
    proxy.refuse(new RegExp(`${SOCKET.source}|${VOTES.source}`));
    await page.reload();
    await see(page, 'cast.unknown.title');
    expect(await kept(page)).toContain('marks');
    proxy.restore();
    await see(page, 'cast.confirmed.title');
    expect(await papersIn(hall, roundId)).toBe(1);
    const left = await kept(page);
    expect(left).toContain('confirmed');
    expect(left).not.toContain('marks');
    expect(left).not.toContain('"p1"');
    await page.reload();
    await see(page, 'cast.confirmed.title');
  },
  TEST_MS,
);

test(
  'V10: where the network lets no WebSocket through, the same pictures come over HTTP',
  async () => {
    const { hall, roundId } = await votingHall(2);
    const proxy = await network(hall);
    proxy.refuse(SOCKET);
    const page = await deputyBehind(proxy, hall, 0);
    await fillIn(page, CHOSEN, 3);
    proxy.hold('down');
    await press(page, 'review.confirm');
    await see(page, 'cast.sending.title');
    await expect.poll(() => papersIn(hall, roundId), { timeout: PATIENCE_MS }).toBe(1);
    proxy.cut();
    await see(page, 'cast.unknown.title');
    proxy.restore();
    proxy.refuse(SOCKET);
    await see(page, 'cast.confirmed.title');
    expect(await papersIn(hall, roundId)).toBe(1);
    // The presider goes on: without a socket the tablet follows as well.
    await hall.press(roundId, 'close');
    await page.getByText(say('cast.confirmed.counting')).waitFor();
    await hall.press(roundId, 'count', 'announce');
    await page.getByText(say('result.title', { act: 'decision' }), { exact: true }).waitFor();
    expect(proxy.upgraded).toBe(0);
  },
  TEST_MS,
);

test(
  'while the database is away the tablet says so, and the vote goes by itself when it is back',
  async () => {
    const { hall, roundId } = await votingHall(2);
    const database = await TcpProxy.before(hall.url);
    onTestFinished(() => database.close());
    const { origin } = await hall.startProcess({ databaseUrl: database.through(hall.url) });
    const page = await people.comeIn({ name: 'deputy', origin, size: TABLET, brokenNetwork: true });
    await sitDown(page, hall, hall.deputies[0]!, origin);
    await fillIn(page, CHOSEN, 3);
    database.cut();
    await press(page, 'review.confirm');
    await page.getByText(say('cast.sending.unavailable')).waitFor();
    expect(await papersIn(hall, roundId)).toBe(0);
    database.restore();
    await see(page, 'cast.confirmed.title');
    expect(await papersIn(hall, roundId)).toBe(1);
  },
  TEST_MS,
);

test(
  'a tablet whose clock is an hour off, and jumps, votes like any other and settles its doubt',
  async () => {
    const { hall, roundId } = await votingHall(2);
    const proxy = await network(hall);
    const origin = proxy.through(hall.origin);
    const page = await people.comeIn({ name: 'deputy', origin, size: TABLET, brokenNetwork: true });
    await page.addInitScript(() => {
      const right = Date.now.bind(Date);
      Object.assign(globalThis, { offMs: 3_600_000 });
      Date.now = () => right() + (globalThis as unknown as { offMs: number }).offMs;
    });
    await sitDown(page, hall, hall.deputies[0]!, origin);
    await fillIn(page, CHOSEN, 3);
    proxy.hold('down');
    await press(page, 'review.confirm');
    await see(page, 'cast.sending.title');
    await page.evaluate(() => void Object.assign(globalThis, { offMs: -3_600_000 }));
    await expect.poll(() => papersIn(hall, roundId), { timeout: PATIENCE_MS }).toBe(1);
    proxy.cut();
    await see(page, 'cast.unknown.title');
    proxy.restore();
    await see(page, 'cast.confirmed.title');
    expect(await papersIn(hall, roundId)).toBe(1);
  },
  TEST_MS,
);

test(
  'a second device with the same card takes over, and the first one says so',
  async () => {
    const { hall, roundId } = await votingHall(2);
    const personId = hall.deputies[0]!;
    const issued = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/cards`, {
      who: [personId],
    });
    const { cards } = issued.body as { cards: { code: string; link: string }[] };
    const { code, link } = cards[0]!;
    const device = (name: string) =>
      people.comeIn({ name, origin: hall.origin, size: PHONE, brokenNetwork: true });
    const first = await device('first device');
    await first.goto(`${hall.origin}/t#${link}`);
    await pressItems(first, CHOSEN);
    const second = await device('second device');
    // The link has been used; the page says so, and what to do.
    await second.goto(`${hall.origin}/t#${link}`);
    await see(second, 'error.card_link_used.happened');
    await second.getByRole('link', { name: say('entrance.typeCode') }).click();
    for (const digit of code)
      await second.getByRole('button', { name: digit, exact: true }).click();
    await press(second, 'common.signIn');
    await cast(second, [PROJECTS[5]], 3);
    await see(second, 'cast.confirmed.title');

    await see(first, 'signedOut.taken_over');
    await first.getByText(say('signedOut.taken_over.do')).waitFor();
    expect(await kept(first)).not.toContain('marks');
    expect(await papersIn(hall, roundId)).toBe(1);
  },
  TEST_MS,
);
