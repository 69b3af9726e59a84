import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import {
  auditOf,
  makeAssembly,
  makeMeeting,
  makePerson,
  signIn,
  type SignedInClient,
} from '../../../tests/support/builders.ts';
import type { Round } from '../../contract/rounds/schemas.ts';

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

const body = (title: string, more: object = {}) => ({
  title,
  display: 'turnout',
  definition: {
    kind: 'choose',
    seats: 2,
    exact: true,
    shortfall: 'vacant',
    items: [
      { id: 'a', title: '样例甲' },
      { id: 'b', title: '样例乙' },
    ],
    quorum: [{ of: 'enrolled', fraction: '1/2', strict: true }],
    majority: [{ base: 'present', fraction: '1/2', strict: true }],
  },
  ...more,
});
const draft = async (meetingId: string, title: string, more: object = {}) =>
  (await staff.post(`/meetings/${meetingId}/rounds`, body(title, more))).body as Round;
const listed = async (meetingId: string) =>
  ((await staff.get(`/meetings/${meetingId}/rounds`)).body as { rounds: Round[] }).rounds;

describe('the order of rounds', () => {
  it('changes among those not opened; what was voted on keeps its number', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 2, present: 2 });
    const [a, b, c] = [
      await draft(meeting.id, '甲'),
      await draft(meeting.id, '乙'),
      await draft(meeting.id, '丙'),
    ];
    await staff.post(`/rounds/${a.id}/make-ready`);
    await presider.post(`/rounds/${a.id}/open`);
    await staff.post(`/rounds/${b.id}/make-ready`);
    const path = `/meetings/${meeting.id}/rounds/order`;
    const ordered = await staff.put(path, { rounds: [c.id, b.id] });
    expect(
      ordered.body.rounds.map(({ title, position }: Round) => `${String(position)} ${title}`),
    ).toEqual(['1 甲', '2 丙', '3 乙']);
    expect((await auditOf(t, assemblyId)).at(-1)).toEqual({
      event: 'rounds.ordered',
      actor: staff.personId,
      detail: { meeting: meeting.id, rounds: [c.id, b.id] },
    });
    for (const rounds of [[c.id], [a.id, b.id, c.id], [b.id, b.id]]) {
      expect((await staff.put(path, { rounds })).code).toBe('stale');
    }
    expect((await presider.put(path, { rounds: [b.id, c.id] })).code).toBe('not_permitted');
  });
});

describe('what an earlier meeting had', () => {
  it('is taken over: its roll with nobody present, its rounds as drafts, whole and without results', async () => {
    const before = await makeMeeting(t, { assemblyId, electors: 3, observers: 1, present: 3 });
    const facts = { a: { unit: '样例办' } };
    const made = await draft(before.id, '甲', { medium: 'mixed', facts });
    await staff.patch(`/meetings/${before.id}/roll/${before.electors[0]!.personId}`, {
      medium: 'paper',
    });
    await staff.post(`/rounds/${made.id}/make-ready`);
    await presider.post(`/rounds/${made.id}/open`);
    const later = await makeMeeting(t, { assemblyId, state: 'preparing', electors: 0 });
    const path = `/meetings/${later.id}/copy`;
    const copied = await staff.post(path, { from: before.id, roll: true, rounds: true });
    expect(copied.body).toEqual({ people: 4, rounds: 1 });
    const [round] = await listed(later.id);
    const { id: _id, meetingId: _meeting, ...same } = made;
    expect(round).toMatchObject({ ...same, state: 'draft', position: 1, version: 1, roll: null });
    const { entries } = (await staff.get(`/meetings/${later.id}/roll`)).body;
    expect(entries).toHaveLength(4);
    for (const entry of entries)
      expect(entry).toMatchObject({ attendance: 'absent', card: 'none' });
    expect(
      entries.find((e: { personId: string }) => e.personId === before.electors[0]!.personId).medium,
    ).toBe('paper');
    // Pressed again: nobody twice.
    expect(
      (await staff.post(path, { from: before.id, roll: true, rounds: false })).body.people,
    ).toBe(0);
  });

  it('is not taken from another assembly, nor into a meeting that has begun', async () => {
    const mine = await makeMeeting(t, { assemblyId, state: 'preparing' });
    const theirs = await makeMeeting(t, {});
    const all = { roll: true, rounds: true };
    const path = `/meetings/${mine.id}/copy`;
    expect((await staff.post(path, { from: theirs.id, ...all })).status).toBe(404);
    const begun = await makeMeeting(t, { assemblyId });
    const refused = await staff.post(`/meetings/${begun.id}/copy`, { from: mine.id, ...all });
    expect(refused.code).toBe('wrong_state');
  });
});

describe('officers whom the office names beforehand', () => {
  it('stand ready for the presider and hold nothing until the meeting decides', async () => {
    const meeting = await makeMeeting(t, { assemblyId, state: 'preparing', electors: 3 });
    const [a, b] = meeting.electors;
    const path = `/meetings/${meeting.id}/proposed-officers`;
    const officers = [
      { personId: a!.personId, office: 'chief_scrutineer' },
      { personId: b!.personId, office: 'teller' },
    ];
    const named = await staff.put(path, { officers });
    expect(named.body).toMatchObject({ officers: [], proposed: officers });
    expect((await presider.get(`/meetings/${meeting.id}/decisions`)).body.proposed[0].name).toBe(
      a!.name,
    );
    expect((await auditOf(t, assemblyId)).at(-1)).toMatchObject({ event: 'officers.proposed' });
    const twice = officers.map(({ personId }) => ({ personId, office: 'chief_teller' }));
    expect((await staff.put(path, { officers: twice })).code).toBe('figures_broken');
    const barred = await makePerson(t, assemblyId, { roles: ['presider'] });
    const refused = await staff.put(path, { officers: [{ personId: barred, office: 'teller' }] });
    expect(refused.code).toBe('incompatible_roles');
    expect((await staff.put(path, { officers: [] })).body.proposed).toEqual([]);
  });
});

describe('the presider', () => {
  it('counts as present at one press where they are on the roll, and asks for nobody else', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 1 });
    const path = `/meetings/${meeting.id}/roll/self`;
    expect((await presider.get(path)).body).toEqual({ entry: null });
    expect((await presider.post(path)).code).toBe('not_on_roll');
    const entry = { personId: presider.personId, class: 'deputy', entitled: true };
    await staff.put(`/meetings/${meeting.id}/roll`, { entries: [entry] });
    expect((await presider.get(path)).body.entry).toMatchObject({ attendance: 'absent' });
    expect((await presider.post(path)).body.entry).toMatchObject({
      personId: presider.personId,
      attendance: 'present',
    });
    expect((await auditOf(t, assemblyId)).at(-1)).toMatchObject({
      event: 'roll.entry_changed',
      actor: presider.personId,
      detail: { person: presider.personId, attendance: 'present' },
    });
    expect((await staff.post(path)).code).toBe('not_permitted');
  });
});
