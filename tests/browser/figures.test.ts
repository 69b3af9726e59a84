import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Round } from '../../server/contract/rounds/schemas.ts';
import { cookieName } from '../../server/platform/http.ts';
import { openHall, type Hall } from '../support/hall.ts';
import { TEN_OF_THIRTY, THIRTY_LONG_NAMES } from './support/ballots.ts';
import { brokenOff, faultsIn, smallTargets } from './support/checks.ts';
import { LAPTOP, PHONE, TABLET, TEST_MS, usePeople } from './support/people.ts';
import { survey } from './support/survey.ts';
import { press, see, sitDown } from './support/tablet.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say } from './support/words.ts';

// A ballot counted by hand: a teller enters its figures, the presider lets another take a teller's place.

const OWN = [...THIRTY_LONG_NAMES, '样例会议', '样例镇', '样例票决', '样例人工计票'];
/** The least height of what a finger in the hall is to meet, CSS pixels. */
const TARGET = 56;

const people = usePeople();
let webDir: string;
beforeAll(async () => {
  webDir = await builtWeb();
}, BUILD_MS);

/** Nothing is cut, too wide or untranslated in either language; at tablets fingers meet everything. */
async function look(page: Page, sizes: readonly (typeof PHONE)[], own: readonly string[]) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const language of ['en', 'zh'] as const) {
      await page.locator(`button[lang=${language}]`).click();
      await page.locator(`html[lang^=${language}]`).waitFor();
      const looks = await survey(page);
      const where = `${looks.address}, ${String(size.width)} px, ${language}`;
      expect(brokenOff(looks), where).toEqual([]);
      expect(faultsIn(looks, language, own), where).toEqual([]);
      if (size.width < LAPTOP.width) expect(smallTargets(looks, TARGET), where).toEqual([]);
    }
  }
}

/** Two tellers, a chief scrutineer, and a closed round of thirty items that is counted by hand. */
async function countedByHand(hall: Hall): Promise<string> {
  const officers = (['teller', 'teller', 'chief_scrutineer'] as const).map((office, i) => ({
    personId: hall.deputies[i],
    office,
  }));
  const hands = { kind: 'officers', subject: '样例名单', for: 3, against: 0, abstain: 0 };
  await hall.request(hall.chair, 'POST', `/meetings/${hall.meetingId}/decisions`, {
    ...hands,
    officers,
  });
  const path = `/meetings/${hall.meetingId}/rounds`;
  const body = { title: '样例人工计票', medium: 'figures', definition: TEN_OF_THIRTY };
  const { id } = (await hall.request(hall.desk, 'POST', path, body)).body as Round;
  await hall.request(hall.desk, 'POST', `/rounds/${id}/make-ready`);
  await hall.press(id, 'open', 'close');
  return id;
}

async function names(hall: Hall): Promise<string[]> {
  const rows = await hall.db.selectFrom('person').select('name').execute();
  return rows.map(({ name }) => name);
}

test(
  'a teller enters the figures of thirty items, is told which doesn’t add up, and hands them in',
  async () => {
    const hall = await openHall({ deputies: 3, webDir });
    onTestFinished(() => hall.close());
    const roundId = await countedByHand(hall);
    const page = await people.comeIn({ name: 'teller', origin: hall.origin, size: TABLET });
    await sitDown(page, hall, hall.deputies[0]!, hall.origin);
    const ballots = page.locator('form fieldset').first().locator('input');
    await ballots.first().waitFor();
    // Six digits are seen whole in every field, on a phone and in the largest letters.
    const size = page.locator('[data-text-size]');
    while ((await size.getAttribute('data-text-size')) !== 'larger') await size.click();
    await page.setViewportSize(PHONE);
    const some = [
      ballots.first(),
      ...(await page.locator('form ol li').first().locator('input').all()),
    ];
    for (const field of some) {
      await field.fill('888888');
      const [room, needed] = await field.evaluate(({ clientWidth, scrollWidth }) => [
        clientWidth,
        scrollWidth,
      ]);
      expect(needed).toBeLessThanOrEqual(room ?? 0);
      await field.fill('');
    }
    await size.click();
    await page.setViewportSize(TABLET);
    const figures = ['3', '3', '3', '3', '3', '0'];
    for (const [i, figure] of figures.entries()) await ballots.nth(i).fill(figure);
    const items = page.locator('form ol li');
    expect(await items.count()).toBe(30);
    for (let i = 0; i < 30; i += 1) {
      const inputs = items.nth(i).locator('input');
      // One vote for each of the first ten; the third item has a vote too many.
      for (const [at, votes] of [i < 10 ? 3 : 0, i === 2 ? 1 : 0, i < 10 ? 0 : 3].entries()) {
        await inputs.nth(at).fill(String(votes));
      }
    }
    const broken = say('identity.item_valid', { item: 3, sum: 4, valid: 3 });
    await page.getByText(broken, { exact: true }).waitFor();
    await look(page, [PHONE, TABLET], [...OWN, ...(await names(hall))]);
    await press(page, 'figures.send');
    // What doesn't add up isn't sent.
    const { tellers } = (await hall.request(hall.chair, 'GET', `/rounds/${roundId}/box`)).body as {
      tellers: unknown[];
    };
    expect(tellers).toEqual([]);
    // A reload loses nothing.
    await page.reload();
    await page.getByText(broken, { exact: true }).waitFor();
    await items.nth(2).locator('input').nth(1).fill('0');
    await press(page, 'figures.send');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('figures.send') })
      .click();
    await page.getByText(say('figures.isDone'), { exact: true }).waitFor();
    await look(page, [PHONE, TABLET], [...OWN, ...(await names(hall))]);
    const entered = await hall.db.selectFrom('figures_entry').select('content').execute();
    expect(entered).toMatchObject([
      { content: { collected: 3, counted: { valid: 3, items: { length: 30 } } } },
    ]);
  },
  TEST_MS,
);

