import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieName } from '../../server/platform/http.ts';
import type { Seat } from '../../server/contract/common/roles.ts';
import { openHall, type Hall } from '../support/hall.ts';
import { PROJECTS, THREE_OF_SIX } from './support/ballots.ts';
import { brokenOff, faultsIn, hiddenFocus } from './support/checks.ts';
import { LAPTOP, PHONE, TABLET, TEST_MS, usePeople } from './support/people.ts';
import { survey } from './support/survey.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say, sayInEnglish } from './support/words.ts';

/** Every address that somebody who isn't signed in may open, and a word that shows it is there. */
const PAGES = [
  ['/', 'public.results'],
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
      refusedAt: /\/(r\/[-\w]+|api\/demo)(\?|$)/,
      calm: true,
    });
    for (const [path, key] of PAGES) {
      // The language of public pages stands in their address.
      const english = language === 'en' && (path === '/' || path.startsWith('/r/'));
      await page.goto(`${origin}${path}${english ? '?lang=en' : ''}`);
      const word = (language === 'zh' ? say : sayInEnglish)(key);
      await page.getByText(word).first().waitFor();
      const looks = await survey(page);
      expect.soft(faultsIn(looks, language, ['样例镇']), path).toEqual([]);
      if (path !== '/screen') expect.soft(brokenOff(looks), path).toEqual([]);
      expect.soft(await hiddenFocus(page, 8), path).toEqual([]);
    }
  },
  TEST_MS,
);

/** Signs somebody in at a seat; what they asked for is watched from here on. */
async function seated(page: Page, seat: Seat, value: string): Promise<string[]> {
  await page.context().addCookies([{ name: cookieName(seat), value, url: hall.origin }]);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  return asked;
}

test.each(['zh', 'en'] as const)(
  'every page behind a sign-in speaks %s, has one heading and names, and asks nobody outside',
  async (language) => {
    const { origin, meetingId } = hall;
    const come = (name: string, size = LAPTOP) =>
      people.comeIn({
        name: `${name} in ${language}`,
        origin,
        language,
        size,
        calm: true,
        // The list of assemblies is for who runs the deployment; others get the page with the reason.
        refusedAt: /\/api\/assemblies$/,
      });
    const staff = await come('staff');
    const asked = await seated(staff, 'desk', await hall.signIn('desk', hall.presider));
    const roundId = await hall.round(THREE_OF_SIX, 'turnout');
    const meeting = `/desk/meetings/${meetingId}`;
    const own = [...PROJECTS, '样例票决', '样例会议', '样例镇', '样例0', '样例1'];
    const words = language === 'zh' ? say : sayInEnglish;
    const check = async (page: Page, where: string) => {
      const looks = await survey(page);
      // The import says which headings a roster may have: those of Chinese offices.
      const data = where.endsWith('/import')
        ? [...own, '姓名', '证号', '单位', '手机', '身份']
        : own;
      expect.soft(faultsIn(looks, language, data), where).toEqual([]);
      expect.soft(brokenOff(looks), where).toEqual([]);
    };
    const ready = async (page: Page) => {
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.getByText(words('common.loading')).first().waitFor({ state: 'hidden' });
    };
    for (const path of [
      '/desk/meetings',
      meeting,
      `${meeting}/roll`,
      `${meeting}/roll/add`,
      `${meeting}/rounds`,
      `${meeting}/rounds/${roundId}`,
      `${meeting}/cards`,
      `${meeting}/screens`,
      `/desk/rounds/${roundId}/entry`,
      '/desk/people',
      '/desk/people/import',
      '/desk/audit',
      '/desk/assemblies',
    ]) {
      await staff.goto(`${origin}${path}`);
      await ready(staff);
      await check(staff, path);
    }
    const others = [
      ['chair', `/chair/${meetingId}`, await hall.signIn('chair', hall.presider)],
      ['tablet', '/tablet', await hall.signIn('tablet', hall.deputies[0]!)],
      ['screen', '/screen', await hall.pairScreen()],
    ] as const;
    for (const [seat, path, value] of others) {
      const page = await come(seat, seat === 'tablet' ? TABLET : LAPTOP);
      const theirs = await seated(page, seat, value);
      await page.goto(`${origin}${path}`);
      await page.getByText('样例会议').first().waitFor();
      await check(page, path);
      asked.push(...theirs);
    }
    const hosts = [
      ...new Set(asked.filter((url) => !/^(data|blob):/.test(url)).map((url) => new URL(url).host)),
    ];
    expect(hosts).toEqual([new URL(origin).host]);
  },
  TEST_MS,
);
