import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHall, voteOf, type Answer, type Hall } from '../../../tests/support/hall.ts';
import type { BoxStatus } from '../../contract/paper/schemas.ts';
import type { Signatures } from '../../contract/counting/schemas.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import type { RoundCount } from '../../contract/counting/schemas.ts';
import type { RoundDefinitionInput } from '../../domain/round/document.ts';
import type { z } from 'zod';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ deputies: 9 });
});
afterEach(async () => {
  await hall.close();
});

const FOUR_CHOOSE_TWO: RoundDefinitionInput = {
  kind: 'choose',
  seats: 2,
  items: ['a', 'b', 'c', 'd'].map((id) => ({ id, title: `样例项目${id}` })),
  quorum: [{ of: 'enrolled', fraction: '2/3', strict: false }],
  majority: [{ base: 'present', fraction: '1/4', strict: true }],
};

function codeOf(answer: Answer): string | undefined {
  return (answer.body as { error?: { code: string } } | undefined)?.error?.code;
}

type Office = 'chief_scrutineer' | 'scrutineer' | 'teller' | 'chief_teller';

/** The first deputies are appointed to these offices; gives a tablet sign-in of each. */
async function appoint(offices: readonly Office[]) {
  const officers = offices.map((office, i) => ({ personId: hall.deputies[i]!, office }));
  const decided = await hall.request(hall.chair, 'POST', `/meetings/${hall.meetingId}/decisions`, {
    kind: 'officers',
    subject: '监票人、计票人名单',
    for: 8,
    against: 0,
    abstain: 1,
    officers,
  });
  expect(decided.status).toBe(200);
  return Promise.all(
    officers.map(async ({ personId }) => ({
      seat: 'tablet' as const,
      personId,
      token: await hall.signIn('tablet', personId),
    })),
  );
}

async function voteAll(roundId: string, choose: (i: number) => string[], from = 0) {
  await Promise.all(
    hall.deputies.slice(from).map(async (personId, i) => {
      const token = await hall.signIn('tablet', personId);
      const marks = Object.fromEntries(choose(i).map((id) => [id, 'for']));
      const answer = await hall.request(
        { seat: 'tablet', token },
        'POST',
        '/vote',
        voteOf(roundId, marks),
      );
      expect(answer.body).toMatchObject({ outcome: 'recorded' });
    }),
  );
}

describe('a decision by show of hands', () => {
  it('is recorded with its figures, and refused when they break an identity', async () => {
    const path = `/meetings/${hall.meetingId}/decisions`;
    const body = { kind: 'rules', subject: '通过票决办法', for: 7, against: 1, abstain: 0 };
    const recorded = await hall.request(hall.chair, 'POST', path, body);
    expect(recorded.body).toMatchObject({
      decisions: [
        { present: 9, for: 7, notRaised: 1, share: '7/9', percent: '77.78', passed: true },
      ],
    });
    const broken = await hall.request(hall.chair, 'POST', path, { ...body, for: 9 });
    expect(broken.status).toBe(400);
    expect(codeOf(broken)).toBe('figures_broken');
    const failed = await hall.request(hall.chair, 'POST', path, { ...body, for: 4, against: 4 });
    expect(failed.body).toMatchObject({ decisions: [{}, { passed: false }] });
    const token = await hall.signIn('tablet', hall.deputies[0]!);
    expect(codeOf(await hall.request({ seat: 'tablet', token }, 'POST', path, body))).toBe(
      'not_permitted',
    );
  });

  it('appoints nobody whose roles are incompatible, and nobody twice', async () => {
    const path = `/meetings/${hall.meetingId}/decisions`;
    const ask = (officers: { personId: string; office: Office }[]) =>
      hall.request(hall.chair, 'POST', path, {
        kind: 'officers',
        subject: '名单',
        for: 9,
        against: 0,
        abstain: 0,
        officers,
      });
    expect(codeOf(await ask([{ personId: hall.presider, office: 'scrutineer' }]))).toBe(
      'incompatible_roles',
    );
    const [one, two] = hall.deputies;
    expect(
      codeOf(
        await ask([
          { personId: one!, office: 'scrutineer' },
          { personId: one!, office: 'teller' },
        ]),
      ),
    ).toBe('figures_broken');
    expect(
      codeOf(
        await ask([
          { personId: one!, office: 'chief_scrutineer' },
          { personId: two!, office: 'chief_scrutineer' },
        ]),
      ),
    ).toBe('figures_broken');
    const none = await hall.request(hall.chair, 'GET', path);
    expect(none.body).toEqual({ decisions: [], officers: [], proposed: [] });
  });
});