test(
  'the presider lets another take a teller’s place, with the reason, and so does the chief scrutineer',
  async () => {
    const hall = await openHall({ deputies: 3, webDir });
    onTestFinished(() => hall.close());
    const roundId = await countedByHand(hall);
    const over = { enrolled: 3, present: 3, issued: 2, collected: 3, counted: null };
    const enter = async (personId: string) => {
      const teller = { seat: 'tablet' as const, token: await hall.signIn('tablet', personId) };
      await hall.request(teller, 'PUT', `/rounds/${roundId}/figures`, over);
    };
    const status = async () =>
      (await hall.request(hall.chair, 'GET', `/rounds/${roundId}/box`)).body as {
        tellers: unknown[];
        setAside: unknown[];
      };
    await enter(hall.deputies[0]!);
    const page = await people.comeIn({ name: 'presider', origin: hall.origin, size: LAPTOP });
    await page
      .context()
      .addCookies([{ name: cookieName('chair'), value: hall.chair.token, url: hall.origin }]);
    await page.goto(`${hall.origin}/chair/${hall.meetingId}`);
    const own = [...OWN, '样例名单', '突然生病', ...(await names(hall))];
    const release = async (where: Page, reason: string) => {
      await where.getByRole('button', { name: say('release.press') }).click();
      const dialog = where.getByRole('dialog');
      const confirm = dialog.getByRole('button', { name: say('release.confirm'), exact: true });
      await confirm.click();
      await dialog.getByText(say('reason.needed')).waitFor();
      await dialog.getByRole('textbox').fill(reason);
      await confirm.click();
      await where.getByText(reason).waitFor();
    };
    await page.getByRole('button', { name: say('release.press') }).waitFor();
    await look(page, [LAPTOP], own);
    await release(page, '突然生病');
    expect(await status()).toMatchObject({ tellers: [], setAside: [{ reason: '突然生病' }] });

    await enter(hall.deputies[1]!);
    const tablet = await people.comeIn({ name: 'chief', origin: hall.origin, size: TABLET });
    await sitDown(tablet, hall, hall.deputies[2]!, hall.origin);
    await tablet.getByRole('button', { name: say('release.press') }).waitFor();
    await look(tablet, [PHONE, TABLET], own);
    await release(tablet, '临时有事');
    const entered = { entered: 1 };
    expect(await status()).toMatchObject({
      tellers: [],
      setAside: [
        { reason: '突然生病', ...entered },
        { reason: '临时有事', ...entered },
      ],
    });
  },
  TEST_MS,
);

test(
  'a by-election is for the voters of its constituency: tablets say so, and what became of it',
  async () => {
    const hall = await openHall({ deputies: 3, webDir });
    onTestFinished(() => hall.close());
    const { origin } = hall;
    const path = `/meetings/${hall.meetingId}/rounds`;
    const definition = {
      kind: 'election',
      seats: 1,
      items: [{ id: 'p01', title: '样例候选人' }],
      quorum: [{ of: 'registered', fraction: '1/2', strict: true }],
      majority: [{ base: 'collected', fraction: '1/2', strict: true }],
    };
    const body = { title: '样例补选', medium: 'figures', definition };
    const { id } = (await hall.request(hall.desk, 'POST', path, body)).body as Round;
    await hall.request(hall.desk, 'POST', `/rounds/${id}/make-ready`);
    await hall.press(id, 'open');
    const page = await people.comeIn({ name: 'deputy', origin, size: TABLET, calm: true });
    await sitDown(page, hall, hall.deputies[2]!, origin);
    await see(page, 'tablet.waiting.elsewhere', { title: '样例补选' });
    await hall.press(id, 'close');
    await see(page, 'tablet.waiting.counting');
    // More papers in the box than were issued.
    const stock = { printed: 5, issued: 1, collected: 2, version: 0 };
    await hall.request(hall.desk, 'PUT', `/rounds/${id}/stock`, stock);
    const tellers = hall.deputies.slice(0, 2);
    const officers = tellers.map((personId) => ({ personId, office: 'teller' }));
    const hands = {
      kind: 'officers',
      subject: '样例名单',
      for: 2,
      against: 0,
      abstain: 0,
      officers,
    };
    await hall.request(hall.chair, 'POST', `/meetings/${hall.meetingId}/decisions`, hands);
    const figures = { enrolled: 3, present: 2, issued: 1, collected: 2, counted: null };
    for (const personId of tellers) {
      const who = { seat: 'tablet' as const, token: await hall.signIn('tablet', personId) };
      const entered = await hall.request(who, 'PUT', `/rounds/${id}/figures`, figures);
      expect(entered.status).toBe(200);
    }
    await hall.press(id, 'count');
    await see(page, 'tablet.waiting.void');
  },
  TEST_MS,
);
