import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { cookieName } from '../../server/platform/http.ts';
import { openHall, voteOf } from '../support/hall.ts';
import {
  EACH_OF_THIRTY,
  RATING_OF_THIRTY,
  TEN_OF_THIRTY,
  THIRTY_LONG_NAMES,
} from './support/ballots.ts';
import { brokenOff, faultsIn, hiddenFocus, smallTargets } from './support/checks.ts';
import { LAPTOP, PHONE, TABLET, TEST_MS, usePeople } from './support/people.ts';
import { survey } from './support/survey.ts';
import { press, pressItems, see, sitDown } from './support/tablet.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say } from './support/words.ts';

/** The least height of what a finger in the hall is to meet, CSS pixels. */
const TARGET = 56;
const SIZES = ['normal', 'large', 'larger'] as const;
/** The hall's own words, which nobody translates. */
const OWN = [...THIRTY_LONG_NAMES, '样例会议', '样例镇', '样例票决'];

const people = usePeople();
let webDir: string;
beforeAll(async () => {
  webDir = await builtWeb();
}, BUILD_MS);

/** Looks at a tablet's picture in both sizes of device and of language and in all sizes of text. */
async function inEveryWay(page: Page, picture: string, own: readonly string[]): Promise<void> {
  for (const size of [PHONE, TABLET]) {
    await page.setViewportSize(size);
    for (const language of ['en', 'zh'] as const) {
      await page.locator(`button[lang=${language}]`).click();
      await page.locator(`html[lang^=${language}]`).waitFor();
      for (const textSize of SIZES) {
        // One button leads through all sizes.
        while ((await page.locator('[data-text-size]').getAttribute('data-text-size')) !== textSize)
          await page.locator('[data-text-size]').click();
        const where = `${picture}, ${String(size.width)} px, ${language}, ${textSize}`;
        const looks = await survey(page);
        expect(smallTargets(looks, TARGET), where).toEqual([]);
        expect(brokenOff(looks), where).toEqual([]);
        expect(faultsIn(looks, language, own), where).toEqual([]);
      }
    }
  }
}

