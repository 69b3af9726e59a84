/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Device } from '../../scripts/client/device.ts';
import { ROOT } from '../../scripts/programs.ts';
import type { MessageKey } from '../../web/src/lib/i18n/zh/index.ts';
import { PROJECTS } from './support/ballots.ts';
import { faultsIn, hiddenFocus } from './support/checks.ts';
import { LAPTOP, TEST_MS, usePeople } from './support/people.ts';
import { openSite, type Site } from './support/site.ts';
import { survey } from './support/survey.ts';
import { press } from './support/tablet.ts';
import { BUILD_MS } from './support/web.ts';
import { say } from './support/words.ts';

// The office's work before a meeting, from the set-up link to a round that the presider can open.

const ASSEMBLY = '样例街道人大工委';
const MEETING = '样例票选会议';
const ROUND = '样例民生实事票选';
const ADMIN = { name: '样例管理员', loginName: 'yangli-guanli', password: 'sample-password-4711' };
/** What is the office's own on the pages, and in no language but Chinese. */
const OWN = [ASSEMBLY, MEETING, ROUND, ADMIN.name, '样例会议室', '样例名册.csv', ...PROJECTS];
const ROSTER_WORDS =
  /样例(代表|委员|选民代表|群众代表)[一二三四五六七八九十]|样例第[一二]代表团|样例第一选区|样例社区/g;

const people = usePeople();
let site: Site;
beforeAll(async () => {
  site = await openSite();
}, BUILD_MS);
afterAll(() => site.close());

/** Every page holds in both languages what holds everywhere, and needs no scrolling sideways. */
async function look(page: Page, own: readonly string[] = []): Promise<void> {
  for (const language of ['en', 'zh'] as const) {
    await page.locator(`button[lang=${language}]`).click();
    await page.locator(`html[lang^=${language}]`).waitFor();
    const looks = await survey(page);
    const roster = looks.texts.flatMap(({ text }) => text.match(ROSTER_WORDS) ?? []);
    expect(faultsIn(looks, language, [...OWN, ...own, ...roster])).toEqual([]);
    expect(looks.scroll.x, looks.address).toBeLessThanOrEqual(0);
  }
}

const field = (page: Page, key: MessageKey) =>
  page.getByRole('textbox', { name: say(key), exact: true });
const follow = (page: Page, key: MessageKey) =>
  page.getByRole('link', { name: say(key), exact: true }).click();

async function persons(): Promise<number> {
  return (await site.db.selectFrom('person').select('id').execute()).length;
}

