import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHall, type Answer, type Hall } from '../../../tests/support/hall.ts';
import type { BoxStatus } from '../../contract/paper/schemas.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import type { RoundDefinitionInput } from '../../domain/round/document.ts';

// A teller who falls ill after beginning: somebody else takes the place and enters from the start.

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ deputies: 6 });
});
afterEach(async () => {
  await hall.close();
});

const TWO: RoundDefinitionInput = {
  kind: 'choose',
  seats: 1,
  items: ['a', 'b'].map((id) => ({ id, title: `样例项目${id}` })),
  majority: [{ base: 'present', fraction: '1/2', strict: true }],
};
const errorOf = (answer: Answer) =>
  (answer.body as { error?: { code: string } } | undefined)?.error?.code;
type Who = { seat: 'tablet'; personId: string; token: string };
type Named = { personId: string; office: string };

async function seat(index: number): Promise<Who> {
  const personId = hall.deputies[index]!;
  return { seat: 'tablet', personId, token: await hall.signIn('tablet', personId) };
}
const appoint = (officers: Named[]) =>
  hall.request(hall.chair, 'POST', `/meetings/${hall.meetingId}/decisions`, {
    kind: 'officers',
    subject: '样例名单',
    for: 6,
    against: 0,
    abstain: 0,
    officers,
  });
const named = (index: number, office: string): Named => ({
  personId: hall.deputies[index]!,
  office,
});

/** A round on paper whose two papers were collected; 0 watches, 1 and 2 count. */
async function paperRound(): Promise<string> {
  await appoint([named(0, 'chief_scrutineer'), named(1, 'teller'), named(2, 'teller')]);
  const drafted = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, {
    title: '样例纸质票决',
    medium: 'paper',
    definition: TWO,
  });
  const { id } = drafted.body as Round;
  await hall.request(hall.desk, 'POST', `/rounds/${id}/make-ready`);
  await hall.press(id, 'open', 'close');
  const stock = { printed: 6, issued: 6, collected: 2, version: 0 };
  await hall.request(hall.desk, 'PUT', `/rounds/${id}/stock`, stock);
  return id;
}
const enter = (id: string, who: Who, position: number, marks: object) =>
  hall.request(who, 'PUT', `/rounds/${id}/entry/${String(position)}`, { marks });
const done = (id: string, who: Who) => hall.request(who, 'POST', `/rounds/${id}/entry/done`);
const box = async (id: string) =>
  (await hall.request(hall.chair, 'GET', `/rounds/${id}/box`)).body as BoxStatus;
const release = (
  id: string,
  personId: string,
  who: { seat: 'tablet' | 'chair' | 'desk'; token: string } = hall.chair,
  reason = '突然生病',
) =>
  hall.request(who, 'POST', `/rounds/${id}/tellers/${personId}/release`, {
    reason,
  });

