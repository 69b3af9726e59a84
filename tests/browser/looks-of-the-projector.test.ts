import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { cookieName } from '../../server/platform/http.ts';
import type { RoundDefinitionInput } from '../../server/domain/round/document.ts';
import { SCALES } from '../../server/domain/gradeProfiles.ts';
import type { PaperMarks } from '../../server/contract/room/socket.ts';
import { openHall, voteOf, type Hall } from '../support/hall.ts';
import {
  EACH_OF_THIRTY,
  RATING_OF_THIRTY,
  TEN_OF_THIRTY,
  THIRTY_LONG_NAMES,
  THREE_OF_SIX,
} from './support/ballots.ts';
import {
  faultsIn,
  majorityLines,
  overlaps,
  smallestLetters,
  spoiltNames,
  unreadable,
} from './support/checks.ts';
import { PROJECTOR, PROJECTOR_4K, TEST_MS, usePeople } from './support/people.ts';
import { survey } from './support/survey.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say, sayInEnglish } from './support/words.ts';

// Thirty item names of 40 to 60 characters, seen from twenty metres: look.md's table in docs/architecture.md.

const people = usePeople();
let webDir: string;
beforeAll(async () => {
  webDir = await builtWeb();
}, BUILD_MS);

type Projector = { page: Page; language: 'zh' | 'en'; scale: number };

const KINDS = [
  { name: '1080p', size: PROJECTOR, language: 'zh', scale: 1 },
  { name: '4K', size: PROJECTOR_4K, language: 'zh', scale: 2 },
  { name: '1080p in English', size: PROJECTOR, language: 'en', scale: 1 },
] as const;

/** So many kinds of projectors in the hall. */
async function projectors(hall: Hall, kinds: number): Promise<Projector[]> {
  const { origin } = hall;
  return Promise.all(
    KINDS.slice(0, kinds).map(async ({ name, size, language, scale }) => {
      const page = await people.comeIn({ name, origin, size, language, calm: true });
      const value = await hall.pairScreen();
      await page.context().addCookies([{ name: cookieName('screen'), value, url: origin }]);
      // So that nobody has to wait for the next part of a long list.
      await page.clock.install();
      await page.goto(`${origin}/screen`);
      return { page, language, scale };
    }),
  );
}

/** Everything that a picture says, with all the parts it is shown in; each of them can be read. */
async function inAllParts(page: Page, where = ''): Promise<Set<string>> {
  const said = new Set<string>();
  const seen = new Set<string>();
  // Time goes on while we look, so that a part may be passed over: it comes again.
  for (let turn = 0; turn < 40; turn += 1) {
    const looks = await survey(page);
    expect([...unreadable(looks), ...overlaps(looks), ...(await spoiltNames(page))], where).toEqual(
      [],
    );
    for (const { text } of looks.texts) said.add(text);
    if ((await page.locator('[data-paged]').count()) === 0) break;
    // Seen in the same moment as the rows.
    const mark = looks.texts.find(({ text }) => /^(第 \d+ \/ \d+ 屏|Part \d+ of \d+)$/.test(text))!;
    seen.add(mark.text);
    if (seen.size === Number(/(\d+)\D*$/.exec(mark.text)?.[1])) break;
    await page.clock.runFor(12_000);
  }
  return said;
}

/** What the room must be able to read, on each projector. */
async function readable(all: readonly Projector[], picture: string): Promise<void> {
  for (const { page, language, scale } of all) {
    const looks = await survey(page);
    const where = `${picture}, ${language}, ×${String(scale)}`;
    expect(looks.scroll, where).toEqual({ x: 0, y: 0 });
    expect(unreadable(looks), where).toEqual([]);
    expect(overlaps(looks), where).toEqual([]);
    expect(smallestLetters(looks) / scale, where).toBeGreaterThanOrEqual(28);
    const words = await inAllParts(page, where);
    expect(
      THIRTY_LONG_NAMES.filter((name) => !words.has(name)),
      where,
    ).toEqual([]);
    // In the language of the hall nobody has to wait for a further part.
    if (language === 'zh') expect(await page.locator('[data-paged]').count(), where).toBe(0);
    expect(looks.controls, where).toEqual([]);
    expect(looks.cursor, where).toBe('none');
    const own = [...THIRTY_LONG_NAMES, '样例票决', '样例会议', '样例镇'];
    expect(faultsIn(looks, language, own), where).toEqual([]);
  }
}

function waitForText(all: readonly Projector[], words: (say: typeof sayInEnglish) => string) {
  return Promise.all(
    all.map(({ page, language }) =>
      page
        .getByText(words(language === 'zh' ? say : sayInEnglish))
        .first()
        .waitFor(),
    ),
  );
}

