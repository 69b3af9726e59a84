import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieName } from '../../server/platform/http.ts';
import { openHall, type Hall } from '../support/hall.ts';
import { TABLET, TEST_MS, usePeople } from './support/people.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';

/** What a first load may weigh on the hall's Wi-Fi (bytes), and in how many requests it comes. */
const TABLET_MOST = { bytes: 150 * 1024, requests: 30 };

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