describe('signatures', () => {
  it('come from every scrutineer on their own device, and only then can the presider announce', async () => {
    const [chief, other] = await appoint(['chief_scrutineer', 'scrutineer']);
    const roundId = await hall.round(FOUR_CHOOSE_TWO);
    await hall.press(roundId, 'open');
    await voteAll(roundId, () => ['a', 'b'], 2);
    const sign = (who: typeof chief, version: number) =>
      hall.request(who, 'POST', `/rounds/${roundId}/sign`, { version });
    expect(codeOf(await sign(chief, 1))).toBe('wrong_state');
    await hall.press(roundId, 'close', 'count');
    const unsigned = await hall.act(roundId, 'announce');
    expect(unsigned.body).toEqual({
      error: { code: 'signatures_missing', detail: { missing: 2 } },
    });
    expect(codeOf(await sign(chief, 2))).toBe('stale');
    expect((await sign(chief, 1)).status).toBe(200);
    expect(codeOf(await sign(chief, 1))).toBe('already_signed');
    expect((await hall.act(roundId, 'announce')).body).toMatchObject({
      error: { code: 'signatures_missing', detail: { missing: 1 } },
    });
    const outsider = await hall.signIn('tablet', hall.deputies[5]!);
    expect(
      codeOf(await sign({ seat: 'tablet', personId: hall.deputies[5]!, token: outsider }, 1)),
    ).toBe('not_permitted');
    expect((await sign(other, 1)).body).toMatchObject({ state: 'signed' });
    const signatures = await hall.request(chief, 'GET', `/rounds/${roundId}/signatures`);
    const { required, signed } = signatures.body as z.infer<typeof Signatures>;
    expect(required.map(({ personId }) => personId).toSorted()).toEqual(
      signed.map(({ personId }) => personId).toSorted(),
    );
    await hall.press(roundId, 'announce', 'publish');
  });

  it('are of one version: a recount before they are complete makes the next (V12)', async () => {
    const [chief, other] = await appoint(['chief_scrutineer', 'scrutineer']);
    const roundId = await hall.round(FOUR_CHOOSE_TWO);
    await hall.press(roundId, 'open');
    await voteAll(roundId, () => ['a', 'b'], 2);
    await hall.press(roundId, 'close', 'count');
    const sign = (who: typeof chief, version: number) =>
      hall.request(who, 'POST', `/rounds/${roundId}/sign`, { version });
    expect((await sign(chief, 1)).status).toBe(200);
    const recount = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/recount`, {
      reason: '监票人要求复核',
    });
    expect(recount.body).toMatchObject({ state: 'tallied' });
    expect(codeOf(await sign(other, 1))).toBe('stale');
    expect((await sign(other, 2)).status).toBe(200);
    expect((await sign(chief, 2)).body).toMatchObject({ state: 'signed' });
    const late = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/recount`, {
      reason: '再次复核',
    });
    expect(late.body).toEqual({ error: { code: 'wrong_state', detail: { state: 'signed' } } });
  });
});