/** Presses Tab until what has the focus is called this; then it can be pressed by key too. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 150; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const labels = [...(element?.labels ?? [])].map((label) => label.textContent);
      return [element?.getAttribute('aria-label'), ...labels, element?.textContent]
        .map((text) => (text ?? '').replaceAll(/\*|\s+/g, ' ').trim())
        .filter((text) => text !== '');
    });
    if (focused[0] === name.trim()) return;
  }
  throw new Error(`Tab never comes to ${name}`);
}

test(
  'the office prepares a meeting: set-up, people, roll, cards, a round',
  async () => {
    const { origin } = site;
    const page = await people.comeIn({
      name: 'staff',
      origin,
      size: LAPTOP,
      refusedAt: /\/api\/sign-in$/,
      calm: true,
    });
    await setUp(page);
    await signInByKeyboard(page);
    await importPeople(page);
    const meetingId = await makeMeeting(page);
    await enrol(page);
    const codes = await issueCards(page);
    // A printed code opens the door.
    const device = await Device.signIn(origin, codes[0]!.replace('-', ''));
    device.close();
    await makeRoundByKeyboard(page);
    const rounds = await site.db
      .selectFrom('round')
      .select(['title', 'state', 'display'])
      .where('meeting_id', '=', meetingId)
      .execute();
    expect(rounds).toEqual([{ title: ROUND, state: 'ready', display: 'turnout' }]);
  },
  TEST_MS,
);

async function setUp(page: Page): Promise<void> {
  await page.goto(`${site.origin}/setup#${site.setupLink.token}`);
  await field(page, 'first.name').fill(ASSEMBLY);
  await look(page);
  await field(page, 'people.name').fill(ADMIN.name);
  await field(page, 'desk.signIn.loginName').fill(ADMIN.loginName);
  await page.getByLabel(say('people.account.password')).fill(ADMIN.password);
  await page.getByLabel(say('first.again')).fill('something else');
  await press(page, 'setup.confirm');
  await page.getByText(say('first.again.differs')).waitFor();
  expect(await persons()).toBe(0);
  await page.getByLabel(say('first.again')).fill(ADMIN.password);
  await press(page, 'setup.confirm');
  await page.getByText(say('meetings.empty'), { exact: true }).waitFor();
  await look(page);
}

async function signInByKeyboard(page: Page): Promise<void> {
  await press(page, 'common.signOut');
  await page.getByRole('heading', { name: say('desk.signIn.title') }).waitFor();
  await look(page);
  expect(await hiddenFocus(page, 4)).toEqual([]);
  await page.reload();
  await page.getByRole('heading', { name: say('desk.signIn.title') }).waitFor();
  await tabTo(page, say('desk.signIn.loginName'));
  await page.keyboard.type(ADMIN.loginName);
  await tabTo(page, say('desk.signIn.password'));
  await page.keyboard.type('a wrong password');
  await page.keyboard.press('Enter');
  await page.getByText(say('error.wrong_credentials.happened')).waitFor();
  await page.getByLabel(say('desk.signIn.password')).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(ADMIN.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: say('desk.nav.meetings'), exact: true }).waitFor();
}

/** A bad roster is refused row by row and changes nothing; a good one in the encoding of Excel is taken. */
async function importPeople(page: Page): Promise<void> {
  await follow(page, 'desk.nav.people');
  await page.getByRole('heading', { name: say('desk.nav.people') }).waitFor();
  await look(page);
  await page.getByRole('link', { name: say('people.import') }).click();
  const choose = page.locator('input[type=file]');
  await choose.waitFor({ state: 'attached' });
  await look(page, ['姓名', '证号', '单位', '手机', '身份']);
  const bad = [
    '姓名,证号,身份',
    '样例代表一,YL001,人大代表',
    ',YL002,人大代表',
    '样例代表三,YL001,人大代表',
    '样例代表四,YL004,样例无此身份',
  ].join('\r\n');
  await choose.setInputFiles({
    name: '样例名册.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(bad),
  });
  const problems = page.getByRole('table', { name: say('roster.problems.title') });
  await problems.waitFor();
  const reasons = await problems
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())),
    );
  const told = reasons.map(([row, , , reason]) => `${row!} ${reason!}`);
  expect(told).toEqual([
    `3 ${say('roster.problem.name_missing')}`,
    `4 ${say('roster.problem.number_duplicate')}`,
    `5 ${say('roster.problem.role_unknown')}`,
  ]);
  await page.getByText(say('roster.apply.blocked')).waitFor();
  await look(page, ['姓名', '证号', '身份', '样例无此身份']);
  expect(await persons()).toBe(1);

  const good = await readFile(join(ROOT, 'db/samples/roster-sample-gb18030.csv'));
  await choose.setInputFiles({ name: '样例名册.csv', mimeType: 'text/csv', buffer: good });
  await page.getByText('CSV · GB18030').waitFor();
  await page.getByRole('cell', { name: '样例群众代表一', exact: true }).waitFor();
  expect(await persons()).toBe(1);
  await press(page, 'roster.apply', { count: 14 });
  await page.getByText(say('roster.applied', { added: 14, updated: 0, unchanged: 0 })).waitFor();
  expect(await persons()).toBe(15);
  await page.getByRole('link', { name: say('roster.back') }).click();
  await page.getByRole('cell', { name: '样例代表十', exact: true }).waitFor();
  await look(page);
}

