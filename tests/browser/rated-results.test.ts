import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { cookieName } from '../../server/platform/http.ts';
import type { PaperMarks } from '../../server/contract/room/socket.ts';
import { BAND_PROFILES, GRADE_PROFILES, SCALES } from '../../server/domain/gradeProfiles.ts';
import type { RoundDefinitionInput } from '../../server/domain/round/document.ts';
import { openHall, voteOf, type Hall } from '../support/hall.ts';
import { THIRTY_LONG_NAMES } from './support/ballots.ts';
import { brokenOff, faultsIn } from './support/checks.ts';
import { LAPTOP, PHONE, PROJECTOR, TEST_MS, usePeople } from './support/people.ts';
import { survey } from './support/survey.ts';
import { sitDown } from './support/tablet.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say } from './support/words.ts';

const people = usePeople();
let webDir: string;
beforeAll(async () => {
  webDir = await builtWeb();
}, BUILD_MS);

const ITEMS = THIRTY_LONG_NAMES.slice(0, 3).map((title, n) => ({ id: `o${String(n + 1)}`, title }));
const NAMES = ITEMS.map(({ title }) => title);
const INDICATORS = ['样例进度', '样例质量'];
const RATING: RoundDefinitionInput = {
  kind: 'rating',
  items: ITEMS,
  scale: SCALES.S3.map((grade) => ({ ...grade })),
  grades: GRADE_PROFILES.P_DEFAULT.map(({ grade, when }) => ({
    grade,
    when: when.map((condition) => ({ ...condition, sum: [...condition.sum] })),
  })),
  weights: { deputy: '7/10', public_rep: '3/10' },
};
const SCORECARD: RoundDefinitionInput = {
  kind: 'scorecard',
  items: ITEMS.slice(0, 2),
  indicators: INDICATORS.map((id) => ({ id, min: 0, max: 100, weight: '1/2' })),
  bands: BAND_PROFILES.P_SCORE_100.map((band) => ({ ...band })),
};

const RANKING: RoundDefinitionInput = { kind: 'rank', seats: 2, items: ITEMS };

/** The first half are deputies, the others residents’ representatives. */
async function voteAll(hall: Hall, roundId: string, papers: readonly PaperMarks[]): Promise<void> {
  for (const [index, marks] of papers.entries()) {
    const token = await hall.signIn('tablet', hall.deputies[index]!);
    const vote = voteOf(roundId, marks);
    const cast = await hall.request({ seat: 'tablet', token }, 'POST', '/vote', vote);
    expect(cast.body).toMatchObject({ outcome: 'recorded' });
  }
}

/** What a page says of one object, name and figure. */
async function cardOf(page: Page, title: string): Promise<Record<string, string>> {
  const card = page.locator('li', { hasText: title });
  await card.waitFor();
  return card.evaluate((element) =>
    Object.fromEntries(
      [...element.querySelectorAll('dl > div')].map((pair) => [
        pair.querySelector('dt')?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '',
        pair.querySelector('dd')?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '',
      ]),
    ),
  );
}

/** Nothing cut or to be pushed aside, on a phone and at a desk, in both languages. */
async function looksRight(page: Page, tables: number): Promise<void> {
  for (const size of [PHONE, LAPTOP]) {
    await page.setViewportSize(size);
    for (const language of ['en', 'zh'] as const) {
      await page.goto(new URL(language === 'en' ? '?lang=en' : '?', page.url()).href);
      const looks = await survey(page);
      const where = `${String(size.width)} px, ${language}`;
      expect(brokenOff(looks), where).toEqual([]);
      expect(looks.scroll.x, where).toBeLessThanOrEqual(0);
      const own = [...NAMES, ...INDICATORS, '样例会议', '样例镇', '样例测评', '样例评分'];
      expect(faultsIn(looks, language, own), where).toEqual([]);
    }
    expect(await page.getByRole('table').count()).toBe(size === PHONE ? 0 : tables);
  }
  await page.setViewportSize(PHONE);
}

/** From the seventh on those on the roll are residents, whose papers a class rule counts apart. */
async function letResidentsVote(hall: Hall): Promise<void> {
  await hall.db
    .updateTable('roll_entry')
    .set({ class: 'public_rep' })
    .where('person_id', 'in', hall.deputies.slice(6))
    .execute();
}

