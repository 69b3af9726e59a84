import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { PublishedBox } from '../../server/contract/box-publication/schemas.ts';
import { type PublicResult } from '../../server/contract/results/schemas.ts';
import type { BoxPublication } from '../../server/contract/room/schemas.ts';
import { cookieName } from '../../server/platform/http.ts';
import { openHall, voteOf, type Hall } from '../support/hall.ts';
import { PROJECTS, THREE_OF_SIX } from './support/ballots.ts';
import { faults } from './support/checks.ts';
import { LAPTOP, PHONE, TABLET, TEST_MS, usePeople } from './support/people.ts';
import { cast, kept, press, see, sitDown } from './support/tablet.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say } from './support/words.ts';

// A published box (票箱公开): who is told what, and the check that a tablet makes by itself.

const TITLE = '样例票决';
const people = usePeople();
let webDir: string;

beforeAll(async () => {
  webDir = await builtWeb();
}, BUILD_MS);

/** Two deputies vote on their devices, four others too; the result is announced and published. */
async function announced(boxPublication: BoxPublication) {
  const hall = await openHall({ deputies: 6, webDir });
  onTestFinished(() => hall.close());
  const roundId = await hall.round(THREE_OF_SIX, 'turnout', TITLE, boxPublication);
  await hall.press(roundId, 'open');
  const { origin } = hall;
  const [phone, tablet] = await Promise.all([
    people.comeIn({ name: 'phone', origin, size: PHONE }),
    people.comeIn({ name: 'tablet', origin, size: TABLET }),
  ]);
  for (const [index, page] of [phone, tablet].entries()) {
    await sitDown(page, hall, hall.deputies[index]!, origin);
    await cast(page, PROJECTS.slice(index, index + 2), 3);
    await see(page, 'cast.confirmed.title');
  }
  for (const personId of hall.deputies.slice(2)) {
    const who = { seat: 'tablet' as const, token: await hall.signIn('tablet', personId) };
    await hall.request(who, 'POST', '/vote', voteOf(roundId, { p1: 'for' }));
  }
  await hall.press(roundId, 'close', 'count', 'announce', 'publish');
  for (const page of [phone, tablet])
    await page.getByText(say('result.title', { act: 'decision' })).waitFor();
  return { hall, roundId, phone, tablet };
}

/** Somebody of the office at the page of the round. */
async function atTheOffice(hall: Hall, roundId: string): Promise<Page> {
  const page = await people.comeIn({ name: 'office', origin: hall.origin, size: LAPTOP });
  const cookie = { name: cookieName('desk'), value: hall.desk.token, url: hall.origin };
  await page.context().addCookies([cookie]);
  await page.goto(`${hall.origin}/desk/meetings/${hall.meetingId}/rounds/${roundId}`);
  return page;
}

