import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { cookieName } from '../../server/platform/http.ts';
import type { RoundDefinitionInput } from '../../server/domain/round/document.ts';
import type { Round } from '../../server/contract/rounds/schemas.ts';
import { openHall, voteOf, type Hall } from '../support/hall.ts';
import { PROJECTS, THREE_OF_SIX } from './support/ballots.ts';
import { faults, smallTargets } from './support/checks.ts';
import { LAPTOP, PROJECTOR, TABLET, TEST_MS, usePeople } from './support/people.ts';
import { rowsOn } from './support/projector.ts';
import { survey } from './support/survey.ts';
import { press, see, sitDown } from './support/tablet.ts';
import { BUILD_MS, builtWeb } from './support/web.ts';
import { say } from './support/words.ts';

const people = usePeople();
let webDir: string;
beforeAll(async () => {
  webDir = await builtWeb();
}, BUILD_MS);

const TITLE = '样例混合票决';
const [LIGHTS, CLINIC, LIFTS, PARK] = PROJECTS;
/** Four projects, up to two of them, a quarter of those present. */
const TWO_OF_FOUR: RoundDefinitionInput = {
  ...THREE_OF_SIX,
  kind: 'choose',
  seats: 2,
  items: (THREE_OF_SIX.items ?? []).slice(0, 4),
  majority: [{ base: 'present', fraction: '1/4', strict: true }],
};
/** What six tablets mark, and what both tellers read on the three paper ballots, by the keys of the items. */
const ON_TABLETS = ['12', '12', '12', '13', '13', '13'];
const ON_PAPER = ['12', '13', '34'];
/** The hall's own words, which nobody translates. */
const OWN = [...PROJECTS, TITLE, '样例会议', '样例镇'];

/** The four officers come first among the deputies, in this order; the last three vote on paper. */
const CHIEF = 0;
const SCRUTINEER = 1;
const TELLER = 2;
const SECOND_TELLER = 3;

type Officers = { chief: Page; scrutineer: Page; teller: Page; second: Page };

test(
  'officers by show of hands, tablets and paper counted together, two tellers, signatures, a tie and its runoff',
  async () => {
    const hall = await openHall({ deputies: 9, webDir });
    onTestFinished(() => hall.close());
    const { origin } = hall;
    const [presider, projector] = await Promise.all([
      people.comeIn({ name: 'presider', origin, size: LAPTOP, calm: true }),
      people.comeIn({ name: 'projector', origin, size: PROJECTOR, calm: true }),
    ]);
    await takeTheChair(presider, hall);
    await watchFrom(projector, hall);

    await appointOfficers(presider, hall);
    const roundId = await mixedRound(hall);
    await hall.press(roundId, 'present', 'open');
    await voteOnTablets(hall, roundId);

    const officers = await officersSitDown(hall);
    // While the box is open there is nothing to enter: a teller sees that their own vote is in.
    expect(await officers.teller.getByText(say('entry.title')).count()).toBe(0);
    await pressAndConfirm(presider, 'close');
    await projector.getByRole('heading', { name: say('screen.closed') }).waitFor();

    await enterBothPiles(presider, officers);
    await settleTheDifference(officers);
    await presider.getByText(say('box.ready')).waitFor();
    await press(presider, 'chair.act.count');

    await signAndCorrect(presider, officers);
    await announce(presider, projector);
    await runoff(presider, projector);
  },
  TEST_MS,
);

async function takeTheChair(presider: Page, hall: Hall): Promise<void> {
  const value = await hall.signIn('chair', hall.presider);
  await presider.context().addCookies([{ name: cookieName('chair'), value, url: hall.origin }]);
  await presider.goto(`${hall.origin}/chair/${hall.meetingId}`);
}

async function watchFrom(projector: Page, hall: Hall): Promise<void> {
  const value = await hall.pairScreen();
  await projector.context().addCookies([{ name: cookieName('screen'), value, url: hall.origin }]);
  await projector.goto(`${hall.origin}/screen`);
  await projector.getByRole('heading', { name: '样例会议' }).waitFor();
}