describe('a teller who can’t go on', () => {
  it('is released with a reason; the next one enters from the start, the other’s pile stays', async () => {
    const id = await paperRound();
    const [ill, well] = [await seat(1), await seat(2)];
    await enter(id, ill, 1, { a: 'for' });
    for (const position of [1, 2]) await enter(id, well, position, { a: 'for' });
    await done(id, well);
    const released = await release(id, ill.personId);
    expect(released.status).toBe(200);
    expect(released.body).toMatchObject({
      tellers: [{ personId: well.personId, entered: 2, done: true }],
      setAside: [{ personId: ill.personId, entered: 1, reason: '突然生病' }],
      waitingFor: 'two_tellers',
    });
    expect(errorOf(await enter(id, ill, 2, { a: 'for' }))).toBe('teller_released');
    expect(errorOf(await done(id, ill))).toBe('teller_released');
    expect(errorOf(await release(id, ill.personId))).toBe('not_found');
    // Nobody else was appointed: the meeting decides on one, and keeps who stays.
    const next = await seat(3);
    expect(errorOf(await enter(id, next, 1, { a: 'for' }))).toBe('not_permitted');
    expect(errorOf(await appoint([named(3, 'teller')]))).toBe('roll_in_use');
    expect(errorOf(await appoint([named(3, 'scrutineer')]))).toBe('roll_in_use');
    expect(errorOf(await appoint([named(0, 'teller'), named(2, 'teller')]))).toBe('roll_in_use');
    expect((await appoint([named(2, 'teller'), named(3, 'teller')])).status).toBe(200);
    expect((await hall.request(next, 'GET', `/rounds/${id}/entry`)).body).toEqual({
      done: false,
      papers: [],
    });
    expect(errorOf(await enter(id, next, 2, { a: 'for' }))).toBe('position_gap');
    await enter(id, next, 1, { a: 'for' });
    await enter(id, next, 2, { b: 'for' });
    await done(id, next);
    // The second paper is read differently: the one set aside has no say.
    expect(await box(id)).toMatchObject({
      waitingFor: 'differences',
      differences: [{ position: 2, items: expect.arrayContaining(['a', 'b']) }],
    });
    await hall.request(next, 'POST', `/rounds/${id}/entry/reopen`);
    await enter(id, next, 2, { a: 'for' });
    await done(id, next);
    expect((await hall.press(id, 'count')).state).toBe('tallied');
    const kept = await hall.db
      .selectFrom('paper_entry')
      .select('position')
      .where('person_id', '=', ill.personId)
      .execute();
    expect(kept).toEqual([{ position: 1 }]);
    const entries = await hall.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('event', '=', 'teller.released')
      .execute();
    expect(entries).toEqual([
      { detail: { round: id, person: ill.personId, entered: 1, reason: '突然生病' } },
    ]);
  });

  it('is released by presider or chief scrutineer alone, with a reason, until the count is signed', async () => {
    const id = await paperRound();
    const [chief, first, second] = [await seat(0), await seat(1), await seat(2)];
    for (const who of [first, second]) {
      for (const position of [1, 2]) await enter(id, who, position, { a: 'for' });
      await done(id, who);
    }
    expect(errorOf(await release(id, first.personId, hall.desk))).toBe('not_permitted');
    expect(errorOf(await release(id, first.personId, second))).toBe('not_permitted');
    expect(errorOf(await release(id, first.personId, hall.chair, ' '))).toBe('invalid_input');
    expect(errorOf(await release(id, chief.personId))).toBe('not_found');
    const elsewhere = await openHall({ deputies: 1, url: hall.url });
    expect(errorOf(await release(id, first.personId, elsewhere.chair))).toBe('not_found');
    await elsewhere.close();
    expect(await box(id)).toMatchObject({ ready: true, setAside: [] });
    await hall.press(id, 'count');
    // Counted already: what was counted is not signed while a place is empty.
    expect((await release(id, first.personId, chief)).status).toBe(200);
    const sign = () => hall.request(chief, 'POST', `/rounds/${id}/sign`, { version: 1 });
    expect(errorOf(await sign())).toBe('box_not_ready');
    await appoint([named(2, 'teller'), named(3, 'teller')]);
    const next = await seat(3);
    for (const position of [1, 2]) await enter(id, next, position, { a: 'for' });
    await done(id, next);
    expect((await sign()).body).toMatchObject({ state: 'signed' });
    expect(errorOf(await release(id, second.personId))).toBe('wrong_state');
  });
});

describe('a decision by show of hands', () => {
  const decide = (majority: string | undefined, approvals: number) =>
    hall.request(hall.chair, 'POST', `/meetings/${hall.meetingId}/decisions`, {
      kind: 'procedure',
      subject: '样例程序',
      for: approvals,
      against: 0,
      abstain: 0,
      ...(majority === undefined ? {} : { majority }),
    });

  it('passes by the majority that was chosen for it, which stands in the record', async () => {
    await hall.db
      .updateTable('roll_entry')
      .set({ attendance: 'absent' })
      .where('person_id', '=', hall.deputies[5]!)
      .execute();
    // Six enrolled, five present.
    for (const [majority, enough] of [
      [undefined, 3],
      ['half_present', 3],
      ['half_enrolled', 4],
      ['two_thirds_present', 4],
      ['two_thirds_enrolled', 4],
    ] as const) {
      for (const approvals of [enough - 1, enough]) {
        const { decisions } = (await decide(majority, approvals)).body as {
          decisions: { passed: boolean; majority: object[] }[];
        };
        expect(decisions.at(-1)?.passed, `${String(majority)} ${String(approvals)}`).toBe(
          approvals === enough,
        );
      }
    }
    const list = await hall.request(hall.chair, 'GET', `/meetings/${hall.meetingId}/decisions`);
    expect(list.body).toMatchObject({
      decisions: expect.arrayContaining([
        expect.objectContaining({
          majority: [{ base: 'enrolled', fraction: '2/3', strict: false }],
          share: '4/6',
          passed: true,
        }),
      ]),
    });
    expect(errorOf(await decide('anything', 5))).toBe('invalid_input');
    const broken = await decide(undefined, 6);
    expect(broken.body).toMatchObject({
      error: {
        code: 'figures_broken',
        detail: { path: 'for', identity: 'hands_present', hands: 6, present: 5 },
      },
    });
  });
});
