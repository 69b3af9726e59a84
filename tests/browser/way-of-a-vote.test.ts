import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk, newPassword, publicResult } from '../../scripts/client/desk.ts';
import { Device } from '../../scripts/client/device.ts';
import { PROJECTS, THREE_OF_SIX } from './support/ballots.ts';
import { faults } from './support/checks.ts';
import { LAPTOP, PHONE, PROJECTOR, TABLET, TEST_MS, usePeople } from './support/people.ts';
import { rowsOn, shownOn, watch } from './support/projector.ts';
import { openSite, type Site } from './support/site.ts';
import { cast, press, pressItems, see } from './support/tablet.ts';
import { BUILD_MS } from './support/web.ts';
import { say } from './support/words.ts';

const MEETING = '样例票选会议';
const ROUND = '样例年度民生实事项目票选';
const DEPUTIES = Array.from({ length: 12 }, (_, n) => `样例代表${String(n + 1).padStart(2, '0')}`);
const [LIGHTS, CLINIC, LIFTS, PARK] = PROJECTS;

/** The papers of the phone, the tablet, and of those who vote with a socket of their own; one stays silent. */
const PHONES = [LIGHTS, CLINIC, LIFTS];
const TABLETS = [LIGHTS, CLINIC, PARK];
const OTHERS = ['346', '125', '134', '124', '134', '124', '135', '124', '135'];
/** Counted by hand: 7 of 12 are more than half. */
const VOTES = [10, 6, 6, 7, 3, 1];
const ELECTED = [LIGHTS, PARK];

const people = usePeople();
const presiding = { loginName: 'yangli-zhuchi', password: newPassword() };
let site: Site;
let roundId: string;
/** The deputies' ids and cards, in their order. */
let ids: string[];
let codes: string[];
let links: string[];
const devices: Device[] = [];

beforeAll(async () => {
  site = await openSite();
  const admin = { name: '样例管理员', loginName: 'yangli-guanli', password: newPassword() };
  const assembly = { name: '样例街道人大工委', kind: 'subdistrict' as const };
  const staff = await Desk.setUp(site.setupLink, assembly, admin);
  const presider = { name: '样例主持人', number: 'YL-900', roles: ['presider' as const] };
  await staff.addAccount(presider, presiding);
  const roster = DEPUTIES.map((name, index) => `${name},YL-${String(index + 1)},人大代表`);
  await staff.importRoster(new TextEncoder().encode(['姓名,证号,身份', ...roster].join('\r\n')));
  const everybody = await staff.people();
  ids = DEPUTIES.map((name) => everybody.find((person) => person.name === name)!.id);
  const meeting = await staff.addMeeting(MEETING, new Date(), {
    place: '样例会议室',
    quorum: [],
  });
  await staff.enrol(meeting.id, ids, 'deputy');
  const cards = await staff.issueCards(meeting.id);
  const issued = ids.map((id) => cards.find(({ personId }) => personId === id)!);
  codes = issued.map(({ code }) => code);
  links = issued.map(({ link }) => link);
  const display = { display: 'batched', shownGroup: 5 } as const;
  const drafted = { title: ROUND, definition: THREE_OF_SIX, ...display };
  ({ id: roundId } = await staff.addRound(meeting.id, drafted));
  await staff.act(roundId, 'make-ready');
}, BUILD_MS);
afterAll(async () => {
  for (const device of devices) device.close();
  await site.close();
});