async function allPictures(
  definition: RoundDefinitionInput,
  marksOf: (index: number) => PaperMarks,
  kinds: number = KINDS.length,
): Promise<void> {
  const hall = await openHall({ deputies: 12, webDir });
  onTestFinished(() => hall.close());
  const roundId = await hall.round(definition, 'live');
  const all = await projectors(hall, kinds);
  await hall.press(roundId, 'present');
  await waitForText(all, () => THIRTY_LONG_NAMES[29]!);
  await readable(all, 'ballot');

  const devices = await Promise.all(hall.deputies.map((personId) => hall.tablet(personId)));
  await hall.press(roundId, 'open');
  const votes = devices.map((device, index) => device.vote(voteOf(roundId, marksOf(index))));
  for (const answer of await Promise.all(votes)) expect(answer.outcome).toBe('recorded');
  await waitForText(all, () => '12 / 12');
  await readable(all, 'voting');

  await hall.press(roundId, 'close', 'count', 'announce');
  await waitForText(all, (words) => words('screen.result', { act: 'decision' }));
  await readable(all, 'result');
}

test(
  'thirty long names and their votes stand in full on the projector: up to ten of thirty',
  async () => {
    await allPictures(TEN_OF_THIRTY, (index) =>
      Object.fromEntries(
        Array.from({ length: 10 }, (_, n) => [`n${String(((index * 3 + n) % 30) + 1)}`, 'for']),
      ),
    );
  },
  TEST_MS,
);

test(
  'thirty long names and their votes stand in full on the projector: each by itself',
  async () => {
    const choices = ['for', 'for', 'against', 'abstain'] as const;
    const marksOf = (index: number) =>
      Object.fromEntries(
        THIRTY_LONG_NAMES.map((_, n) => [`n${String(n + 1)}`, choices[(index + n) % 4]!]),
      );
    await allPictures(EACH_OF_THIRTY, marksOf, 2);
  },
  TEST_MS,
);

test(
  'thirty long names, their grades and rates stand in full on the projector',
  async () => {
    const hall = await openHall({ deputies: 12, webDir });
    onTestFinished(() => hall.close());
    const roundId = await hall.round(RATING_OF_THIRTY, 'turnout');
    const all = await projectors(hall, 3);
    await hall.press(roundId, 'present');
    await waitForText(all, () => THIRTY_LONG_NAMES[29]!);
    await readable(all, 'ballot');
    await hall.press(roundId, 'open');
    for (const [index, personId] of hall.deputies.entries()) {
      const grade = (n: number) => SCALES.S3U[(index + n) % 7 < 4 ? 0 : (index + n) % 4]!.id;
      const marks = Object.fromEntries(
        THIRTY_LONG_NAMES.map((_, n) => [`n${String(n + 1)}`, grade(n)]),
      );
      const device = await hall.tablet(personId);
      expect((await device.vote(voteOf(roundId, marks))).outcome).toBe('recorded');
    }
    await hall.press(roundId, 'close', 'count', 'announce');
    await waitForText(all, (words) => words('screen.result', { act: 'evaluation' }));
    await readable(all, 'result');
  },
  TEST_MS,
);

test(
  'names for which there is room stand in one line each, under one another',
  async () => {
    const hall = await openHall({ deputies: 6, webDir });
    onTestFinished(() => hall.close());
    const items = THREE_OF_SIX.items.map((item, n) => {
      return n === 0 ? { ...item, title: THIRTY_LONG_NAMES[0] } : item;
    });
    const roundId = await hall.round({ ...THREE_OF_SIX, items } as RoundDefinitionInput, 'turnout');
    const all = await projectors(hall, 1);
    await hall.press(roundId, 'open');
    for (const personId of hall.deputies) {
      const device = await hall.tablet(personId);
      const marks = { p2: 'for', p3: 'for', p4: 'for' };
      expect((await device.vote(voteOf(roundId, marks))).outcome).toBe('recorded');
    }
    await hall.press(roundId, 'close', 'count', 'announce');
    await waitForText(all, (words) => words('screen.result', { act: 'decision' }));
    const { texts } = await survey(all[0]!.page);
    const names = items.slice(1).map(({ title }) => texts.find(({ text }) => text === title)!);
    expect(names.map(({ boxes }) => boxes.length)).toEqual([1, 1, 1, 1, 1]);
    expect(new Set(names.map(({ boxes }) => Math.round(boxes[0]!.left))).size).toBe(1);
  },
  TEST_MS,
);