/** Gives the new meeting's id. */
async function makeMeeting(page: Page): Promise<string> {
  await follow(page, 'desk.nav.meetings');
  await page
    .getByRole('button', { name: say('meetings.create') })
    .first()
    .click();
  await field(page, 'meetings.title').fill(MEETING);
  await page.getByLabel(say('meetings.startsAt')).fill('2027-03-05T09:30');
  await field(page, 'meetings.place').fill('样例会议室');
  await page
    .locator('form')
    .getByRole('button', { name: say('meetings.create'), exact: true })
    .click();
  await page.getByRole('heading', { name: MEETING }).waitFor();
  await page.getByText(say('meetings.step.roll.do')).waitFor();
  await look(page);
  return new URL(page.url()).pathname.split('/')[3]!;
}

async function enrol(page: Page): Promise<void> {
  await follow(page, 'meetings.tab.roll');
  await page.getByRole('link', { name: say('roll.add') }).click();
  const all = { role: say('role.deputy'), count: 11 };
  await press(page, 'roll.add.all', all);
  await look(page);
  await press(page, 'roll.add.confirm', { count: 11 });
  await page
    .getByText(say('roll.figures', { all: 11, enrolled: 11, present: 0, onLeave: 0 }))
    .waitFor();
  await look(page);
}

/** Gives the codes on the sheet, one for each person. */
async function issueCards(page: Page): Promise<string[]> {
  await follow(page, 'meetings.tab.cards');
  await press(page, 'cards.issueWithout', { count: 11 });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('cards.issue') })
    .click();
  await page.getByText(say('cards.once', { count: 11 })).waitFor();
  const labels = await page.locator('.label').evaluateAll((all) =>
    all.map((label) => ({
      name: label.querySelector('.name')?.textContent ?? '',
      code: label.querySelector('.code')?.textContent ?? '',
      qr: label.querySelector('[role=img]')?.getAttribute('aria-label') ?? '',
    })),
  );
  expect(labels).toHaveLength(11);
  expect(new Set(labels.map(({ name }) => name)).size).toBe(11);
  expect(new Set(labels.map(({ code }) => code)).size).toBe(11);
  for (const { name, code, qr } of labels) {
    expect(code).toMatch(/^(\d{4} ){3}\d{4}$/);
    expect(qr).toBe(say('cards.qr', { name }));
  }
  await look(
    page,
    labels.map(({ name }) => name),
  );
  await press(page, 'cards.done');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('cards.done') })
    .click();
  await page.getByRole('table').waitFor();
  return labels.map(({ code }) => code);
}

/** From the empty list to a round that is ready, without a mouse. */
async function makeRoundByKeyboard(page: Page): Promise<void> {
  await follow(page, 'meetings.tab.rounds');
  await page.getByText(say('rounds.empty'), { exact: true }).waitFor();
  await tabTo(page, say('rounds.create'));
  await page.keyboard.press('Enter');
  await tabTo(page, say('draft.title'));
  await page.keyboard.type(ROUND);
  await tabTo(page, say('draft.seats'));
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: say('rounds.number', { number: 1 }) }).waitFor();
  await look(page);

  // Handed in too early, the page says what is missing.
  await tabTo(page, say('draft.makeReady'));
  await page.keyboard.press('Enter');
  await page.getByText(say('draft.unready')).waitFor();
  await tabTo(page, say('draft.item', { number: 1 }));
  for (const [index, title] of PROJECTS.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: say('draft.item', { number: index + 1 }) }).waitFor();
    await page.keyboard.type(title);
  }
  await tabTo(page, say('draft.seats'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('3');
  await page.getByText(say('draft.save.saved')).waitFor();
  await look(page);
  await tabTo(page, say('draft.makeReady'));
  await page.keyboard.press('Enter');
  await page.getByText(say('rounds.ready'), { exact: true }).waitFor();
  await look(page);
}