test(
  'a vote from the card to the published result, on four screens at once',
  async () => {
    const { origin } = site;
    const [presider, projector, phone, tablet] = await Promise.all([
      people.comeIn({ name: 'presider', origin, size: LAPTOP }),
      people.comeIn({ name: 'projector', origin, size: PROJECTOR }),
      people.comeIn({ name: 'phone', origin, size: PHONE }),
      people.comeIn({ name: 'tablet', origin, size: TABLET }),
    ]);
    /** Everything the projector is told over its socket. */
    const told: string[] = [];
    projector.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => told.push(payload.toString()));
    });
    await watch(projector);

    await beginMeeting(presider, projector);
    await present(presider, projector);
    await comeIn(phone, tablet);
    await presider.getByText(say('chair.quorum.reached')).waitFor();

    const opening = await step(presider, 'open');
    expect(opening).toContain(say('chair.ask.open.final'));
    await markWithCare(phone);
    // Both tablets send at the same moment.
    await Promise.all([press(phone, 'review.confirm'), cast(tablet, TABLETS, 3)]);
    await Promise.all([see(phone, 'cast.confirmed.title'), see(tablet, 'cast.confirmed.title')]);
    for (const [index, digits] of OTHERS.entries()) {
      const marks = Object.fromEntries([...digits].map((digit) => [`p${digit}`, 'for' as const]));
      expect(await devices[index]!.vote(marks)).toMatchObject({ outcome: 'recorded' });
      const turnout = `${say('screen.voted')} ${String(index + 3)} / 12`;
      await projector.getByRole('img', { name: turnout }).waitFor();
    }
    expect(await faults(projector, 'zh')).toEqual([]);

    const closing = await step(presider, 'close');
    expect(closing).toContain(say('chair.ask.close.missing', { count: 1 }));
    await projector.getByRole('heading', { name: say('screen.closed') }).waitFor();
    await phone.getByText(say('cast.confirmed.counting')).waitFor();

    await press(presider, 'chair.act.count');
    await presider.getByText(`1．${LIGHTS}：赞成10票，反对0票，弃权1票。`).waitFor();
    expect(await faults(presider, 'zh')).toEqual([]);
    // The room knows nothing of it until the presider says so.
    expect(await projector.getByText(say('screen.result', { act: 'decision' })).count()).toBe(0);
    const announcing = await step(presider, 'announce');
    expect(announcing).toContain(say('chair.ask.announce.final'));
    await projector.getByText(say('screen.elected', { count: 2 })).waitFor();
    await Promise.all(
      [phone, tablet].map((page) =>
        page.getByText(say('result.title', { act: 'decision' })).waitFor(),
      ),
    );
    await step(presider, 'publish');
    await presider.getByText(say('round.state.published')).first().waitFor();

    await sameFiguresEverywhere(projector, phone);
    const shown = await shownOn(projector);
    expect(shown.turnout).toEqual(shown.turnout.toSorted((a, b) => a - b));
    expect(shown.turnout.slice(-9)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
    // Those of the running tally too, item by item, up to the result.
    for (const [title, votes] of Object.entries(shown.figures)) {
      expect(votes, title).toEqual(votes.toSorted((a, b) => a - b));
    }
    const secrets = [...DEPUTIES, ...ids];
    for (const text of [...shown.texts, ...told]) {
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
    expect(told.length).toBeGreaterThan(5);

    const before = await rowsOn(projector);
    await projector.reload();
    await projector.getByText(say('screen.elected', { count: 2 })).waitFor();
    expect(await rowsOn(projector)).toEqual(before);
  },
  TEST_MS,
);

/** The presider signs in, starts the meeting and pairs the projector by the code it shows. */
async function beginMeeting(presider: Page, projector: Page): Promise<void> {
  await Promise.all([
    presider.goto(`${site.origin}/chair`),
    projector.goto(`${site.origin}/screen`),
  ]);
  await presider.getByLabel(say('chair.signIn.name')).fill(presiding.loginName);
  await presider.getByLabel(say('chair.signIn.password'), { exact: true }).fill(presiding.password);
  expect(await faults(presider, 'zh')).toEqual([]);
  await press(presider, 'common.signIn');
  // The office set it; from here on the presider alone knows it.
  const own = newPassword();
  for (const [key, text] of [
    ['account.password.current', presiding.password],
    ['account.password.next', own],
    ['account.password.again', own],
  ] as const) {
    await presider.getByLabel(say(key), { exact: true }).fill(text);
  }
  await press(presider, 'account.password.change');
  await presider.getByRole('link', { name: MEETING }).click();
  await step(presider, 'start');
  const code = await projector.locator('.code').innerText();
  expect(await faults(projector, 'zh')).toEqual([]);
  await presider.getByRole('button', { name: say('chair.screen.pair') }).click();
  await presider.getByLabel(say('chair.screen.pair.code')).fill(code);
  await press(presider, 'chair.screen.pair.go');
  await presider.getByText(say('chair.screen.paired')).waitFor();
  await presider.keyboard.press('Escape');
  await projector.getByRole('heading', { name: MEETING }).waitFor();
}

/** The round is on the floor; nobody has come in yet, and the button that opens it says so. */
async function present(presider: Page, projector: Page): Promise<void> {
  await press(presider, 'chair.act.present', { position: 1 });
  await projector.getByRole('heading', { name: ROUND }).waitFor();
  for (const title of PROJECTS) await projector.getByText(title).waitFor();
  const missing = { enrolled: 12, present: 0, missing: 8 };
  await presider.getByText(say('chair.obstacle.quorum_missing', missing)).waitFor();
  const open = presider.getByRole('button', { name: say('chair.act.open'), exact: true });
  expect(await open.isDisabled()).toBe(true);
}

