import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import {
  auditOf,
  makeAssembly,
  makeMeeting,
  makePerson,
  signIn,
  tablet,
  type SignedInClient,
} from '../../../tests/support/builders.ts';
import { anybody } from '../../../tests/support/client.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());

let staff: SignedInClient;
beforeEach(async () => {
  staff = await signIn(t, { seat: 'desk', roles: ['staff'], assemblyId: await makeAssembly(t) });
});

type Card = { personId: string; code: string };
const issue = (meetingId: string, who: unknown) =>
  staff.post(`/meetings/${meetingId}/cards`, { who });
const codeOf = (cards: Card[], personId: string): string =>
  cards.find((card) => card.personId === personId)!.code;
async function cardsOnRoll(meetingId: string): Promise<Record<string, string>> {
  const { entries } = (await staff.get(`/meetings/${meetingId}/roll`)).body as {
    entries: { personId: string; card: string }[];
  };
  return Object.fromEntries(entries.map(({ personId, card }) => [personId, card]));
}

it('gives everybody without a card one, shows the code once and keeps a hash of it', async () => {
  const meeting = await makeMeeting(t, { assemblyId: staff.assemblyId, electors: 2 });
  const added = await makePerson(t, staff.assemblyId, {
    name: '样例新人',
    number: '9',
    unit: '样例团',
  });
  const entries = [{ personId: added, class: 'observer', entitled: false }];
  await staff.put(`/meetings/${meeting.id}/roll`, { entries });

  const issued = await issue(meeting.id, 'without');
  expect(issued.status).toBe(200);
  expect(issued.body.cards).toEqual([
    {
      personId: added,
      name: '样例新人',
      number: '9',
      unit: '样例团',
      class: 'observer',
      code: expect.stringMatching(/^\d{16}$/),
      link: expect.stringMatching(/^[\w-]{22}$/),
    },
  ]);
  const { code, link } = issued.body.cards[0];
  expect(await auditOf(t, staff.assemblyId)).toContainEqual({
    event: 'cards.issued',
    actor: staff.personId,
    detail: { meeting: meeting.id, count: 1, persons: [added] },
  });
  const kept = await t.db.selectFrom('card').selectAll().execute();
  const log = await t.db.selectFrom('audit_entry').selectAll().execute();
  const everything = JSON.stringify([kept, log]);
  expect(everything).not.toContain(code);
  expect(everything).not.toContain(link);
  // Not to be tried against a copy of the database either.
  const plain = JSON.stringify(createHash('sha256').update(code).digest());
  expect(everything).not.toContain(plain);
  expect((await issue(meeting.id, 'without')).body.cards).toEqual([]);

  await tablet(t, { code });
  expect(await cardsOnRoll(meeting.id)).toMatchObject({
    [added]: 'used',
    [meeting.electors[0]!.personId]: 'issued',
  });
});

it('renews the cards that were never used, for printing again', async () => {
  const meeting = await makeMeeting(t, { assemblyId: staff.assemblyId, electors: 3 });
  const [used, ...unused] = meeting.electors;
  const device = await tablet(t, used!);
  const { cards } = (await issue(meeting.id, 'unused')).body as { cards: Card[] };
  expect(new Set(cards.map(({ personId }) => personId))).toEqual(
    new Set(unused.map(({ personId }) => personId)),
  );
  expect((await device.get('/me')).status).toBe(200);
  const [first] = unused;
  const old = await anybody(t).post('/sign-in/card', { code: first!.code });
  expect(old.code).toBe('card_withdrawn');
  await tablet(t, { code: codeOf(cards, first!.personId) });
});

it('gives named people a new card; the old one and its device lose their right', async () => {
  const meeting = await makeMeeting(t, { assemblyId: staff.assemblyId, electors: 2 });
  const [elector, other] = meeting.electors;
  const device = await tablet(t, elector!);
  const untouched = await tablet(t, other!);
  const { cards } = (await issue(meeting.id, [elector!.personId])).body as { cards: Card[] };
  expect(cards).toHaveLength(1);
  expect((await device.get('/me')).code).toBe('not_signed_in');
  expect((await untouched.get('/me')).status).toBe(200);
  expect((await device.post('/sign-in/card', { code: elector!.code })).code).toBe('card_withdrawn');
  await tablet(t, cards[0]!);
  const log = await auditOf(t, staff.assemblyId);
  const issued = log.filter(({ event }) => event === 'cards.issued').at(-1);
  expect(issued?.detail).toEqual({
    meeting: meeting.id,
    count: 1,
    persons: [elector!.personId],
    renewed: [elector!.personId],
  });
  const ended = log.filter(({ event }) => event === 'session.ended');
  expect(ended).toMatchObject([{ detail: { reason: 'card_withdrawn', seat: 'tablet' } }]);
});

it('withdraws a card and signs its device out', async () => {
  const meeting = await makeMeeting(t, { assemblyId: staff.assemblyId, electors: 1 });
  const [elector] = meeting.electors;
  const device = await tablet(t, elector!);
  const path = `/meetings/${meeting.id}/cards/${elector!.personId}`;
  expect((await staff.delete(path)).status).toBe(204);
  expect((await device.get('/me')).code).toBe('not_signed_in');
  expect((await device.post('/sign-in/card', { code: elector!.code })).code).toBe('card_withdrawn');
  expect(await cardsOnRoll(meeting.id)).toEqual({ [elector!.personId]: 'withdrawn' });
  expect(await auditOf(t, staff.assemblyId)).toContainEqual({
    event: 'card.withdrawn',
    actor: staff.personId,
    detail: { meeting: meeting.id, person: elector!.personId },
  });
  expect((await staff.delete(path)).code).toBe('not_found');
  // Reissued like any other card.
  const { cards } = (await issue(meeting.id, 'without')).body as { cards: Card[] };
  await tablet(t, cards[0]!);
});

it('issues one valid card each when two press at once', async () => {
  const meeting = await makeMeeting(t, { assemblyId: staff.assemblyId, electors: 20 });
  const answers = await Promise.all([issue(meeting.id, 'unused'), issue(meeting.id, 'unused')]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const valid = await t.db
    .selectFrom('card')
    .select('id')
    .where('meeting_id', '=', meeting.id)
    .where('withdrawn_at', 'is', null)
    .execute();
  expect(valid).toHaveLength(20);
});

it('refuses people who aren’t on the roll, and a meeting that is over', async () => {
  const meeting = await makeMeeting(t, { assemblyId: staff.assemblyId, electors: 1 });
  const own = meeting.electors[0]!.personId;
  const answer = await issue(meeting.id, [own, staff.personId]);
  expect(answer.body.error).toEqual({
    code: 'not_on_roll',
    detail: { personId: staff.personId },
  });
  expect(await cardsOnRoll(meeting.id)).toEqual({ [own]: 'issued' });
  const over = await makeMeeting(t, { assemblyId: staff.assemblyId, state: 'closed' });
  expect((await issue(over.id, 'unused')).code).toBe('wrong_state');
});

it('belongs to its assembly', async () => {
  const meeting = await makeMeeting(t, { assemblyId: staff.assemblyId, electors: 1 });
  const elsewhere = await signIn(t, { seat: 'desk', roles: ['administrator', 'staff'] });
  const { personId } = meeting.electors[0]!;
  for (const answer of [
    await elsewhere.post(`/meetings/${meeting.id}/cards`, { who: 'unused' }),
    await elsewhere.delete(`/meetings/${meeting.id}/cards/${personId}`),
  ]) {
    expect([answer.status, answer.code]).toEqual([404, 'not_found']);
  }
  await tablet(t, meeting.electors[0]!);
});