/** Presses the one big button, then the one in the dialog that asks. */
async function pressAndConfirm(presider: Page, act: 'close' | 'announce'): Promise<void> {
  await press(presider, `chair.act.${act}`);
  const dialog = presider.getByRole('dialog');
  await dialog.getByRole('button', { name: say(`chair.ask.${act}.confirm`), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** The presider names two scrutineers and two tellers, with the keyboard alone, and records the hands. */
async function appointOfficers(presider: Page, hall: Hall): Promise<void> {
  const { keyboard } = presider;
  await presider.getByRole('button', { name: say('chair.decisions.record') }).focus();
  await keyboard.press('Enter');
  const dialog = presider.getByRole('dialog');
  const officers = dialog.getByRole('radio', { name: say('chair.decision.officers') });
  await officers.waitFor();
  await officers.focus();
  await keyboard.press('Space');
  const named = [
    ['chief_scrutineer', CHIEF],
    ['scrutineer', SCRUTINEER],
    ['teller', TELLER],
    ['teller', SECOND_TELLER],
  ] as const;
  for (const [office, index] of named) {
    const label = say('chair.officers.add', { office: say(`chair.office.${office}`) });
    await dialog.getByRole('combobox', { name: label, exact: true }).focus();
    const name = `样例${String(index + 1)}`;
    await keyboard.type(name);
    await dialog.getByRole('option', { name }).waitFor();
    await keyboard.press('Enter');
    await dialog.getByRole('button', { name: say('chair.officers.remove', { name }) }).waitFor();
  }
  // Nothing is recorded before the hands are counted, and not more hands than people.
  const record = dialog.getByRole('button', { name: say('chair.decision.confirm'), exact: true });
  await record.click();
  await dialog.getByText(say('chair.decision.needs.missing')).waitFor();
  const hands = dialog.getByRole('spinbutton', { name: say('mark.for') });
  await hands.fill('10');
  await dialog.getByText(say('chair.decision.needs.fewer', { over: 1, present: 9 })).waitFor();
  await dialog.getByRole('spinbutton', { name: say('mark.against') }).fill('1');
  await hands.fill('');
  await dialog.getByRole('button', { name: say('chair.hands.rest') }).click();
  await dialog.locator('.verdict.passed', { hasText: '8' }).waitFor();
  expect(await faults(presider, 'zh', [...OWN, '样例'])).toEqual([]);
  await hands.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const figures = { present: 9, for: 8, against: 1, abstain: 0, notRaised: 0 };
  await presider.getByText(say('chair.decisions.figures', figures)).waitFor();
  const held = await hall.request(hall.chair, 'GET', `/meetings/${hall.meetingId}/decisions`);
  expect(held.body).toMatchObject({
    officers: expect.arrayContaining(
      named.map(([office, index]) => ({
        office,
        personId: hall.deputies[index],
        name: `样例${String(index + 1)}`,
      })),
    ),
  });
}

async function mixedRound(hall: Hall): Promise<string> {
  await hall.db
    .updateTable('roll_entry')
    .set({ medium: 'paper' })
    .where('person_id', 'in', hall.deputies.slice(6))
    .execute();
  const drafted = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, {
    title: TITLE,
    display: 'turnout',
    medium: 'mixed',
    definition: TWO_OF_FOUR,
  });
  const { id } = drafted.body as Round;
  const ready = await hall.request(hall.desk, 'POST', `/rounds/${id}/make-ready`);
  expect(ready.status).toBe(200);
  return id;
}

async function voteOnTablets(hall: Hall, roundId: string): Promise<void> {
  for (const [index, digits] of ON_TABLETS.entries()) {
    const token = await hall.signIn('tablet', hall.deputies[index]!);
    const marks = Object.fromEntries([...digits].map((digit) => [`p${digit}`, 'for' as const]));
    const vote = voteOf(roundId, marks);
    const answer = await hall.request({ seat: 'tablet', token }, 'POST', '/vote', vote);
    expect(answer.body).toMatchObject({ outcome: 'recorded' });
  }
}

async function officersSitDown(hall: Hall): Promise<Officers> {
  const { origin } = hall;
  const [chief, scrutineer, teller, second] = await Promise.all(
    ['chief scrutineer', 'scrutineer', 'teller', 'second teller'].map(async (name, index) => {
      const page = await people.comeIn({ name, origin, size: TABLET, calm: true });
      await sitDown(page, hall, hall.deputies[index]!, origin);
      await see(page, 'tablet.votedElsewhere.title');
      return page;
    }),
  );
  return { chief: chief!, scrutineer: scrutineer!, teller: teller!, second: second! };
}

/** The fingers of officers meet everything, and nothing is untranslated. */
async function fine(page: Page): Promise<void> {
  expect(smallTargets(await survey(page), 56)).toEqual([]);
  expect(await faults(page, 'zh', [...OWN, '样例'])).toEqual([]);
}

/** Both tellers enter the pile with the keyboard; the second misreads the second paper. */
async function enterBothPiles(presider: Page, { teller, second }: Officers): Promise<void> {
  await teller.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  for (const [field, value] of [
    ['printed', '10'],
    ['issued', '3'],
    ['spoiled', '0'],
    ['destroyed', '7'],
    ['specimens', '0'],
    ['collected', '3'],
  ] as const) {
    await teller.getByLabel(say(`stock.${field}`)).fill(value);
  }
  await fine(teller);
  await press(teller, 'stock.save');
  await presider.getByText(say('chair.obstacle.box.two_tellers.do')).waitFor();

  for (const [page, piles] of [
    [teller, ON_PAPER],
    [second, ['12', '14', '34']],
  ] as const) {
    for (const [index, digits] of piles.entries()) {
      const place = say('entry.place', { position: index + 1 });
      await page.getByRole('heading', { name: place, exact: true }).waitFor();
      await page.keyboard.type(digits);
      await page
        .getByText(say('entry.marked', { count: digits.length }), { exact: true })
        .waitFor();
      await page.keyboard.press('Enter');
    }
    await page.getByText(say('entry.countOf', { count: 3, collected: 3 })).waitFor();
    await finish(page);
  }
}

async function finish(page: Page): Promise<void> {
  await page.getByRole('button', { name: say('entry.done'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: say('entry.done'), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Both are told which paper differs and in what; who misread it takes it up, and then they agree. */
async function settleTheDifference({ teller, second }: Officers): Promise<void> {
  const title = say('entry.differences', { count: 1 });
  await Promise.all([teller, second].map((page) => page.getByText(title).waitFor()));
  const differing = second.getByRole('button', { name: say('entry.place', { position: 2 }) });
  const named = await differing.innerText();
  expect([LIGHTS, CLINIC, LIFTS, PARK].filter((item) => named.includes(item))).toEqual([
    LIFTS,
    PARK,
  ]);
  await fine(second);
  await differing.click();
  const correcting = say('entry.place.edit', { position: 2 });
  await second.getByRole('heading', { name: correcting, exact: true }).waitFor();
  // 4 goes from approved by way of opposed and illegible to blank.
  await second.keyboard.type('3444');
  await press(second, 'entry.save');
  await finish(second);
  const agreed = say('entry.finished');
  await Promise.all([teller, second].map((page) => page.getByText(agreed).waitFor()));
}

/** One scrutineer signs, a paper turns out to be misread by both tellers, and the next version is signed. */
async function signAndCorrect(presider: Page, officers: Officers): Promise<void> {
  const { chief, scrutineer, teller, second } = officers;
  const announcing = presider.getByRole('button', { name: say('chair.act.announce'), exact: true });
  await presider
    .getByText(say('chair.obstacle.signatures_missing', { missing: 2 }))
    .first()
    .waitFor();
  expect(await announcing.isDisabled()).toBe(true);
  await fine(chief);
  await sign(chief, 1);
  await presider
    .getByText(say('chair.obstacle.signatures_missing', { missing: 1 }))
    .first()
    .waitFor();
  // The other one reads on while the count is corrected below.
  await press(scrutineer, 'sign.next');
  await scrutineer.getByRole('dialog').waitFor();

  for (const page of [teller, second]) {
    await press(page, 'entry.reopen');
    await page.getByRole('button', { name: /^3\s/ }).click();
    const correcting = say('entry.place.edit', { position: 3 });
    await page.getByRole('heading', { name: correcting, exact: true }).waitFor();
    // What looked like an approval of the third item is none: past opposed and illegible to blank.
    await page.keyboard.type('333');
    await press(page, 'entry.save');
    await finish(page);
  }
  await presider.getByRole('button', { name: say('chair.act.recount'), exact: true }).click();
  const dialog = presider.getByRole('dialog');
  await dialog.getByRole('button', { name: say('chair.explain.recount.confirm') }).click();
  await dialog.getByText(say('reason.needed')).waitFor();
  const reason = '样例：第三张票多看一项';
  await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name: say('chair.explain.recount.confirm') }).click();
  await dialog.waitFor({ state: 'detached' });

  // The question about the old version is gone, and so is the signature under it.
  await scrutineer.getByText(say('count.newer', { version: 2 })).waitFor();
  expect(await scrutineer.getByRole('dialog').count()).toBe(0);
  await chief.getByText(say('count.newer', { version: 2 })).waitFor();
  await chief.getByText(say('count.reason', { reason })).waitFor();
  expect(await chief.getByText(say('sign.done')).count()).toBe(0);
  await presider
    .getByText(say('chair.obstacle.signatures_missing', { missing: 2 }))
    .first()
    .waitFor();

  await sign(scrutineer, 2);
  await sign(chief, 2);
  await Promise.all(
    [chief, scrutineer].map((page) =>
      page.getByText(say('sign.complete'), { exact: true }).waitFor(),
    ),
  );
}

async function sign(page: Page, version: number): Promise<void> {
  await press(page, 'sign.next');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: say('sign.ask', { version }) }).waitFor();
  await press(page, 'sign.confirm');
  await dialog.waitFor({ state: 'detached' });
}

/** Tablets and paper together: the third and the second project are level, and the room is told what follows. */
async function announce(presider: Page, projector: Page): Promise<void> {
  await pressAndConfirm(presider, 'announce');
  await projector
    .getByText(say('screen.next.runoff', { count: 2, seats: 1, of: 'elected' }))
    .waitFor();
  expect((await rowsOn(projector)).map(({ title, votes }) => [title, votes])).toEqual([
    [LIGHTS, 8],
    [CLINIC, 4],
    [LIFTS, 4],
    [PARK, 1],
  ]);
  expect(await faults(projector, 'zh', OWN)).toEqual([]);
}

/** The runoff is made with one press, and the room sees who is level and what is carried over. */
async function runoff(presider: Page, projector: Page): Promise<void> {
  await press(presider, 'chair.act.follow.runoff');
  await press(presider, 'chair.act.present', { position: 2 });
  await projector.getByText(say('screen.follows.of', { title: TITLE })).waitFor();
  await projector.getByText(say('screen.carried', { count: 1, of: 'elected' })).waitFor();
  await projector.getByText(say('screen.carried.votes', { votes: 8 })).waitFor();
  expect((await rowsOn(projector)).map(({ title }) => title)).toEqual([CLINIC, LIFTS]);
  expect(await faults(projector, 'zh', OWN)).toEqual([]);
  await presider.getByText(say('chair.follows.carried', { count: 1, of: 'elected' })).waitFor();
}