test(
  'tablets: fingers meet everything, nothing is cut or too wide, in both languages and all text sizes',
  async () => {
    const hall = await openHall({ deputies: 3, webDir });
    onTestFinished(() => hall.close());
    const { origin } = hall;
    const [deputy] = hall.deputies;
    const { name } = await hall.db
      .selectFrom('person')
      .select('name')
      .where('id', '=', deputy!)
      .executeTakeFirstOrThrow();
    const own = [...OWN, name];
    const page = await people.comeIn({ name: 'deputy', origin, size: PHONE, calm: true });
    await page.goto(`${origin}/tablet`);
    await page.getByRole('textbox').waitFor();
    await inEveryWay(page, 'signing in', own);
    expect(await hiddenFocus(page)).toEqual([]);

    const value = await hall.signIn('tablet', deputy!);
    await page.context().addCookies([{ name: cookieName('tablet'), value, url: origin }]);
    await page.reload();
    await see(page, 'tablet.waiting.session');
    await inEveryWay(page, 'waiting', own);

    const roundId = await hall.round(TEN_OF_THIRTY, 'live');
    await hall.press(roundId, 'open');
    await pressItems(page, THIRTY_LONG_NAMES.slice(0, 10));
    await pressItems(page, THIRTY_LONG_NAMES.slice(10, 11));
    await page.getByRole('alert').waitFor();
    await press(page, 'mark.oppose.show');
    await page.getByRole('button', { name: `${say('mark.against')} 12`, exact: true }).click();
    await pressItems(page, THIRTY_LONG_NAMES.slice(20, 21));
    await page.getByRole('alert').waitFor();
    await inEveryWay(page, 'marking', own);
    await press(page, 'mark.review');
    await see(page, 'review.title');
    await inEveryWay(page, 'review', own);
    await press(page, 'review.confirm');
    await see(page, 'cast.confirmed.title');
    await inEveryWay(page, 'confirmed', own);
    await press(page, 'common.signOut');
    await page.getByRole('dialog').waitFor();
    expect(smallTargets(await survey(page), TARGET)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await hall.press(roundId, 'close', 'count', 'announce');
    await page.getByText(say('result.title', { act: 'decision' }), { exact: true }).waitFor();
    await inEveryWay(page, 'result', own);

    const second = await hall.round(EACH_OF_THIRTY, 'live');
    await hall.press(second, 'open');
    await page
      .getByRole('button', { name: say('mark.abstain') })
      .first()
      .click();
    await inEveryWay(page, 'marking each', own);
  },
  TEST_MS,
);

/** How many grades stand in each line of the first object's. */
function gradesInLines(page: Page): Promise<number[]> {
  return page
    .locator('.grades')
    .first()
    .evaluate((grades) => {
      const lines = new Map<number, number>();
      for (const { offsetTop } of grades.querySelectorAll('button'))
        lines.set(offsetTop, (lines.get(offsetTop) ?? 0) + 1);
      return [...lines.values()];
    });
}

test(
  'a rating on every width: the four grades in one line, two and two, or each in its own',
  async () => {
    const hall = await openHall({ deputies: 1, webDir });
    onTestFinished(() => hall.close());
    const page = await people.comeIn({
      name: 'deputy',
      origin: hall.origin,
      size: PHONE,
      calm: true,
    });
    await sitDown(page, hall, hall.deputies[0]!, hall.origin);
    await hall.press(await hall.round(RATING_OF_THIRTY), 'open');
    await page.locator('.grades').first().waitFor();
    const seen: Record<string, number[]> = {};
    for (const textSize of SIZES) {
      while ((await page.locator('[data-text-size]').getAttribute('data-text-size')) !== textSize)
        await page.locator('[data-text-size]').click();
      for (const width of [320, 360, 390, 480, 560, 640, 768, 1024]) {
        await page.setViewportSize({ width, height: 800 });
        seen[`${textSize} ${String(width)}`] = await gradesInLines(page);
      }
    }
    for (const [where, lines] of Object.entries(seen)) {
      expect(new Set(lines).size, `${where}: ${lines.join('+')}`).toBe(1);
    }
    expect(seen).toMatchObject({
      'normal 390': [2, 2],
      'normal 768': [4],
      'larger 360': [1, 1, 1, 1],
    });
  },
  TEST_MS,
);

test(
  'the presider’s page: nothing is cut or too wide at 1280 × 800, in both languages, at every step',
  async () => {
    const hall = await openHall({ deputies: 6, absent: 1, webDir });
    onTestFinished(() => hall.close());
    const { origin } = hall;
    const page = await people.comeIn({ name: 'presider', origin, size: LAPTOP, calm: true });
    const look = async (where: string): Promise<void> => {
      for (const language of ['en', 'zh'] as const) {
        await page.locator(`button[lang=${language}]`).click();
        await page.locator(`html[lang^=${language}]`).waitFor();
        const looks = await survey(page);
        expect(looks.scroll.x, where).toBeLessThanOrEqual(0);
        expect(brokenOff(looks), where).toEqual([]);
        expect(faultsIn(looks, language, [...OWN, '样例0']), where).toEqual([]);
      }
    };
    await page.goto(`${origin}/chair`);
    await page.getByLabel(say('chair.signIn.name')).waitFor();
    await look('signing in');
    expect(await hiddenFocus(page)).toEqual([]);

    const value = await hall.signIn('chair', hall.presider);
    await page.context().addCookies([{ name: cookieName('chair'), value, url: origin }]);
    await page.reload();
    await page.getByRole('link', { name: '样例会议' }).waitFor();
    await look('the list of meetings');
    await page.getByRole('link', { name: '样例会议' }).click();
    await page.getByText(say('chair.none.nothing_ready')).waitFor();
    await look('nothing to vote on');
    expect(await hiddenFocus(page, 20)).toEqual([]);

    const roundId = await hall.round(TEN_OF_THIRTY, 'live');
    const button = (act: 'open' | 'close' | 'count' | 'announce' | 'publish') =>
      page.getByRole('button', { name: say(`chair.act.${act}`), exact: true }).waitFor();
    await hall.press(roundId, 'present');
    await button('open');
    await look('before the opening');
    await hall.press(roundId, 'open');
    const marks = THIRTY_LONG_NAMES.slice(0, 10).map(
      (_, n) => [`n${String(n + 1)}`, 'for'] as const,
    );
    for (const personId of hall.deputies.slice(0, 5)) {
      const device = await hall.tablet(personId);
      await device.vote(voteOf(roundId, Object.fromEntries(marks)));
    }
    await page
      .getByRole('img', { name: say('chair.turnout.label', { papers: 5, electors: 6 }) })
      .waitFor();
    await look('voting');
    await press(page, 'chair.act.close');
    await page.getByText(say('chair.ask.close.missing', { count: 1 })).waitFor();
    expect(brokenOff(await survey(page))).toEqual([]);
    await page.keyboard.press('Escape');
    await hall.press(roundId, 'close');
    await button('count');
    await look('closed');
    await hall.press(roundId, 'count');
    await button('announce');
    await page.getByText(say('chair.words.hint')).waitFor();
    await look('counted');
    await hall.press(roundId, 'announce');
    await button('publish');
    await look('announced');
  },
  TEST_MS,
);