describe('paper beside tablets', () => {
  const MARKS = [
    { a: 'for', b: 'for' },
    { a: 'for', c: 'for' },
    { a: 'for', b: 'for', c: 'for' },
  ];

  async function mixedRound(unused = 0) {
    const tellers = await appoint(['teller', 'teller', 'teller']);
    // Three vote on paper, six on tablets.
    await hall.db
      .updateTable('roll_entry')
      .set({ medium: 'paper' })
      .where('person_id', 'in', hall.deputies.slice(0, 3))
      .execute();
    const drafted = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, {
      title: '样例混合票决',
      display: 'live',
      medium: 'mixed',
      definition: FOUR_CHOOSE_TWO,
    });
    const { id } = drafted.body as Round;
    await hall.request(hall.desk, 'POST', `/rounds/${id}/make-ready`);
    await hall.press(id, 'open');
    await voteAll(id, () => ['a', 'd'], 3 + unused);
    return { roundId: id, tellers };
  }
  type Who = { seat: 'tablet'; token: string };
  const enter = (roundId: string, who: Who, position: number, marks: object) =>
    hall.request(who, 'PUT', `/rounds/${roundId}/entry/${String(position)}`, { marks });
  const stock = (roundId: string, collected: number | null, version: number, issued = 3) =>
    hall.request(hall.desk, 'PUT', `/rounds/${roundId}/stock`, {
      printed: 10,
      issued,
      destroyed: 10 - issued,
      collected,
      version,
    });
  const box = async (roundId: string) =>
    (await hall.request(hall.desk, 'GET', `/rounds/${roundId}/box`)).body as BoxStatus;

  it('is entered twice, compared, and counted together with the tablets', async () => {
    const { roundId, tellers } = await mixedRound();
    const [first, second, third] = tellers;
    const onPaper = await hall.request(first, 'POST', '/vote', voteOf(roundId, { a: 'for' }));
    expect(onPaper.body).toMatchObject({ outcome: 'refused', code: 'votes_on_paper' });
    expect((await stock(roundId, null, 0)).status).toBe(200);
    expect(codeOf(await stock(roundId, null, 0))).toBe('stale');
    await hall.press(roundId, 'close');
    expect((await hall.act(roundId, 'count')).body).toMatchObject({
      error: { code: 'box_not_ready', detail: { waitingFor: 'collected' } },
    });
    await stock(roundId, 3, 1);
    for (const [i, marks] of MARKS.entries()) await enter(roundId, first!, i + 1, marks);
    expect(codeOf(await enter(roundId, first!, 9, MARKS[0]!))).toBe('position_gap');
    expect(codeOf(await enter(roundId, first!, 1, { z: 'for' }))).toBe('malformed');
    // The second teller misreads the second paper.
    for (const [i, marks] of MARKS.entries()) {
      await enter(roundId, second!, i + 1, i === 1 ? { a: 'for', d: 'for' } : marks);
    }
    expect(codeOf(await enter(roundId, third!, 1, MARKS[0]!))).toBe('two_tellers_already');
    const done = (who: Who) => hall.request(who, 'POST', `/rounds/${roundId}/entry/done`);
    await done(first!);
    expect((await box(roundId)).differences).toBeNull();
    await done(second!);
    expect(await box(roundId)).toMatchObject({
      differences: [{ position: 2, items: expect.arrayContaining(['c', 'd']) }],
      ready: false,
      waitingFor: 'differences',
    });
    expect((await hall.act(roundId, 'count')).body).toMatchObject({
      error: { detail: { waitingFor: 'differences' } },
    });
    expect(codeOf(await enter(roundId, second!, 2, MARKS[1]!))).toBe('entry_done');
    await hall.request(second, 'POST', `/rounds/${roundId}/entry/reopen`);
    await enter(roundId, second!, 2, MARKS[1]!);
    await done(second!);
    expect(await box(roundId)).toMatchObject({ ready: true, differences: [] });
    await hall.press(roundId, 'count');
    const counted = await hall.request(hall.chair, 'GET', `/rounds/${roundId}/count`);
    const { roll, result } = counted.body as z.infer<typeof RoundCount>;
    expect(roll).toEqual({ enrolled: 9, present: 9, issued: 9, collected: 9 });
    // Six tablets chose a and d; of three papers one has three ticks and is invalid as a whole.
    expect(result).toMatchObject({
      papers: { collected: 9, valid: 8, invalid: 1, reasons: { too_many: 1 } },
      items: [
        { id: 'a', for: 8 },
        { id: 'b', for: 1 },
        { id: 'c', for: 1 },
        { id: 'd', for: 6 },
      ],
    });
    const own = await hall.request(second, 'GET', `/rounds/${roundId}/entry`);
    expect(own.body).toMatchObject({ done: true, papers: [{ position: 1 }, {}, {}] });
  });

  it('with more names written in than opposed is taken only as what lies in the box', async () => {
    const [teller] = await appoint(['teller', 'teller']);
    const drafted = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, {
      title: '样例选举',
      medium: 'paper',
      definition: { ...FOUR_CHOOSE_TWO, kind: 'election' },
    });
    const { id } = drafted.body as Round;
    await hall.request(hall.desk, 'POST', `/rounds/${id}/make-ready`);
    await hall.press(id, 'open');
    await stock(id, null, 0, 9);
    await hall.press(id, 'close');
    await stock(id, 9, 1, 9);
    const put = (paper: object) => hall.request(teller, 'PUT', `/rounds/${id}/entry/1`, paper);
    const written = { marks: { a: 'against' }, writeIns: ['样例另甲', '样例另乙'] };
    expect((await put(written)).body).toMatchObject({
      error: { code: 'write_in_needs_opposition', detail: { writeIns: 2, against: 1 } },
    });
    expect((await put({ ...written, writeIns: ['样例另甲', ' 样例另甲'] })).status).toBe(200);
    expect((await put({ ...written, asWritten: true })).status).toBe(200);
    const kept = await hall.request(teller, 'GET', `/rounds/${id}/entry`);
    expect(kept.body).toMatchObject({ papers: [{ position: 1, paper: written }] });
    expect(JSON.stringify(kept.body)).not.toContain('asWritten');
  });

  it('that collects more than was issued makes the round void also when tablets stayed unused', async () => {
    const { roundId } = await mixedRound(4);
    await stock(roundId, null, 0, 2);
    await hall.press(roundId, 'close');
    await stock(roundId, 3, 1, 2);
    expect((await hall.press(roundId, 'count')).state).toBe('void');
  });

  it('that collects more than was issued makes the round void, and a re-vote follows with one press', async () => {
    const { roundId } = await mixedRound();
    await stock(roundId, null, 0, 2);
    await hall.press(roundId, 'close');
    await stock(roundId, 3, 1, 2);
    expect((await hall.press(roundId, 'count')).state).toBe('void');
    const follow = () =>
      hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, { origin: 'revote' });
    const [once, again] = await Promise.all([follow(), follow()]);
    expect(once.body).toMatchObject({ state: 'ready', origin: 'revote', predecessorId: roundId });
    expect((again.body as Round).id).toBe((once.body as Round).id);
    expect(
      codeOf(
        await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, {
          origin: 'runoff',
        }),
      ),
    ).toBe('follows_already');
  });
});