test(
  'rows stay where the ballot has them while votes come in, and are sorted once, when there is a result',
  async () => {
    const hall = await openHall({ deputies: 5, webDir });
    onTestFinished(() => hall.close());
    const items = ['样例甲', '样例乙', '样例丙', '样例丁'].map((title, n) => ({
      id: `n${String(n + 1)}`,
      title,
    }));
    const { majority = [] } = THREE_OF_SIX;
    const roundId = await hall.round({ kind: 'choose', seats: 2, items, majority }, 'live');
    const [projector] = await projectors(hall, 1);
    await hall.press(roundId, 'open');
    const { page } = projector!;
    const cells = async (cell: string) =>
      (await page.locator(`[data-fit-row] ${cell}`).allInnerTexts()).map((text) => text.trim());
    const vote = async (deputy: number, ...chosen: string[]) => {
      const device = await hall.tablet(hall.deputies[deputy]!);
      const marks = Object.fromEntries(chosen.map((id) => [id, 'for']));
      expect(await device.vote(voteOf(roundId, marks))).toMatchObject({ outcome: 'recorded' });
      device.close();
    };
    for (const deputy of [0, 1, 2]) await vote(deputy, 'n4', 'n2');
    await vote(3, 'n4');
    await page.getByText('4 / 5').waitFor();
    expect(await cells('.title')).toEqual(items.map(({ title }) => title));
    expect(await cells('.figure.for')).toEqual(['0', '3', '0', '4']);
    // Nobody is elected yet.
    expect(await cells('.word')).toEqual([]);
    expect(await page.locator('.cut').count()).toBe(0);
    expect(await majorityLines(page)).toEqual({ lines: 1, besideBars: 0 });

    await hall.press(roundId, 'close', 'count', 'announce');
    await waitForText([projector!], (words) => words('screen.result', { act: 'decision' }));
    expect(await cells('.title')).toEqual(['样例丁', '样例乙', '样例甲', '样例丙']);
    expect(await cells('.number')).toEqual(['4', '2', '1', '3']);
    expect(await cells('.rank')).toEqual(['1', '2', '3', '3']);
    const { texts } = await survey(page);
    const said = texts.map(({ text }) => text);
    const once = (text: string) => said.filter((each) => each === text).length;
    expect(once(say('bars.line', { votes: 3 }))).toBe(1);
    expect(await majorityLines(page)).toEqual({ lines: 1, besideBars: 0 });
    expect(await page.locator('[data-fit-row]:nth-child(2) .cut').count()).toBe(1);
    expect(await page.locator('.cut').count()).toBe(1);
    // A figure has no sign before it that could be read as arithmetic.
    expect(said.filter((text) => /^[-−+×✓✗]/.test(text))).toEqual([]);
  },
  TEST_MS,
);

test(
  'where nobody is elected no line parts the rows, and the words say so',
  async () => {
    const hall = await openHall({ deputies: 4, webDir });
    onTestFinished(() => hall.close());
    const roundId = await hall.round(THREE_OF_SIX, 'turnout');
    const all = await projectors(hall, 1);
    await hall.press(roundId, 'open');
    const device = await hall.tablet(hall.deputies[0]!);
    expect((await device.vote(voteOf(roundId, { p2: 'for' }))).outcome).toBe('recorded');
    await hall.press(roundId, 'close', 'count', 'announce');
    await waitForText(all, (words) => words('screen.result', { act: 'decision' }));
    const { page } = all[0]!;
    expect(await page.locator('.cut').count()).toBe(0);
    expect(await page.locator('[data-fit-row].elected').count()).toBe(0);
    expect(new Set(await page.locator('[data-fit-row] .word').allInnerTexts()).size).toBe(1);
  },
  TEST_MS,
);

test(
  'of more items than a screen holds every one is shown in its turn, and a long word pushes nothing apart',
  async () => {
    const hall = await openHall({ deputies: 4, webDir });
    onTestFinished(() => hall.close());
    const names = Array.from({ length: 130 }, (_, n) =>
      n === 60 ? 'Sample'.repeat(30) : `样例项目第${String(n + 1)}号（社区道路、照明改造）`,
    );
    const items = names.map((title, n) => ({ id: `n${String(n + 1)}`, title }));
    const roundId = await hall.round({ ...EACH_OF_THIRTY, items } as RoundDefinitionInput);
    const [projector] = await projectors(hall, 1);
    const { page } = projector!;
    const shown = async () => {
      const said = await inAllParts(page);
      expect(names.filter((name) => !said.has(name))).toEqual([]);
      expect(smallestLetters(await survey(page))).toBeGreaterThanOrEqual(28);
      expect(await page.locator('[data-paged]').count()).toBe(1);
    };
    await hall.press(roundId, 'present');
    await page.getByText(names[0]!).waitFor({ state: 'attached' });
    await shown();

    await hall.press(roundId, 'open');
    const device = await hall.tablet(hall.deputies[0]!);
    expect((await device.vote(voteOf(roundId, { n60: 'for' }))).outcome).toBe('recorded');
    await hall.press(roundId, 'close', 'count', 'announce');
    await page
      .getByText(say('screen.result', { act: 'decision' }))
      .first()
      .waitFor();
    await shown();
  },
  TEST_MS,
);

test(
  'where no grades are given, none is said to be missing',
  async () => {
    const hall = await openHall({ deputies: 6, webDir });
    onTestFinished(() => hall.close());
    const items = [{ id: 'a', title: '样例所' }];
    const scale = [...SCALES.S3];
    const roundId = await hall.round({ kind: 'rating', items, scale }, 'turnout');
    const all = await projectors(hall, 1);
    await hall.press(roundId, 'open');
    const device = await hall.tablet(hall.deputies[0]!);
    const vote = await device.vote(voteOf(roundId, { a: scale[0]!.id }));
    expect(vote.outcome).toBe('recorded');
    await hall.press(roundId, 'close', 'count', 'announce');
    await waitForText(all, (words) => words('screen.result', { act: 'evaluation' }));
    const { texts } = await survey(all[0]!.page);
    const said = texts.map(({ text }) => text);
    expect(said).toContain('100.00%');
    expect(said).not.toContain(say('screen.noGrade'));
  },
  TEST_MS,
);
