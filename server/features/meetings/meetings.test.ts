import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import {
  auditOf,
  makeAssembly,
  makeMeeting,
  makePerson,
  openRound,
  signIn,
  tablet,
  type SignedInClient,
} from '../../../tests/support/builders.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());

let assemblyId: string;
let staff: SignedInClient;
let presider: SignedInClient;
beforeEach(async () => {
  assemblyId = await makeAssembly(t);
  staff = await signIn(t, { seat: 'desk', roles: ['staff'], assemblyId });
  presider = await signIn(t, { seat: 'chair', roles: ['presider'], assemblyId });
});
const NOBODY = '00000000-0000-4000-8000-000000000000';
const lastEntry = async () => (await auditOf(t, assemblyId)).at(-1);
const seqOf = async (meetingId: string): Promise<number> => {
  const { seq } = await t.db
    .selectFrom('room')
    .select('seq')
    .where('meeting_id', '=', meetingId)
    .executeTakeFirstOrThrow();
  return seq;
};

describe('meetings', () => {
  it('are called with an empty roll and a room', async () => {
    const startsAt = '2026-11-22T01:00:00.000Z';
    const made = await staff.post('/meetings', { title: ' 样例会议 ', startsAt });
    expect(made.body).toEqual({
      id: made.body.id,
      title: '样例会议',
      place: '',
      startsAt,
      state: 'preparing',
      roll: { enrolled: 0, present: 0, onLeave: 0 },
      // What a subdistrict's meetings usually have.
      quorum: [{ of: 'enrolled', fraction: '2/3', strict: true }],
      rounds: 0,
    });
    expect(await seqOf(made.body.id)).toBe(0);
    expect(await lastEntry()).toEqual({
      event: 'meeting.created',
      actor: staff.personId,
      detail: { meeting: made.body.id },
    });
  });

  it('are listed newest first, with their figures, to desk and chair', async () => {
    const early = await staff.post('/meetings', { title: '甲', startsAt: '2026-01-01T00:00:00Z' });
    const meeting = await makeMeeting(t, { assemblyId, electors: 3, observers: 2, present: 4 });
    await makeMeeting(t);
    for (const client of [staff, presider]) {
      const { meetings } = (await client.get('/meetings')).body;
      expect(meetings.map(({ id }: { id: string }) => id)).toEqual([meeting.id, early.body.id]);
      // Observers don't count, present or not.
      expect(meetings[0].roll).toEqual({ enrolled: 3, present: 3, onLeave: 0 });
    }
  });

  it('are changed until they are over; the room sees it', async () => {
    const meeting = await makeMeeting(t, { assemblyId });
    const changed = await staff.patch(`/meetings/${meeting.id}`, { title: '新题', place: '' });
    expect(changed.body).toMatchObject({ title: '新题', place: '' });
    expect(await seqOf(meeting.id)).toBe(1);
    expect(await lastEntry()).toMatchObject({
      event: 'meeting.changed',
      detail: { meeting: meeting.id, fields: ['title', 'place'] },
    });
    await t.db
      .updateTable('meeting')
      .set({ state: 'closed' })
      .where('id', '=', meeting.id)
      .execute();
    const late = await staff.patch(`/meetings/${meeting.id}`, { title: '再改' });
    expect([late.status, late.body.error]).toEqual([
      409,
      { code: 'wrong_state', detail: { state: 'closed' } },
    ]);
  });

  it('are not opened, and decide nothing by show of hands, below their quorum', async () => {
    const meeting = await makeMeeting(t, {
      assemblyId,
      state: 'preparing',
      electors: 12,
      present: 8,
    });
    const path = `/meetings/${meeting.id}`;
    const quorum = [{ of: 'enrolled', fraction: '2/3', strict: true }];
    expect((await staff.patch(path, { quorum })).body.quorum).toEqual(quorum);
    expect(await lastEntry()).toMatchObject({
      event: 'meeting.changed',
      detail: { fields: ['quorum'], quorum: { before: '-', after: '>2/3' } },
    });
    const short = { code: 'quorum_not_met', detail: { present: 8, enrolled: 12, needed: 9 } };
    for (const client of [staff, presider]) {
      const refused = await client.post(`${path}/start`);
      expect([refused.status, refused.body.error]).toEqual([409, short]);
    }
    const roll = async (index: number, attendance: string) =>
      staff.patch(`${path}/roll/${meeting.electors[index]!.personId}`, { attendance });
    await roll(8, 'present');
    expect((await presider.post(`${path}/start`)).body.state).toBe('in_session');
    const hands = { kind: 'rules', subject: '样例办法', for: 9, against: 0, abstain: 0 };
    expect((await presider.post(`${path}/decisions`, hands)).status).toBe(200);
    // Somebody has left again.
    await roll(8, 'absent');
    const refused = await presider.post(`${path}/decisions`, { ...hands, for: 8 });
    expect([refused.status, refused.body.error]).toEqual([409, short]);
    await staff.patch(path, { quorum: [] });
    expect((await presider.post(`${path}/decisions`, { ...hands, for: 8 })).status).toBe(200);
  });

  it('start once, end once, and never go back', async () => {
    const meeting = await makeMeeting(t, { assemblyId, state: 'preparing' });
    const path = `/meetings/${meeting.id}`;
    expect((await presider.post(`${path}/end`)).body.error.detail).toEqual({ state: 'preparing' });
    expect((await presider.post(`${path}/start`)).body.state).toBe('in_session');
    expect((await staff.post(`${path}/start`)).body.error).toEqual({
      code: 'wrong_state',
      detail: { state: 'in_session' },
    });
    expect((await staff.post(`${path}/end`)).body.state).toBe('closed');
    for (const event of ['start', 'end']) {
      expect((await presider.post(`${path}/${event}`)).body.error.detail).toEqual({
        state: 'closed',
      });
    }
    expect((await auditOf(t, assemblyId)).slice(-2)).toEqual([
      { event: 'meeting.started', actor: presider.personId, detail: { meeting: meeting.id } },
      { event: 'meeting.ended', actor: staff.personId, detail: { meeting: meeting.id } },
    ]);
    expect(await seqOf(meeting.id)).toBe(2);
  });

  it('start once when two press at the same time', async () => {
    const meeting = await makeMeeting(t, { assemblyId, state: 'preparing' });
    const answers = await Promise.all([
      presider.post(`/meetings/${meeting.id}/start`),
      staff.post(`/meetings/${meeting.id}/start`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await seqOf(meeting.id)).toBe(1);
  });

  it('don’t end while a round takes votes', async () => {
    const meeting = await makeMeeting(t, { assemblyId, present: 5 });
    const roundId = await openRound(t, meeting);
    const answer = await presider.post(`/meetings/${meeting.id}/end`);
    expect(answer.body.error).toEqual({ code: 'another_round_open', detail: { roundId } });
  });
});

describe('the roll', () => {
  const ids = (answer: { body: { entries: { personId: string }[] } }): string[] =>
    answer.body.entries.map(({ personId }) => personId);

  it('takes people in several capacities and gives its figures', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 0 });
    const deputy = await makePerson(t, assemblyId, { number: '1', unit: '样例团' });
    const delegate = await makePerson(t, assemblyId, { number: '2' });
    const observer = await makePerson(t, assemblyId, { number: '3' });
    const set = await staff.put(`/meetings/${meeting.id}/roll`, {
      entries: [
        { personId: observer, class: 'observer', entitled: false },
        { personId: delegate, class: 'council_delegate', entitled: true },
        { personId: deputy, class: 'deputy', entitled: true },
      ],
    });
    expect(set.body.figures).toEqual({ enrolled: 2, present: 0, onLeave: 0 });
    expect(ids(set)).toEqual([deputy, delegate, observer]);
    expect(set.body.entries[0]).toEqual({
      personId: deputy,
      name: expect.any(String),
      number: '1',
      unit: '样例团',
      class: 'deputy',
      entitled: true,
      attendance: 'absent',
      medium: 'tablet',
      card: 'none',
    });
    expect(await lastEntry()).toEqual({
      event: 'roll.set',
      actor: staff.personId,
      // Whom, by their ids; their names are kept beside.
      detail: { meeting: meeting.id, added: 3, changed: 0, persons: expect.any(Array) },
    });
    expect(await seqOf(meeting.id)).toBe(1);
    expect((await presider.get(`/meetings/${meeting.id}/roll`)).body).toEqual(set.body);
  });

  it('changes class and right to vote of those who are on it, and keeps their attendance', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 2, present: 1 });
    const [present, absent] = meeting.electors;
    const set = await staff.put(`/meetings/${meeting.id}/roll`, {
      entries: [
        { personId: present!.personId, class: 'committee_member', entitled: false },
        { personId: absent!.personId, class: 'deputy', entitled: true },
      ],
    });
    expect(
      set.body.entries.find(({ personId }: { personId: string }) => personId === present!.personId),
    ).toMatchObject({ class: 'committee_member', entitled: false, attendance: 'present' });
    expect((await lastEntry())?.detail).toMatchObject({ added: 0, changed: 1 });
  });

  it('refuses an observer with a vote, somebody twice, strangers and deactivated people', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 1 });
    const path = `/meetings/${meeting.id}/roll`;
    const own = meeting.electors[0]!.personId;
    const stranger = await makePerson(t, await makeAssembly(t));
    const gone = await makePerson(t, assemblyId, { active: false });
    const entry = (personId: string) => ({ personId, class: 'deputy', entitled: true });
    for (const [entries, code] of [
      [[{ personId: own, class: 'observer', entitled: true }], 'invalid_input'],
      [[entry(own), entry(own)], 'invalid_input'],
      [[entry(own), entry(own.toUpperCase())], 'invalid_input'],
      [[entry(own), entry(stranger)], 'not_found'],
      [[entry(gone)], 'not_found'],
      [[entry(NOBODY)], 'not_found'],
      [[], 'invalid_input'],
    ] as const) {
      expect((await staff.put(path, { entries })).code).toBe(code);
    }
    expect(await seqOf(meeting.id)).toBe(0);
  });

  it('takes three thousand people', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 3000 });
    const entries = meeting.electors.map(({ personId }) => ({
      personId,
      class: 'voter_rep',
      entitled: true,
    }));
    const set = await staff.put(`/meetings/${meeting.id}/roll`, { entries });
    expect(set.body.figures.enrolled).toBe(3000);
    // As many entries as it takes to name them all.
    const named = (await auditOf(t, assemblyId)).flatMap(({ event, detail }) =>
      event === 'roll.set' ? (detail as { persons: string[] }).persons : [],
    );
    expect(named.toSorted()).toEqual(meeting.electors.map(({ personId }) => personId).toSorted());
  });

  it('changes one entry, tells the room, and writes down what changed', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 2 });
    const { personId } = meeting.electors[0]!;
    const path = `/meetings/${meeting.id}/roll/${personId}`;
    const changed = await staff.patch(path, { attendance: 'on_leave', entitled: true });
    expect(changed.body).toMatchObject({ personId, attendance: 'on_leave', card: 'issued' });
    expect(await lastEntry()).toEqual({
      event: 'roll.entry_changed',
      actor: staff.personId,
      detail: { meeting: meeting.id, person: personId, attendance: 'on_leave' },
    });
    const { figures } = (await staff.get(`/meetings/${meeting.id}/roll`)).body;
    expect(figures).toEqual({ enrolled: 2, present: 0, onLeave: 1 });
    expect(await seqOf(meeting.id)).toBe(1);
    // Again: nothing to change, nothing to tell.
    expect((await staff.patch(path, { attendance: 'on_leave' })).status).toBe(200);
    expect(await seqOf(meeting.id)).toBe(1);
    expect((await staff.patch(path, { class: 'observer' })).code).toBe('invalid_input');
    const observer = await staff.patch(path, { class: 'observer', entitled: false });
    expect(observer.body).toMatchObject({ class: 'observer', entitled: false });
    const onPaper = await staff.patch(path, { medium: 'paper' });
    expect(onPaper.body).toMatchObject({ personId, medium: 'paper' });
  });

  it('lets somebody be taken off before the first vote, and signs their device out', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 2 });
    const [elector] = meeting.electors;
    const device = await tablet(t, elector!);
    const path = `/meetings/${meeting.id}/roll/${elector!.personId}`;
    expect((await staff.delete(path)).status).toBe(204);
    expect((await device.get('/me')).code).toBe('not_signed_in');
    expect((await device.post('/sign-in/card', { code: elector!.code })).code).toBe(
      'wrong_credentials',
    );
    expect((await auditOf(t, assemblyId)).slice(-2)).toMatchObject([
      { event: 'session.ended', detail: { reason: 'card_withdrawn' } },
      { event: 'roll.entry_removed', detail: { person: elector!.personId } },
    ]);
    expect((await staff.delete(path)).code).toBe('not_on_roll');
  });

  it('keeps the rights of electors while they vote (V8), but not attendance', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 3, present: 2 });
    await openRound(t, meeting);
    const [elector, , absent] = meeting.electors;
    const path = (personId: string): string => `/meetings/${meeting.id}/roll/${personId}`;
    const put = (personId: string) =>
      staff.put(`/meetings/${meeting.id}/roll`, {
        entries: [{ personId, class: 'deputy', entitled: false }],
      });
    for (const answer of [
      await staff.patch(path(elector!.personId), { entitled: false }),
      await staff.patch(path(elector!.personId), { class: 'committee_member' }),
      await put(elector!.personId),
      // An id in capitals is the same one.
      await put(elector!.personId.toUpperCase()),
      await staff.delete(path(elector!.personId)),
      await staff.delete(path(absent!.personId)),
    ]) {
      expect([answer.status, answer.code]).toEqual([409, 'roll_in_use']);
    }
    const left = await staff.patch(path(elector!.personId), { attendance: 'absent' });
    expect(left.body.attendance).toBe('absent');
    // Somebody who isn't in this electorate can be corrected for the next.
    expect((await put(absent!.personId)).status).toBe(200);
    const electors = await t.db
      .selectFrom('round_elector')
      .innerJoin('round', 'round.id', 'round_elector.round_id')
      .select('person_id')
      .where('meeting_id', '=', meeting.id)
      .execute();
    expect(electors).toHaveLength(2);
  });

  it('stays as it was once the meeting is over', async () => {
    const meeting = await makeMeeting(t, { assemblyId, state: 'closed' });
    const { personId } = meeting.electors[0]!;
    const path = `/meetings/${meeting.id}/roll`;
    const entries = [{ personId, class: 'deputy', entitled: false }];
    for (const answer of [
      await staff.put(path, { entries }),
      await staff.patch(`${path}/${personId}`, { attendance: 'present' }),
      await staff.delete(`${path}/${personId}`),
    ]) {
      expect(answer.body.error).toEqual({ code: 'wrong_state', detail: { state: 'closed' } });
    }
  });
});

it('belongs to its assembly: another one’s staff and presider find nothing', async () => {
  const meeting = await makeMeeting(t, { assemblyId });
  const { personId } = meeting.electors[0]!;
  const desk = await signIn(t, { seat: 'desk', roles: ['administrator', 'staff'] });
  const chair = await signIn(t, { seat: 'chair', roles: ['presider'] });
  const path = `/meetings/${meeting.id}`;
  const entries = [{ personId: desk.personId, class: 'deputy', entitled: true }];
  for (const answer of [
    await desk.patch(path, { title: '样例' }),
    await desk.post(`${path}/start`),
    await chair.post(`${path}/end`),
    await chair.get(`${path}/roll`),
    await desk.put(`${path}/roll`, { entries }),
    await desk.patch(`${path}/roll/${personId}`, { attendance: 'present' }),
    await desk.delete(`${path}/roll/${personId}`),
  ]) {
    expect([answer.status, answer.code]).toEqual([404, 'not_found']);
  }
  expect((await desk.get('/meetings')).body.meetings).toEqual([]);
  expect(await seqOf(meeting.id)).toBe(0);
});