test(
  'a public box: each tablet checks that its own paper is in it, and shows it to its owner alone',
  async () => {
    const { hall, roundId, phone, tablet } = await announced('public');
    // One tablet holds a receipt that no paper in the box has.
    await tablet.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('gongyi.cast.'))!;
      const cast = JSON.parse(localStorage.getItem(key)!) as object;
      const receipt = '00000000-0000-4000-8000-000000000000';
      localStorage.setItem(key, JSON.stringify({ ...cast, receipt }));
    });
    const asked: string[] = [];
    phone.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));

    const office = await atTheOffice(hall, roundId);
    await press(office, 'rounds.box.publish');
    const dialog = office.getByRole('dialog');
    expect(await dialog.innerText()).toContain(say('draft.box.public.hint'));
    await dialog.getByRole('button', { name: say('rounds.box.publish') }).click();
    await office.getByText(say('rounds.box.hash', { sha256: '' })).waitFor();
    const result = await hall.request(undefined, 'GET', `/public/results/${roundId}`);
    const { box } = result.body as PublicResult;
    expect(await office.locator('main').innerText()).toContain(box?.sha256);
    expect(await faults(office, 'zh')).toEqual([]);

    // By itself, without anybody pressing anything.
    await phone.getByText(say('slip.found', { title: TITLE })).waitFor();
    await tablet.getByText(say('slip.missing', { title: TITLE })).waitFor();
    await tablet.getByText(say('slip.missing.do')).waitFor();
    // Nobody learned for which receipt it looked.
    const receipt = (JSON.parse(await kept(phone)) as { receipt: string }).receipt;
    expect(asked.filter((request) => request.includes('boxes'))).toHaveLength(1);
    expect(asked.join('\n')).not.toContain(receipt);

    // The own paper on demand, nowhere kept, gone with one press.
    const own = phone.getByText(say('review.for', { count: 2 }), { exact: true });
    expect(await own.count()).toBe(0);
    await press(phone, 'slip.show');
    await own.waitFor();
    expect(await kept(phone)).not.toContain('marks');
    expect(await faults(phone, 'zh')).toEqual([]);
    await press(phone, 'slip.hide');
    expect(await own.count()).toBe(0);

    // Residents: the file, its hash, how to count it.
    const resident = await people.comeIn({ name: 'resident', origin: hall.origin, size: PHONE });
    await resident.goto(`${hall.origin}/r/${roundId}`);
    await resident.getByText(box?.sha256 ?? '', { exact: true }).waitFor();
    // Named as people read it, as the file is when it is saved.
    await resident.getByText(`npm run -s count -- "样例会议-${TITLE}-票箱.json"`).waitFor();
    const link = resident.getByRole('link', { name: say('public.box.download') });
    expect(await link.getAttribute('href')).toBe(`/api/public/boxes/${roundId}`);
    expect(await faults(resident, 'zh')).toEqual([]);
  },
  TEST_MS,
);

test(
  'a box for the scrutineers: they get the file and its hash on their own devices, other tablets show nothing of it',
  async () => {
    const { hall, roundId, phone, tablet } = await announced('scrutineers');
    const watching = await hall.watch();
    const officers = [{ personId: hall.deputies[1], office: 'scrutineer' }];
    const hands = {
      kind: 'officers',
      subject: '样例名单',
      for: 6,
      against: 0,
      abstain: 0,
      officers,
    };
    const path = `/meetings/${hall.meetingId}/decisions`;
    expect((await hall.request(hall.chair, 'POST', path, hands)).status).toBe(200);
    const done = await hall.request(hall.desk, 'POST', `/rounds/${roundId}/publish-box`);
    expect(done.status).toBe(200);
    await watching.until(() => watching.view?.agenda[0]?.box);
    watching.close();

    await tablet.getByText(say('slip.file', { title: TITLE })).waitFor();
    const [download] = await Promise.all([
      tablet.waitForEvent('download'),
      tablet.getByRole('link', { name: say('slip.download') }).click(),
    ]);
    const bytes = await readFile(await download.path());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await tablet.getByText(say('slip.hash', { sha256 }), { exact: true }).waitFor();
    // The paper that was cast at this device is in it, by the receipt that only the device knows.
    const { receipt } = JSON.parse(await kept(tablet)) as { receipt: string };
    const { receipts } = PublishedBox.parse(JSON.parse(bytes.toString('utf8')));
    expect(receipts).toHaveLength(6);
    expect(receipts).toContain(receipt);
    // Whether it is in there is said of a public box only: here the page asked for nothing by itself.
    expect(await tablet.getByText(say('slip.found', { title: TITLE })).count()).toBe(0);
    expect(await faults(tablet, 'zh')).toEqual([]);

    // What the room was told then is on the phone's page too before it is looked at.
    await phone.reload();
    await phone.getByText(say('result.title', { act: 'decision' })).waitFor();
    for (const key of ['slip.looking', 'slip.found', 'slip.missing', 'slip.file'] as const) {
      expect(await phone.getByText(say(key, { title: TITLE })).count(), key).toBe(0);
    }
  },
  TEST_MS,
);
