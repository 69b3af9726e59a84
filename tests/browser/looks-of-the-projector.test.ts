import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { cookieName } from '../../server/platform/http.ts';
import type { RoundDefinitionInput } from '../../server/domain/round/document.ts';
import { SCALES } from '../../server/domain/gradeProfiles.ts';
import type { PaperMarks } from '../../server/contract/socket.ts';
import { openHall, voteOf, type Hall } from '../support/hall.ts';
import {
  EACH_OF_THIRTY,
  RATING_OF_THIRTY,
  TEN_OF_THIRTY,
  THIRTY_LONG_NAMES,
  THREE_OF_SIX,
} from './support/ballots.ts';
import { faultsIn, overlaps, smallestLetters, unreadable } from './support/checks.ts';
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
      await page.goto(`${origin}/screen`);
      return { page, language, scale };
    }),
  );
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
    const words = looks.texts.map(({ text }) => text);
    expect(
      THIRTY_LONG_NAMES.filter((name) => !words.includes(name)),
      where,
    ).toEqual([]);
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
  await waitForText(all, (words) => words('screen.result'));
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
    await waitForText(all, (words) => words('screen.result'));
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
    await waitForText(all, (words) => words('screen.result'));
    const { texts } = await survey(all[0]!.page);
    const names = items.slice(1).map(({ title }) => texts.find(({ text }) => text === title)!);
    expect(names.map(({ boxes }) => boxes.length)).toEqual([1, 1, 1, 1, 1]);
    expect(new Set(names.map(({ boxes }) => Math.round(boxes[0]!.left))).size).toBe(1);
  },
  TEST_MS,
);

test(
  'while votes come in, the cut after the last seat is drawn only where it parts somebody',
  async () => {
    const hall = await openHall({ deputies: 5, webDir });
    onTestFinished(() => hall.close());
    const items = ['样例甲', '样例乙', '样例丙', '样例丁'].map((title, n) => ({
      id: `n${String(n + 1)}`,
      title,
    }));
    const roundId = await hall.round({ kind: 'choose', seats: 2, items, majority: [] }, 'live');
    const [projector] = await projectors(hall, 1);
    await hall.press(roundId, 'open');
    const { page } = projector!;
    const level = page.getByText(say('screen.cut.level', { seats: 2 }), { exact: true });
    const cut = page.getByText(say('screen.cut', { seats: 2 }), { exact: true });
    const vote = async (deputy: number, ...chosen: string[]) => {
      const device = await hall.tablet(hall.deputies[deputy]!);
      const marks = Object.fromEntries(chosen.map((id) => [id, 'for']));
      expect(await device.vote(voteOf(roundId, marks))).toMatchObject({ outcome: 'recorded' });
      device.close();
    };
    // The first with two votes, two level behind it with one each.
    await vote(0, 'n1', 'n2');
    await vote(1, 'n1', 'n3');
    await page.getByText('2 / 5').waitFor();
    await level.waitFor();
    expect(await cut.count()).toBe(0);
    await vote(2, 'n3');
    await cut.waitFor();
    expect(await level.count()).toBe(0);
    // The rows change their order a moment after the figures; no cut parts those who are in the wrong place.
    const rows = await page.locator('[data-fit-list] > li').allInnerTexts();
    expect(rows.slice(0, 2).join()).toMatch(/样例甲.*样例丙/s);
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
    await waitForText(all, (words) => words('screen.result'));
    const { texts } = await survey(all[0]!.page);
    const said = texts.map(({ text }) => text);
    expect(said).toContain('100.00%');
    expect(said).not.toContain(say('screen.noGrade'));
  },
  TEST_MS,
);
