import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHall, type Hall } from '../support/hall.ts';
import { brokenOff, faultsIn, hiddenFocus } from './support/checks.ts';
import { LAPTOP, PHONE, TEST_MS, usePeople } from './support/people.ts';
import { survey } from './support/survey.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say, sayInEnglish } from './support/words.ts';

/** Every address that somebody who isn't signed in may open, and a word that shows it is there. */
const PAGES = [
  ['/', 'public.title'],
  ['/demo', 'demo.empty'],
  ['/setup', 'error.setup_done.happened'],
  ['/tablet', 'tablet.signIn.title'],
  ['/t', 'entrance.badLink'],
  ['/chair', 'chair.signIn.title'],
  ['/desk', 'desk.signIn.title'],
  ['/screen', 'screen.pairing.title'],
  [`/r/${randomUUID()}`, 'public.missing'],
  ['/no/such/page', 'common.notFound.title'],
] as const;

const people = usePeople();
let hall: Hall;
beforeAll(async () => {
  hall = await openHall({ deputies: 1, webDir: await builtWeb() });
}, BUILD_MS);
afterAll(() => hall.close());

test.each(['zh', 'en'] as const)(
  'every page without a sign-in speaks %s, has one heading and names, shows the focus',
  async (language) => {
    const { origin } = hall;
    const phone = language === 'zh';
    const page = await people.comeIn({
      name: `visitor in ${language}`,
      origin,
      language,
      size: phone ? PHONE : LAPTOP,
      refusedAt: /\/api\/(public\/results\/|demo$)/,
      calm: true,
    });
    for (const [path, key] of PAGES) {
      await page.goto(`${origin}${path}`);
      const word = (language === 'zh' ? say : sayInEnglish)(key);
      await page.getByText(word).first().waitFor();
      const looks = await survey(page);
      expect.soft(faultsIn(looks, language), path).toEqual([]);
      if (path !== '/screen') expect.soft(brokenOff(looks), path).toEqual([]);
      expect.soft(await hiddenFocus(page, 8), path).toEqual([]);
    }
  },
  TEST_MS,
);
