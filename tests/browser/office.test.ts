import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { cookieName } from '../../server/platform/http.ts';
import { openHall, voteOf, type Hall } from '../support/hall.ts';
import { THREE_OF_SIX } from './support/ballots.ts';
import { faults } from './support/checks.ts';
import { LAPTOP, PHONE, TEST_MS, usePeople } from './support/people.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say } from './support/words.ts';

const people = usePeople();
let webDir: string;
beforeAll(async () => {
  webDir = await builtWeb();
}, BUILD_MS);

/** A hall, and a page on which its administrator has signed in at the desk. */
async function office(deputies: number): Promise<{ hall: Hall; page: Page; meeting: string }> {
  const hall = await openHall({ deputies, webDir });
  onTestFinished(() => hall.close());
  const { origin } = hall;
  const page = await people.comeIn({ name: 'staff', origin, size: LAPTOP, calm: true });
  const value = await hall.signIn('desk', hall.presider);
  await page.context().addCookies([{ name: cookieName('desk'), value, url: origin }]);
  return { hall, page, meeting: `${origin}/desk/meetings/${hall.meetingId}` };
}

const stateOf = async (hall: Hall) =>
  hall.db.selectFrom('round').select(['title', 'state', 'version', 'definition']).execute();

/** What has to be pushed aside to be read, the page itself included. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *, html')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter(
        (element) =>
          element.tagName === 'HTML' || getComputedStyle(element).overflowX !== 'visible',
      )
      // What only screen readers meet is one pixel wide.
      .filter((element) => element.clientWidth > 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
  );
}

test(
  'a draft keeps itself, also through a reload, and is handed to the presider',
  async () => {
    const { hall, page, meeting } = await office(5);
    await page.goto(`${meeting}/rounds`);
    await page.getByRole('button', { name: say('rounds.create') }).click();
    await page.getByLabel(say('draft.title')).fill('样例票决');
    await page.getByRole('spinbutton', { name: say('draft.seats') }).fill('2');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: say('draft.items.paste') }).click();
    const lines = ['1、样例项目甲', '2、样例项目乙', '', '3、样例项目丙'];
    await page.getByLabel(say('draft.items.paste.hint')).fill(lines.join('\n'));
    await page.getByRole('button', { name: say('draft.items.paste.take', { count: 3 }) }).click();
    await page.getByText(say('draft.save.saved'), { exact: true }).waitFor();
    const titles = () =>
      page
        .locator('[data-item]')
        .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
    expect(await titles()).toEqual(['样例项目甲', '样例项目乙', '样例项目丙']);

    // Written and not yet sent when the page goes away.
    await page.getByLabel(say('draft.item', { number: 3 })).press('Alt+ArrowUp');
    await page.getByLabel(say('draft.seats')).fill('2');
    await page.reload();
    await page.getByText(say('draft.save.saved'), { exact: true }).waitFor();
    expect(await titles()).toEqual(['样例项目甲', '样例项目丙', '样例项目乙']);

    // What is seldom changed stands in one line that opens by a key, and says how it stands.
    const box = page.locator('summary', { hasText: say('draft.box') });
    expect(await box.innerText()).toContain(say('draft.box.off'));
    const choice = page.getByRole('radio', { name: say('draft.box.scrutineers') });
    expect(await choice.isVisible()).toBe(false);
    await box.press('Enter');
    await choice.check();
    expect(await box.innerText()).toContain(say('draft.box.scrutineers'));
    await page.getByText(say('draft.save.saved'), { exact: true }).waitFor();
    await page.getByRole('button', { name: say('draft.makeReady') }).click();
    await page.getByText(say('rounds.ready'), { exact: true }).waitFor();
    const [round] = await stateOf(hall);
    expect(round).toMatchObject({
      title: '样例票决',
      state: 'ready',
      definition: {
        kind: 'choose',
        seats: 2,
        items: [
          { id: 'p01', title: '样例项目甲' },
          { id: 'p02', title: '样例项目丙' },
          { id: 'p03', title: '样例项目乙' },
        ],
      },
    });
  },
  TEST_MS,
);

test(
  'what cannot be voted on stays in the office, with the reason',
  async () => {
    const { hall, page, meeting } = await office(5);
    const drafted = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, {
      title: '样例票决',
      definition: { ...THREE_OF_SIX, items: [{ id: 'p01', title: '样例' }, { id: 'p02' }] },
    });
    await page.goto(`${meeting}/rounds/${(drafted.body as { id: string }).id}`);
    await page.getByRole('button', { name: say('draft.makeReady') }).click();
    await page.getByText(say('draft.unready'), { exact: true }).waitFor();
    await page.getByText(say('draft.item.empty'), { exact: true }).waitFor();
    await page.getByText(say('draft.surplus.lacking.do'), { exact: true }).waitFor();
    expect((await stateOf(hall)).map(({ state }) => state)).toEqual(['draft']);
  },
  TEST_MS,
);

test(
  'codes of cards are shown once, and leaving them asks first',
  async () => {
    const { hall, page, meeting } = await office(30);
    const long = {
      name: '样例阿卜杜热合曼·买买提艾力·吐尔逊江·艾合买提江',
      unit: '样例单位'.repeat(12),
    };
    await hall.db.updateTable('person').set(long).where('id', '=', hall.deputies[0]!).execute();
    const title = `样例${'街道民生实事项目票选会议'.repeat(12)}`;
    await hall.db.updateTable('meeting').set({ title }).execute();
    await page.goto(`${meeting}/cards`);
    await page.getByRole('button', { name: say('cards.issueWithout', { count: 30 }) }).click();
    await page
      .getByRole('button', { name: say('cards.issue'), exact: true })
      .last()
      .click();
    const label = /^\d{4}( \d{4}){3}$/;
    await page.getByText(label).first().waitFor();
    expect(await page.getByText(label).count()).toBe(30);
    const code = await page.getByText(label).first().innerText();
    for (const size of ['small', 'large', 'huge'] as const) {
      await page.getByLabel(say(`cards.sheet.${size}`)).check();
      // However long name and title are: half a code opens nothing.
      const cut = await page.locator('.label').evaluateAll((all) =>
        all.map((one) => {
          const label = one.getBoundingClientRect();
          // The code, and the address without which nobody can type it.
          return ['.code', '.address'].every((part) => {
            const words = one.querySelector(part)!;
            const text = words.getBoundingClientRect();
            const inside =
              text.left >= label.left &&
              text.right <= label.right &&
              text.top >= label.top &&
              text.bottom <= label.bottom;
            return inside && words.scrollWidth <= words.clientWidth && text.height > 0;
          });
        }),
      );
      expect(cut, size).toEqual(cut.map(() => true));
    }

    await page.getByRole('link', { name: say('meetings.tab.roll') }).click();
    await page.getByText(say('cards.done.ask')).waitFor();
    await page.getByRole('button', { name: say('cards.leave') }).click();
    await page.getByRole('link', { name: say('meetings.tab.cards') }).click();
    await page.getByText(say('cards.hint')).waitFor();
    expect(await page.getByText(label).count()).toBe(0);

    // The code that was on paper signs its owner in.
    const signedIn = await fetch(`${hall.origin}/api/sign-in/card`, {
      method: 'POST',
      headers: { origin: hall.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    expect(signedIn.status).toBe(200);
  },
  TEST_MS,
);

test(
  'a published result on a resident’s phone: figures, table, sample mark, nothing cut',
  async () => {
    const { hall, page, meeting } = await office(6);
    const roundId = await hall.round(THREE_OF_SIX, 'turnout');
    await hall.press(roundId, 'open');
    const [first, second] = THREE_OF_SIX.items;
    for (const deputy of hall.deputies.slice(0, 5)) {
      const token = await hall.signIn('tablet', deputy);
      const vote = voteOf(roundId, { [first!.id]: 'for', [second!.id]: 'for' });
      const cast = await hall.request({ seat: 'tablet', token }, 'POST', '/vote', vote);
      expect(cast.status).toBe(200);
    }
    await hall.press(roundId, 'close', 'count', 'announce');
    await page.goto(`${meeting}/rounds/${roundId}`);
    await page.getByText(say('result.table')).waitFor();
    await page.getByRole('button', { name: say('rounds.publish') }).click();
    await page
      .getByRole('button', { name: say('rounds.publish') })
      .last()
      .click();
    await page.getByText(say('rounds.published'), { exact: true }).waitFor();

    const { origin } = hall;
    const resident = await people.comeIn({ name: 'resident', origin, size: PHONE, calm: true });
    await resident.goto(origin);
    await resident.getByRole('link', { name: /样例票决/ }).click();
    await resident.getByText(say('result.table')).waitFor();
    await resident.getByText(say('common.sample'), { exact: true }).waitFor();
    const figures = await resident.locator('dl').first().locator('dd').allInnerTexts();
    expect(figures).toEqual(['6', '6', '6', '5', '5', '0']);
    const row = resident.getByRole('row', { name: new RegExp(first!.title ?? '') });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      '1',
      '5',
      '0',
      '0',
      '83.33%',
      say('outcome.elected'),
    ]);
    expect(await sideways(resident)).toEqual([]);
    const own = [
      '样例票决',
      '样例会议',
      '样例镇',
      ...THREE_OF_SIX.items.map(({ title }) => title ?? ''),
    ];
    expect(await faults(resident, 'zh', own)).toEqual([]);
  },
  TEST_MS,
);