describe('rounds that follow from a result', () => {
  it('a runoff holds exactly the tied, on the same roll less those who left, and shows what is carried', async () => {
    const roundId = await hall.round(FOUR_CHOOSE_TWO);
    await hall.press(roundId, 'open');
    // a: 9, b and c: 4 each, so one seat is open between them.
    await voteAll(roundId, (i) => ['a', ...(i < 4 ? ['b'] : i < 8 ? ['c'] : [])]);
    await hall.press(roundId, 'close', 'count');
    const early = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, {
      origin: 'runoff',
    });
    expect(codeOf(early)).toBe('wrong_state');
    await hall.press(roundId, 'announce');
    const wrong = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, {
      origin: 'supplementary',
    });
    expect(codeOf(wrong)).toBe('nothing_follows');
    const made = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, {
      origin: 'runoff',
    });
    const runoff = made.body as Round;
    expect(runoff).toMatchObject({
      state: 'ready',
      definition: { kind: 'choose', seats: 1, round: 2, majority: [] },
    });
    expect(runoff.definition.items.map(({ id }) => id).toSorted()).toEqual(['b', 'c']);
    // Two leave; 7 of 9 are still a quorum.
    await hall.db
      .updateTable('roll_entry')
      .set({ attendance: 'on_leave' })
      .where('person_id', 'in', hall.deputies.slice(0, 2))
      .execute();
    const screen = await hall.watch();
    const opened = await hall.press(runoff.id, 'open');
    expect(opened.roll).toEqual({ enrolled: 9, present: 7, issued: 7 });
    await screen.until(
      () => screen.view?.round?.id === runoff.id && screen.view.round.state === 'voting',
    );
    expect(screen.view?.round?.follows).toMatchObject({
      origin: 'runoff',
      carried: [{ id: 'a', for: 9 }],
    });
    await voteAll(runoff.id, (i) => [i < 4 ? 'b' : 'c'], 2);
    await hall.press(runoff.id, 'close', 'count', 'announce');
    const counted = await hall.request(hall.chair, 'GET', `/rounds/${runoff.id}/count`);
    expect(counted.body).toMatchObject({
      result: {
        items: expect.arrayContaining([expect.objectContaining({ id: 'b', outcome: 'elected' })]),
      },
    });
  });

  it('has one number of present, ready and open, and tells who came after which opening', async () => {
    const attend = (people: readonly string[], attendance: 'absent' | 'present') =>
      hall.db
        .updateTable('roll_entry')
        .set({ attendance })
        .where('person_id', 'in', people)
        .execute();
    const [late, away] = hall.deputies.slice(0, 2);
    await attend([late!], 'absent');
    const roundId = await hall.round(FOUR_CHOOSE_TWO);
    await hall.press(roundId, 'open');
    await voteAll(roundId, (i) => ['a', ...(i < 4 ? ['b'] : ['c'])], 1);
    await hall.press(roundId, 'close', 'count', 'announce');
    const made = await hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, {
      origin: 'runoff',
    });
    const runoff = made.body as Round;
    await attend([late!], 'present');
    await attend([away!], 'absent');
    await hall.press(runoff.id, 'present');
    const screen = await hall.watch();
    const round = await screen.until(() =>
      screen.view?.round?.id === runoff.id ? screen.view.round : undefined,
    );
    // Eight are in the hall; seven of them were electors.
    expect(screen.view?.roll).toMatchObject({ enrolled: 9, present: 8 });
    expect(round.follows?.roll).toEqual({ enrolled: 9, present: 7 });

    await hall.press(runoff.id, 'open');
    const open = await screen.until(() =>
      screen.view?.round?.state === 'voting' ? screen.view.round : undefined,
    );
    expect(open.roll).toMatchObject({ enrolled: 9, present: 7 });
    expect(open.follows?.roll).toBeNull();
    await attend([away!], 'present');
    const missed = async (personId: string) => {
      const device = await hall.tablet(personId);
      const told = await device.until(() => device.frames.find((frame) => frame.type === 'self'));
      device.close();
      return told.self.round;
    };
    expect(await missed(late!)).toMatchObject({ elector: false, missed: 'earlier_round' });
    expect(await missed(away!)).toMatchObject({ elector: false, missed: 'round' });
    expect(await missed(hall.deputies[2]!)).toMatchObject({ elector: true, missed: null });
  });

  it('after signing only a new round, with a reason', async () => {
    const roundId = await hall.round(FOUR_CHOOSE_TWO);
    await hall.press(roundId, 'open');
    await voteAll(roundId, () => ['a', 'b']);
    await hall.press(roundId, 'close', 'count', 'announce');
    const ask = (reason: string) =>
      hall.request(hall.chair, 'POST', `/rounds/${roundId}/successor`, {
        origin: 'revote',
        reason,
      });
    expect(codeOf(await ask(''))).toBe('reason_needed');
    expect((await ask('主席团决定重新投票')).body).toMatchObject({
      state: 'ready',
      origin: 'revote',
    });
  });
});
