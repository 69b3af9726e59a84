import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Seat } from '../../server/contract/common/roles.ts';
import type { Round } from '../../server/contract/rounds/schemas.ts';
import { cookieName } from '../../server/platform/http.ts';
import { openHall, voteOf, type Hall } from '../support/hall.ts';
import { PROJECTS, THREE_OF_SIX } from './support/ballots.ts';
import { faults } from './support/checks.ts';
import { LAPTOP, PROJECTOR, TABLET, TEST_MS, usePeople } from './support/people.ts';
import { see, sitDown } from './support/tablet.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say } from './support/words.ts';

// Results that count no more: one that was replaced by a re-vote, and one that is no longer what was counted.

const TITLE = '样例民生票决';
const OWN = [...PROJECTS, TITLE, '样例会议', '样例镇', '样例0', '样例1', '样例重新投票'];

const people = usePeople();
let webDir: string;
beforeAll(async () => {
  webDir = await builtWeb();
}, BUILD_MS);

/** A round that was voted on and announced. */
async function announced(hall: Hall): Promise<string> {
  const roundId = await hall.round(THREE_OF_SIX, 'turnout', TITLE);
  await hall.press(roundId, 'open');
  const device = await hall.tablet(hall.deputies[0]!);
  expect((await device.vote(voteOf(roundId, { p1: 'for' }))).outcome).toBe('recorded');
  device.close();
  await hall.press(roundId, 'close', 'count', 'announce');
  return roundId;
}

async function at(page: Page, hall: Hall, seat: Seat, value: string, path: string): Promise<void> {
  await page.context().addCookies([{ name: cookieName(seat), value, url: hall.origin }]);
  await page.goto(path);
}

test(
  'the office reads in the list and on the round’s page that a result was replaced, and by which one',
  async () => {
    const hall = await openHall({ deputies: 2, webDir });
    onTestFinished(() => hall.close());
    const roundId = await announced(hall);
    const revote = { origin: 'revote', reason: '样例原因' };
    const made = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, revote);
    expect(made.status).toBe(200);
    const { id, title } = made.body as Round;
    await hall.press(id, 'present', 'open');

    const staff = await people.comeIn({ name: 'staff', origin: hall.origin, size: LAPTOP });
    const list = `${hall.origin}/desk/meetings/${hall.meetingId}/rounds`;
    await at(staff, hall, 'desk', hall.desk.token, list);
    const words = say('result.replaced', { title });
    await staff.getByRole('link', { name: words }).waitFor();
    expect(await faults(staff, 'zh', [...OWN, title])).toEqual([]);
    await staff.getByRole('link', { name: TITLE, exact: true }).click();
    await staff.getByText(words, { exact: true }).waitFor();
    // Nobody publishes what counts no more.
    expect(await staff.getByRole('button', { name: say('rounds.publish') }).count()).toBe(0);
    await staff.getByRole('link', { name: say('result.replaced.open') }).click();
    await staff.getByRole('heading', { name: title, exact: true }).waitFor();
  },
  TEST_MS,
);

test(
  'a result that is no longer what was counted is shown to nobody, and nobody can publish it',
  async () => {
    const hall = await openHall({ deputies: 2, webDir });
    onTestFinished(() => hall.close());
    const roundId = await announced(hall);
    await sql`update round_count set result = jsonb_set(result, '{items,0,for}', '2')`.execute(
      hall.owner,
    );
    // What a process has read it keeps; another one reads it now.
    const { origin } = await hall.startProcess();
    // The count and the documents made of it are asked for and refused: that is how a page comes to know.
    const refusedAt = /\/(count|documents)$/;
    const come = (name: string, size: typeof LAPTOP) =>
      people.comeIn({ name, origin, size, refusedAt, calm: true });
    const [tablet, projector, presider, staff] = await Promise.all([
      come('deputy', TABLET),
      come('projector', PROJECTOR),
      come('presider', LAPTOP),
      come('staff', LAPTOP),
    ]);
    await sitDown(tablet, hall, hall.deputies[0]!, origin);
    await see(tablet, 'result.differs');
    const theirs = { ...hall, origin } as Hall;
    await at(projector, theirs, 'screen', await hall.pairScreen(), `${origin}/screen`);
    await projector.getByRole('alert').getByText(say('result.differs')).waitFor();
    const chair = `${origin}/chair/${hall.meetingId}`;
    await at(presider, theirs, 'chair', hall.chair.token, chair);
    const publish = presider.getByRole('button', { name: say('chair.act.publish'), exact: true });
    await publish.waitFor();
    expect(await publish.isDisabled()).toBe(true);
    const page = `${origin}/desk/meetings/${hall.meetingId}/rounds/${roundId}`;
    await at(staff, theirs, 'desk', hall.desk.token, page);
    await staff.getByText(say('error.result_differs.happened')).waitFor();
    expect(await staff.getByRole('button', { name: say('rounds.publish') }).count()).toBe(0);
  },
  TEST_MS,
);