test(
  'residents read ratings and scores in full: every rate with what it is of, by weights and without',
  async () => {
    const hall = await openHall({ deputies: 12, webDir });
    onTestFinished(() => hall.close());
    await letResidentsVote(hall);
    const rating = await hall.round(RATING, 'turnout', '样例测评');
    await hall.press(rating, 'open');
    // Residents leave the second object blank; of the third nobody thinks well.
    const bad = { o3: 'dissatisfied' };
    await voteAll(hall, rating, [
      ...Array.from({ length: 5 }, () => ({ o1: 'satisfied', o2: 'satisfied', ...bad })),
      { o1: 'basically_satisfied', o2: 'satisfied', ...bad },
      ...Array.from({ length: 3 }, () => ({ o1: 'satisfied', ...bad })),
      ...Array.from({ length: 2 }, () => ({ o1: 'basically_satisfied', ...bad })),
      { o1: 'dissatisfied', ...bad },
    ]);
    await hall.press(rating, 'close', 'count', 'announce', 'publish');
    const scorecard = await hall.round(SCORECARD, 'turnout', '样例评分');
    await hall.press(scorecard, 'open');
    const scores = (one: number, two: number) => ({
      o1: { [INDICATORS[0]!]: one, [INDICATORS[1]!]: two },
    });
    await voteAll(hall, scorecard, [scores(90, 80), scores(91, 80)]);
    await hall.press(scorecard, 'close', 'count', 'announce', 'publish');

    const { origin } = hall;
    const page = await people.comeIn({ name: 'resident', origin, size: PHONE, calm: true });
    await page.goto(origin);
    const strict = say('result.rate.strict', { grade: '满意' });
    const line = say('digest.rate', { rate: strict, percent: '46.67%' });
    const card = page.getByRole('link', { name: /样例测评/ });
    await card.getByText(line).waitFor();
    await card.getByText(say('digest.grade', { grade: '满意', objects: 2 })).waitFor();
    const totals = say('digest.totals', { lowest: '85.25', highest: '85.25' });
    await page.getByText(totals).waitFor();
    await looksRight(page, 0);

    await card.click();
    const broad = say('result.rate.broad', { grade: '满意', second: '基本满意' });
    const weighted = (name: string) => say('result.rate.weightedName', { name });
    const raw = (name: string) => say('result.rate.rawName', { name });
    const of = (share: string) => say('result.rate.of', { share });
    // By hand: 0.7 × 5/6 + 0.3 × 3/6, and 0.7 × 6/6 + 0.3 × 5/6.
    expect(await cardOf(page, NAMES[0]!)).toEqual({
      满意: '8',
      基本满意: '3',
      不满意: '1',
      [weighted(strict)]: '73.33%',
      [weighted(broad)]: '95.00%',
      [raw(strict)]: `66.67% ${of('8/12')}`,
      [raw(broad)]: `91.67% ${of('11/12')}`,
    });
    const scaledUp = say('result.rate.renormalised');
    expect(await cardOf(page, NAMES[1]!)).toMatchObject({
      [weighted(strict)]: `100.00% ${scaledUp}`,
      [raw(strict)]: `100.00% ${of('6/6')}`,
      [say('papers.invalid')]: '6',
    });
    await page.getByText(say('result.rate.renormalised.is')).waitFor();
    await page.getByText(say('result.rate.strict.is', { rate: strict, grade: '满意' })).waitFor();
    await looksRight(page, 1);
    expect(
      await page.getByText(say('grade.dissatisfied'), { exact: true }).count(),
    ).toBeGreaterThan(0);

    await page.goto(`${origin}/r/${scorecard}`);
    const weight = say('result.score.weight', { weight: '50%' });
    expect(await cardOf(page, NAMES[0]!)).toEqual({
      [`${INDICATORS[0]!} ${weight}`]: '90.50 / 100',
      [`${INDICATORS[1]!} ${weight}`]: '80.00 / 100',
    });
    await page.getByText('85.25', { exact: true }).first().waitFor();
    expect(await cardOf(page, NAMES[1]!)).toMatchObject({
      [`${INDICATORS[0]!} ${weight}`]: '— / 100',
    });
    await looksRight(page, 1);
  },
  TEST_MS,
);

