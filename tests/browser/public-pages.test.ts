import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHall, voteOf, type Hall } from '../support/hall.ts';
import { eventually } from '../support/lock.ts';
import { PROJECTS, THREE_OF_SIX } from './support/ballots.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say, sayInEnglish } from './support/words.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall({ deputies: 3, webDir: await builtWeb() });
}, BUILD_MS);
afterAll(() => hall.close());

async function published(title: string): Promise<string> {
  const roundId = await hall.round(THREE_OF_SIX, 'turnout', title);
  await hall.press(roundId, 'present', 'open');
  for (const deputy of hall.deputies) {
    const token = await hall.signIn('tablet', deputy);
    const vote = voteOf(roundId, { p1: 'for', p2: 'for' });
    await hall.request({ seat: 'tablet', token }, 'POST', '/vote', vote);
  }
  await hall.press(roundId, 'close', 'count', 'announce', 'publish');
  return roundId;
}

/** What somebody gets who has no browser at all. */
async function read(path: string, origin = hall.origin) {
  const response = await fetch(`${origin}${path}`);
  return { status: response.status, head: response.headers, html: await response.text() };
}

test('a result’s page says title and figures without a script, in both languages', async () => {
  const title = '样例公开结果';
  const roundId = await published(title);
  const { status, head, html } = await read(`/r/${roundId}`);
  expect(status).toBe(200);
  expect(html).toContain(`<h1`);
  for (const word of [title, PROJECTS[0]!, say('outcome.elected')]) expect(html).toContain(word);
  expect(html.replaceAll(/\s|<[^>]*>/g, '')).toContain(`${PROJECTS[0]!}3`);
  expect(html).toContain('<html lang="zh-CN">');
  // No app, and nothing inline: one script, for the button that prints.
  expect([...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
    '<script src="/print.js" defer="">',
  ]);
  expect(head.get('content-security-policy')).toContain("script-src 'self';");
  expect(html).toContain(`${hall.origin}/r/${roundId}`);

  const english = await read(`/r/${roundId}?lang=en&x=1`);
  expect(english.html).toContain('<html lang="en-GB">');
  expect(english.html).toContain(sayInEnglish('outcome.elected'));
  // The languages don't run into one another, however they are asked for at once.
  const many = await Promise.all(
    Array.from({ length: 12 }, (_, n) => read(`/${n % 2 === 0 ? '?lang=en' : ''}`)),
  );
  for (const [n, page] of many.entries()) {
    expect(page.html).toContain(`<html lang="${n % 2 === 0 ? 'en-GB' : 'zh-CN'}">`);
    expect(page.html).toContain(title);
  }
});

test('the front page lists what was just published, in every process', async () => {
  const second = await hall.startProcess();
  for (const { origin } of [hall, second]) await read('/', origin);
  const title = '样例刚刚公布';
  await published(title);
  for (const { origin } of [hall, second]) {
    await eventually(async () => (await read('/', origin)).html.includes(title));
    await eventually(async () => (await read('/api/public/results', origin)).html.includes(title));
  }
});

test('what isn’t published is a page that says so', async () => {
  for (const id of [randomUUID(), 'no-id', '%E6%A0%B7']) {
    const { status, html } = await read(`/r/${id}`);
    expect(status).toBe(404);
    expect(html).toContain(say('public.missing'));
    expect(html).toContain('href="/"');
  }
});
