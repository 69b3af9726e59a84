import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { chromiumToLaunch } from '../../../scripts/chromium.ts';
import { ROOT } from '../../../scripts/programs.ts';

/** Longest wait (milliseconds) for something a page is to show; generous, machines may be busy. */
export const PATIENCE_MS = 45_000;
/** Longest time (milliseconds) for one test: what takes seconds may take minutes where much else runs. */
export const TEST_MS = 240_000;
/** Pictures of what everybody saw when a test failed. */
const FAILURES = join(ROOT, 'test-results');

export const PHONE = { width: 390, height: 844 };
export const TABLET = { width: 800, height: 1280 };
export const LAPTOP = { width: 1280, height: 800 };
export const PROJECTOR = { width: 1920, height: 1080 };
export const PROJECTOR_4K = { width: 3840, height: 2160 };

export type Person = {
  /** Who complaints and pictures of failures are named after. */
  name: string;
  /** The server as this person's device reaches it. */
  origin: string;
  size: { width: number; height: number };
  language?: 'zh' | 'en';
  /** The test breaks this device's network: that requests fail is no news then. */
  brokenNetwork?: boolean;
  /** Where the server is to refuse this person something; the browser notes it as an error. */
  refusedAt?: RegExp;
  /** Less motion, where places are measured. */
  calm?: boolean;
};

/**
 * One browser for the tests of a file, and in it a profile of its own for each person. After each test
 * nobody may have a complaint: no error on a page, nothing asked of another host, no server error.
 */
export function usePeople(): { comeIn: (person: Person) => Promise<Page> } {
  let browser: Browser | undefined;
  const present: { person: Person; context: BrowserContext }[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch(chromiumToLaunch());
  }, 60_000);
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await takePictures(task.name, present);
    await Promise.all(present.splice(0).map(({ context }) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser?.close());

  return {
    async comeIn(person) {
      if (browser === undefined) throw new Error('people come in during tests');
      const { language = 'zh', calm = false } = person;
      const context = await browser.newContext({
        viewport: person.size,
        locale: language === 'zh' ? 'zh-CN' : 'en-GB',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: calm ? 'reduce' : 'no-preference',
        storageState: {
          cookies: [],
          origins: [
            {
              origin: person.origin,
              localStorage: [{ name: 'gongyi.language', value: language }],
            },
          ],
        },
        hasTouch: person.size.width < LAPTOP.width,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      present.push({ person, context });
      listen(person, context, (complaint) => complaints.push(`${person.name}: ${complaint}`));
      return context.newPage();
    },
  };
}

function listen(
  { origin, brokenNetwork = false, refusedAt }: Person,
  context: BrowserContext,
  complain: (complaint: string) => void,
): void {
  const foreign = (url: string): boolean =>
    /^(https?|wss?):/.test(url) && new URL(url).host !== new URL(origin).host;
  context.on('request', (request) => {
    if (foreign(request.url())) complain(`asks ${request.url()}`);
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      if (foreign(socket.url())) complain(`opens ${socket.url()}`);
    });
  });
  context.on('response', (response) => {
    if (response.status() >= 500) complain(`${String(response.status())} from ${response.url()}`);
  });
  context.on('weberror', (error) => {
    complain(`throws ${error.error().stack ?? error.error().message}`);
  });
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    const { url } = message.location();
    // The browser itself notes every refusal; a page asks first of all who is signed in.
    if (url.endsWith('/api/me') && text.includes('401')) return;
    if (refusedAt?.test(url) === true && /status of 4\d\d/.test(text)) return;
    if (brokenNetwork && /net::ERR_|WebSocket connection to|status of 401/.test(text)) return;
    complain(`logs ${text} (${url})`);
  });
}

async function takePictures(
  test: string,
  present: readonly { person: Person; context: BrowserContext }[],
): Promise<void> {
  await mkdir(FAILURES, { recursive: true });
  for (const { person, context } of present) {
    const name = `${test} - ${person.name}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
    const path = join(FAILURES, `${name}.png`);
    for (const page of context.pages()) {
      await page.screenshot({ path, timeout: 10_000 }).catch(() => undefined);
      console.error(`what ${person.name} saw at ${page.url()}: ${path}`);
    }
  }
}