test(
  'of classes with fewer than five papers no figures are shown, and every page says so',
  async () => {
    const hall = await openHall({ deputies: 8, webDir });
    onTestFinished(() => hall.close());
    await letResidentsVote(hall);
    const { origin } = hall;
    const size = PROJECTOR;
    const projector = await people.comeIn({ name: 'projector', origin, size, calm: true });
    const tablet = await people.comeIn({ name: 'tablet', origin, size: PHONE, calm: true });
    const presider = await people.comeIn({ name: 'presider', origin, size: LAPTOP, calm: true });
    const cookie = (seat: 'screen' | 'chair', value: string) => [
      { name: cookieName(seat), value, url: origin },
    ];
    await projector.context().addCookies(cookie('screen', await hall.pairScreen()));
    await presider.context().addCookies(cookie('chair', hall.chair.token));
    const roundId = await hall.round(RATING, 'turnout', '样例测评');
    await hall.press(roundId, 'open');
    await voteAll(
      hall,
      roundId,
      hall.deputies.map((_, n) => ({ o1: n < 6 ? 'satisfied' : 'dissatisfied' })),
    );
    await hall.press(roundId, 'close', 'count');
    // Who leads the meeting has the exact count, with the warning not to read it out.
    await presider.goto(`${origin}/chair/${hall.meetingId}`);
    await presider.getByText(say('count.heldBack')).waitFor();
    await hall.press(roundId, 'announce', 'publish');

    await projector.goto(`${origin}/screen`);
    await projector.getByText(say('screen.heldBack')).first().waitFor();
    await sitDown(tablet, hall, hall.deputies[0]!, origin);
    await tablet.getByText(say('result.heldBack')).waitFor();
    await tablet.goto(`${origin}/r/${roundId}`);
    await tablet.getByText(say('result.heldBack')).waitFor();
    const strict = say('result.rate.strict', { grade: '满意' });
    // Of all papers alone: by weights it would be 70%, and six of eight are 75%.
    const card = await cardOf(tablet, NAMES[0]!);
    expect(card[strict]).toBe(`75.00% ${say('result.rate.of', { share: '6/8' })}`);
    expect(JSON.stringify(card)).not.toContain('70.00%');
    expect(brokenOff(await survey(tablet))).toEqual([]);
  },
  TEST_MS,
);

test(
  'a ranking is read in points: on the projector while it runs, in its result, and by residents',
  async () => {
    const hall = await openHall({ deputies: 5, webDir });
    onTestFinished(() => hall.close());
    const { origin } = hall;
    const projector = await people.comeIn({
      name: 'projector',
      origin,
      size: PROJECTOR,
      calm: true,
    });
    const value = await hall.pairScreen();
    await projector.context().addCookies([{ name: cookieName('screen'), value, url: origin }]);
    await projector.goto(`${origin}/screen`);
    const roundId = await hall.round(RANKING, 'live', '样例排序');
    await hall.press(roundId, 'open');
    // By hand: the first is named by fewer, but higher.
    await voteAll(hall, roundId, [
      { o1: 1, o2: 2 },
      { o1: 1, o3: 2 },
      { o1: 1, o2: 2 },
      { o3: 1, o2: 2 },
      { o2: 2, o3: 1 },
    ]);
    const rows = projector.locator('[data-fit-row]');
    const figures = rows.locator('.figure');
    await projector.getByText(say('bars.points'), { exact: true }).first().waitFor();
    await figures.filter({ hasText: /^6$/ }).waitFor();
    // While it runs, in the order of the ballot.
    expect(await figures.allInnerTexts()).toEqual(['6', '4', '5']);
    expect(await projector.getByText(say('mark.against')).count()).toBe(0);
    await hall.press(roundId, 'close', 'count', 'announce', 'publish');
    await projector.getByText(say('screen.elected', { count: 2 })).waitFor();
    await projector.getByText(say('screen.points', { seats: 2 })).waitFor();
    const told = await rows.allInnerTexts();
    expect(await figures.allInnerTexts()).toEqual(['6', '5', '4']);
    expect(ITEMS.map(({ title }) => told.findIndex((row) => row.includes(title)))).toEqual([
      0, 2, 1,
    ]);

    const page = await people.comeIn({ name: 'resident', origin, size: PHONE, calm: true });
    await page.goto(`${origin}/r/${roundId}`);
    const table = page.getByRole('table', { name: say('result.table.points') });
    const cells = table.getByRole('row', { name: NAMES[1]! }).getByRole('cell');
    await cells.first().waitFor();
    expect(await cells.allInnerTexts()).toEqual(['3', '4', '4', say('outcome.not_elected')]);
    const bars = page.getByLabel(`${say('bars.placed')} 4`, { exact: true });
    expect(await bars.allInnerTexts()).toEqual(['4']);
    expect(await page.getByText(say('mark.abstain')).count()).toBe(0);
    expect(brokenOff(await survey(page))).toEqual([]);
  },
  TEST_MS,
);
