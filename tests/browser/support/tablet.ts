/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { cookieName } from '../../../server/platform/http.ts';
import type { Hall } from '../../support/hall.ts';
import type { MessageKey } from '../../../web/src/lib/i18n/zh/index.ts';
import { say } from './words.ts';

/** Waits until the page's one heading says this. */
export async function see(
  page: Page,
  key: MessageKey,
  values?: Record<string, string | number>,
): Promise<void> {
  await page.getByRole('heading', { level: 1, name: say(key, values), exact: true }).waitFor();
}

/** Presses a button by what it says. */
export async function press(
  page: Page,
  key: MessageKey,
  values?: Record<string, string | number>,
): Promise<void> {
  await page.getByRole('button', { name: say(key, values), exact: true }).click();
}

/** Opens the tablet's page for a deputy of the hall, signed in with a session of its own. */
export async function sitDown(
  page: Page,
  hall: Hall,
  personId: string,
  origin: string,
): Promise<void> {
  const token = await hall.signIn('tablet', personId);
  const cookie = { name: cookieName('tablet'), value: token, url: origin };
  await page.context().addCookies([cookie]);
  await page.goto(`${origin}/tablet`);
}

/** Presses the items with these titles, one after the other. */
export async function pressItems(page: Page, titles: readonly string[]): Promise<void> {
  for (const title of titles) await page.getByRole('button', { name: title }).click();
}

/** Marks a paper and goes as far as the last button, without pressing it. */
export async function fillIn(page: Page, titles: readonly string[], seats: number): Promise<void> {
  await pressItems(page, titles);
  await page
    .getByText(say('mark.count', { count: titles.length, seats }), { exact: true })
    .waitFor();
  await press(page, 'mark.review');
  await see(page, 'review.title');
}

/** Marks, reviews and sends a paper. */
export async function cast(page: Page, titles: readonly string[], seats: number): Promise<void> {
  await fillIn(page, titles, seats);
  await press(page, 'review.confirm');
}

/** What this device keeps of the person's votes. */
export function kept(page: Page): Promise<string> {
  return page.evaluate(() => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith('gongyi.cast.'));
    return keys.map((key) => localStorage.getItem(key)).join('\n');
  });
}

/** How a full-page message looks, apart from its words: ground, sign, colours. */
export function pictureOf(page: Page): Promise<{ words: string; sign: string; colours: string }> {
  return page.locator('main').evaluate((main) => {
    const sign = main.querySelector('.sign');
    if (sign === null) throw new Error('this picture has no sign');
    const [ground, own] = [getComputedStyle(main), getComputedStyle(sign)];
    return {
      words: main.querySelector('h1')?.textContent ?? '',
      sign: sign.innerHTML,
      colours: [ground.background, own.backgroundColor, own.color, own.borderStyle].join(' '),
    };
  });
}
