import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieName } from '../../server/platform/http.ts';
import { openHall, type Hall } from '../support/hall.ts';
import { PROJECTS, THREE_OF_SIX } from './support/ballots.ts';
import { PHONE, TABLET, TEST_MS, usePeople } from './support/people.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say } from './support/words.ts';

/** What a first load may weigh on the hall's Wi-Fi (bytes), and in how many requests it comes. */
const TABLET_MOST = { bytes: 150 * 1024, requests: 30 };
const PUBLIC_MOST = { bytes: 60 * 1024, requests: 12 };

const people = usePeople();
let hall: Hall;
beforeAll(async () => {
  hall = await openHall({ deputies: 1, webDir: await builtWeb() });
}, BUILD_MS);
afterAll(() => hall.close());

/** Opens an address with an empty cache; what came over the wire, heads included. */
async function load(page: Page, path: string, word: string) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const came: { url: string; bytes: number }[] = [];
  const urls = new Map<string, string>();
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    urls.set(requestId, response.url);
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    came.push({ url: urls.get(requestId) ?? '', bytes: encodedDataLength });
  });
  await page.goto(`${hall.origin}${path}`);
  await page.getByText(word).first().waitFor();
  await page.waitForLoadState('networkidle');
  const files = came.filter(({ url }) => !url.startsWith('data:'));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { bytes, requests: files.length };
}

test(
  'a tablet’s first load is light',
  async () => {
    const page = await people.comeIn({ name: 'deputy', origin: hall.origin, size: TABLET });
    const value = await hall.signIn('tablet', hall.deputies[0]!);
    await page.context().addCookies([{ name: cookieName('tablet'), value, url: hall.origin }]);
    const { bytes, requests } = await load(page, '/tablet', '样例会议');
    expect(bytes).toBeLessThanOrEqual(TABLET_MOST.bytes);
    expect(requests).toBeLessThanOrEqual(TABLET_MOST.requests);
  },
  TEST_MS,
);

test(
  'the public pages are lighter still',
  async () => {
    const roundId = await hall.round(THREE_OF_SIX, 'turnout');
    await hall.press(roundId, 'present', 'open', 'close', 'count', 'announce', 'publish');
    for (const [path, word] of [
      ['/', say('public.title')],
      [`/r/${roundId}`, PROJECTS[0]!],
    ] as const) {
      const page = await people.comeIn({ name: path, origin: hall.origin, size: PHONE });
      const { bytes, requests } = await load(page, path, word);
      expect.soft(bytes, path).toBeLessThanOrEqual(PUBLIC_MOST.bytes);
      expect.soft(requests, path).toBeLessThanOrEqual(PUBLIC_MOST.requests);
    }
  },
  TEST_MS,
);