/** Two deputies come with a browser, by typed code and by QR code; ten with a socket of their own. */
async function comeIn(phone: Page, tablet: Page): Promise<void> {
  const { origin } = site;
  await phone.goto(`${origin}/tablet`);
  const field = phone.getByRole('textbox');
  await field.waitFor();
  expect(await faults(phone, 'zh')).toEqual([]);
  // As somebody types it who takes it easy: some digits on the keypad, spaces in between.
  await phone.getByRole('button', { name: codes[0]!.slice(0, 1), exact: true }).click();
  await field.press('End');
  await field.pressSequentially(codes[0]!.slice(1).replaceAll(/(..)/g, '$1 '));
  expect((await field.inputValue()).replaceAll(' ', '')).toBe(codes[0]);
  await press(phone, 'common.signIn');
  await tablet.goto(`${origin}/t#${links[1]!}`);
  await phone.getByText(say('tablet.reading')).waitFor();
  await tablet.getByText(say('tablet.reading')).waitFor();
  // Everybody can read along what is read out.
  for (const title of PROJECTS) await tablet.getByText(title, { exact: true }).waitFor();
  expect(tablet.url()).toBe(`${origin}/tablet`);
  for (const code of codes.slice(2)) {
    const device = await Device.signIn(origin, code);
    devices.push(device);
    await device.connect();
  }
}

/** What is marked is counted; one too many is stopped with the reason; an exchange is possible. */
async function markWithCare(phone: Page): Promise<void> {
  const count = (n: number) =>
    phone.getByText(say('mark.count', { count: n, seats: 3 }), { exact: true }).waitFor();
  await pressItems(phone, [LIGHTS, CLINIC]);
  await count(2);
  await pressItems(phone, [PARK]);
  await count(3);
  await pressItems(phone, [LIFTS]);
  await phone
    .getByRole('alert')
    .getByText(say('mark.full', { seats: 3, of: 'elected' }))
    .waitFor();
  const lifts = phone.getByRole('button', { name: LIFTS });
  expect(await lifts.getAttribute('aria-pressed')).toBe('false');
  await pressItems(phone, [PARK, LIFTS]);
  await count(3);
  expect(await phone.getByRole('alert').count()).toBe(0);
  expect(await faults(phone, 'zh')).toEqual([]);
  await press(phone, 'mark.review');
  await see(phone, 'review.title');
  const chosen = phone.locator('section', { hasText: say('review.for', { count: 3 }) });
  const items = await chosen.getByRole('listitem').allInnerTexts();
  expect(items.map((item) => item.replace(/^\d+\s*/, ''))).toEqual(PHONES);
}

/** Presses the one big button, then the one in the dialog; gives what the dialog said. */
async function step(
  presider: Page,
  act: 'start' | 'open' | 'close' | 'announce' | 'publish',
): Promise<string> {
  await press(presider, `chair.act.${act}`);
  const dialog = presider.getByRole('dialog');
  const title = say(`chair.ask.${act}.title`, { title: ROUND });
  await dialog.getByRole('heading', { name: title }).waitFor();
  const question = await dialog.innerText();
  await dialog.getByRole('button', { name: say(`chair.ask.${act}.confirm`), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  return question;
}

/** Projector, public page and its data say what was counted by hand. */
async function sameFiguresEverywhere(projector: Page, phone: Page): Promise<void> {
  const expected = PROJECTS.map((title, index) => ({
    title,
    votes: VOTES[index]!,
    elected: (ELECTED as string[]).includes(title),
  })).toSorted((a, b) => (a.title < b.title ? -1 : 1));

  const rows = (await rowsOn(projector)).map(({ place: _, ...row }) => row);
  expect(rows.toSorted((a, b) => (a.title < b.title ? -1 : 1))).toEqual(expected);

  await phone.goto(`${site.origin}/r/${roundId}`);
  const table = phone.getByRole('table', { name: say('result.table') });
  await table.waitFor();
  const read = await table.locator('tbody tr').evaluateAll((lines) =>
    lines.map((line) => {
      const [, title, votes] = [...line.children].map((cell) => cell.textContent.trim());
      const outcome = line.lastElementChild?.textContent.trim();
      return { title, votes: Number(votes), outcome };
    }),
  );
  const told = read.map(({ title, votes, outcome }) => {
    return { title: title!, votes, elected: outcome === say('outcome.elected') };
  });
  expect(told.toSorted((a, b) => (a.title < b.title ? -1 : 1))).toEqual(expected);
  expect(await faults(phone, 'zh')).toEqual([]);

  const { result } = await publicResult(site.origin, roundId);
  expect('items' in result && result.items.map((item) => [item.id, item.for])).toEqual(
    VOTES.map((votes, index) => [`p${String(index + 1)}`, votes]),
  );
  expect(result.papers).toMatchObject({ collected: 11, valid: 11, invalid: 0 });
}
