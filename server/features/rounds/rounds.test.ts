import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHall, TWELVE_CHOOSE_TEN, voteOf, type Hall } from '../../../tests/support/hall.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import { count } from '../../domain/count/count.ts';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ deputies: 6, absent: 1 });
});
afterEach(async () => {
  await hall.close();
});

const STATE_AFTER = {
  open: 'voting',
  close: 'closed',
  count: 'tallied',
  announce: 'announced',
  publish: 'published',
} as const;

function codeOf(answer: { body: unknown }): string | undefined {
  return (answer.body as { error?: { code: string } }).error?.code;
}

describe('V4: closing is a barrier', () => {
  it('every vote is recorded and counted, or refused, however it falls against the close', async () => {
    const second = await hall.startProcess();
    for (let turn = 0; turn < 8; turn += 1) {
      const roundId = await hall.round(TWELVE_CHOOSE_TEN);
      await hall.press(roundId, 'open');
      const tablets = await Promise.all(
        hall.deputies.map((id, i) => hall.tablet(id, i % 2 === 0 ? hall.origin : second.origin)),
      );
      const votes = tablets.map((tablet) => tablet.vote(voteOf(roundId, { p01: 'for' })));
      await new Promise((resolve) => setTimeout(resolve, turn));
      const closing = hall.act(roundId, 'close', turn % 2 === 0 ? hall.origin : second.origin);
      const answers = await Promise.all(votes);
      expect((await closing).status).toBe(200);
      const recorded = answers.filter((answer) => answer.outcome === 'recorded').length;
      for (const answer of answers) {
        if (answer.outcome !== 'recorded') {
          expect(answer).toMatchObject({ outcome: 'refused', code: 'round_not_open' });
        }
      }
      const papers = await hall.db
        .selectFrom('paper')
        .select('receipt')
        .where('round_id', '=', roundId)
        .execute();
      expect(papers).toHaveLength(recorded);
      await hall.press(roundId, 'count', 'announce');
      const counted = await hall.request(hall.chair, 'GET', `/rounds/${roundId}/count`);
      expect(counted.body).toMatchObject({ result: { papers: { collected: recorded } } });
      for (const tablet of tablets) tablet.close();
    }
  });
});

describe('V6: the certified count is made afresh', () => {
  it('and stops when it differs from the live tally', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const tablets = await Promise.all(hall.deputies.map((id) => hall.tablet(id)));
    await Promise.all(tablets.map((tablet) => tablet.vote(voteOf(roundId, { p01: 'for' }))));
    await hall.press(roundId, 'close');
    // Somebody with the database's password takes a paper out of the box.
    const [victim] = await hall.db
      .selectFrom('paper')
      .select('receipt')
      .where('round_id', '=', roundId)
      .limit(1)
      .execute();
    await hall.owner.deleteFrom('paper').where('receipt', '=', victim!.receipt).execute();
    const refused = await hall.act(roundId, 'count');
    expect(refused.status).toBe(409);
    expect(codeOf(refused)).toBe('tally_differs');
    expect(codeOf(await hall.act(roundId, 'announce'))).toBe('wrong_state');
    expect(codeOf(await hall.request(hall.chair, 'GET', `/rounds/${roundId}/count`))).toBe(
      'not_counted_yet',
    );
    const entry = await hall.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('event', '=', 'round.count_refused')
      .executeTakeFirst();
    expect(entry?.detail).toEqual({ round: roundId, reason: 'tally_differs' });
  });

  it('agrees with the count of the exported document', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const screen = await hall.watch();
    await hall.press(roundId, 'open');
    const tablets = await Promise.all(hall.deputies.map((id) => hall.tablet(id)));
    await Promise.all(
      tablets.map((tablet, i) =>
        tablet.vote(voteOf(roundId, { p01: 'for', p02: i < 3 ? 'for' : 'against' })),
      ),
    );
    const live = await screen.until(() => {
      const { tally } = screen.view ?? {};
      return tally?.papers === 6 ? tally : undefined;
    });
    await hall.press(roundId, 'close', 'count', 'announce');
    const exported = await hall.request(hall.desk, 'GET', `/rounds/${roundId}/export`);
    const again = count(exported.body);
    const certified = await hall.request(hall.chair, 'GET', `/rounds/${roundId}/count`);
    expect(again).toMatchObject({ ok: true, value: (certified.body as { result: object }).result });
    for (const item of live.items ?? []) {
      expect(again).toMatchObject({
        value: { items: expect.arrayContaining([expect.objectContaining(item)]) },
      });
    }
  });
});

describe('V8: frozen when opened', () => {
  it('rules, items, display and electorate stay as they were', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const opened = await hall.press(roundId, 'open');
    const change = await hall.request(hall.desk, 'PUT', `/rounds/${roundId}`, {
      title: 'anders',
      display: 'live',
      definition: TWELVE_CHOOSE_TEN,
      version: opened.version,
    });
    expect(codeOf(change)).toBe('wrong_state');
    expect(codeOf(await hall.request(hall.desk, 'POST', `/rounds/${roundId}/back-to-draft`))).toBe(
      'wrong_state',
    );
    // Somebody who comes late is on the roll as present, and not in this round.
    await hall.db
      .updateTable('roll_entry')
      .set({ attendance: 'present' })
      .where('person_id', '=', hall.absent[0]!)
      .execute();
    const late = await hall.tablet(hall.absent[0]!);
    expect(await late.vote(voteOf(roundId, { p01: 'for' }))).toMatchObject({
      code: 'not_an_elector',
    });
    // Somebody who goes keeps the vote of the paper that was issued.
    await hall.db
      .updateTable('roll_entry')
      .set({ attendance: 'on_leave' })
      .where('person_id', '=', hall.deputies[0]!)
      .execute();
    const gone = await hall.tablet(hall.deputies[0]!);
    expect(await gone.vote(voteOf(roundId, { p01: 'for' }))).toMatchObject({ outcome: 'recorded' });
    await hall.press(roundId, 'close', 'count', 'announce');
    const counted = await hall.request(hall.desk, 'GET', `/meetings/${hall.meetingId}/rounds`);
    expect((counted.body as { rounds: Round[] }).rounds[0]?.roll).toEqual({
      enrolled: 7,
      present: 6,
      issued: 6,
    });
  });

  it('in the database too, whatever the code does', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const { db } = hall;
    await expect(
      db.updateTable('round').set({ definition: '{}' }).where('id', '=', roundId).execute(),
    ).rejects.toThrow('V8');
    await expect(
      db.updateTable('round').set({ display: 'turnout' }).where('id', '=', roundId).execute(),
    ).rejects.toThrow('V8');
    await expect(
      db
        .insertInto('round_elector')
        .values({
          assembly_id: hall.assemblyId,
          round_id: roundId,
          person_id: hall.absent[0]!,
          class: 'deputy',
        })
        .execute(),
    ).rejects.toThrow('V8');
    await expect(db.deleteFrom('round_elector').execute()).rejects.toThrow('V8');
    await expect(
      db.updateTable('round').set({ medium: 'paper' }).where('id', '=', roundId).execute(),
    ).rejects.toThrow('V8');
    const later = await hall.round(TWELVE_CHOOSE_TEN, 'live', '另一项');
    await expect(
      db.updateTable('round_elector').set({ round_id: later }).execute(),
    ).rejects.toThrow('V8');
    await hall.press(roundId, 'close');
    await expect(
      db.updateTable('round').set({ state: 'voting' }).where('id', '=', roundId).execute(),
    ).rejects.toThrow('V12');
  });
});

describe('two presiders press at once', () => {
  it('each act is done once; the other press learns the state that holds', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const second = await hall.startProcess();
    for (const action of ['open', 'close', 'count', 'announce', 'publish'] as const) {
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          hall.act(roundId, action, i % 2 === 0 ? hall.origin : second.origin),
        ),
      );
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      const others = answers.filter((answer) => answer.status !== 200);
      expect(others.map(codeOf)).toEqual(Array(5).fill('wrong_state'));
      const state = STATE_AFTER[action];
      for (const other of others) {
        expect(other.body).toMatchObject({
          error: { detail: { state } },
        });
      }
    }
    const events = await hall.db
      .selectFrom('audit_entry')
      .select('event')
      .where('event', 'like', 'round.%')
      .orderBy('seq')
      .execute();
    expect(events.map((entry) => entry.event)).toEqual([
      'round.drafted',
      'round.made_ready',
      'round.opened',
      'round.closed',
      'round.counted',
      'round.announced',
      'round.published',
    ]);
  });
});

describe('opening', () => {
  it('needs the quorum, a meeting in session, and no other round under way', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const other = await hall.round(TWELVE_CHOOSE_TEN, 'live', '另一项');
    await hall.db
      .updateTable('roll_entry')
      .set({ attendance: 'absent' })
      .where('person_id', 'in', hall.deputies.slice(0, 2))
      .execute();
    const refused = await hall.act(roundId, 'open');
    expect(refused.body).toEqual({
      error: { code: 'quorum_not_met', detail: { present: 4, enrolled: 7, needed: 5 } },
    });
    await hall.db
      .updateTable('roll_entry')
      .set({ attendance: 'present' })
      .where('person_id', '=', hall.deputies[0]!)
      .execute();
    const ready = await hall.request(hall.chair, 'GET', `/rounds/${roundId}/readiness`);
    expect(ready.body).toEqual({
      enrolled: 7,
      present: 5,
      needed: 5,
      quorate: true,
      smallClasses: [],
    });
    await hall.db.updateTable('meeting').set({ state: 'preparing' }).execute();
    expect(codeOf(await hall.act(roundId, 'open'))).toBe('meeting_not_in_session');
    await hall.db.updateTable('meeting').set({ state: 'in_session' }).execute();
    await hall.press(roundId, 'open');
    expect((await hall.act(other, 'open')).body).toEqual({
      error: { code: 'another_round_open', detail: { roundId } },
    });
  });

  it('is the presider’s alone', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const path = `/rounds/${roundId}/open`;
    expect(codeOf(await hall.request(undefined, 'POST', path))).toBe('not_signed_in');
    expect(codeOf(await hall.request(hall.desk, 'POST', path))).toBe('not_permitted');
    const token = await hall.signIn('tablet', hall.deputies[0]!);
    expect(codeOf(await hall.request({ seat: 'tablet', token }, 'POST', path))).toBe(
      'not_permitted',
    );
    const elsewhere = await openHall({ deputies: 1, url: hall.url });
    expect(codeOf(await elsewhere.act(roundId, 'open'))).toBe('not_found');
    await elsewhere.close();
  });
});

describe('a draft', () => {
  it('that two people change at once keeps the first change and tells the second', async () => {
    const drafted = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, {
      title: '草稿',
      definition: TWELVE_CHOOSE_TEN,
    });
    const { id, version, display, shownGroup } = drafted.body as Round;
    // Nothing is shown of how people vote unless somebody asks for it.
    expect({ display, shownGroup }).toEqual({ display: 'turnout', shownGroup: null });
    const change = (title: string) =>
      hall.request(hall.desk, 'PUT', `/rounds/${id}`, {
        title,
        definition: TWELVE_CHOOSE_TEN,
        version,
      });
    const answers = await Promise.all([change('一'), change('二')]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
    expect(answers.map(codeOf).filter(Boolean)).toEqual(['stale']);
  });

  it('with rules that contradict each other is refused with the place and the reason', async () => {
    const drafted = await hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, {
      title: '草稿',
      definition: { ...TWELVE_CHOOSE_TEN, seats: 0 },
    });
    expect(drafted.status).toBe(400);
    expect(drafted.body).toMatchObject({
      error: { code: 'invalid_input', detail: { issues: [{ path: '/definition/seats' }] } },
    });
  });
});

describe('an announced result on the screen once more', () => {
  const decided = async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const tablet = await hall.tablet(hall.deputies[0]!);
    await tablet.vote(voteOf(roundId, { p01: 'for' }));
    tablet.close();
    await hall.press(roundId, 'close', 'count', 'announce');
    return roundId;
  };
  const show = (roundId: string, who: Hall['desk'] | Hall['chair'] = hall.desk) =>
    hall.request(who, 'POST', `/rounds/${roundId}/show`);

  it('is put there by the office as by the presider, with its figures, and written down', async () => {
    const roundId = await decided();
    const next = await hall.round(TWELVE_CHOOSE_TEN);
    expect(codeOf(await show(next))).toBe('wrong_state');
    await hall.press(next, 'present');
    const watch = await hall.watch();
    expect(watch.view?.round?.id).toBe(next);
    expect((await show(roundId)).status).toBe(200);
    await watch.until(() => watch.view?.result?.roundId === roundId);
    expect(watch.view?.round).toMatchObject({ id: roundId, state: 'announced' });
    await hall.press(next, 'present');
    expect((await show(roundId, hall.chair)).status).toBe(200);
    watch.close();
    const shown = await hall.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('event', '=', 'round.shown')
      .execute();
    expect(shown.map(({ detail }) => detail)).toEqual([{ round: roundId }, { round: roundId }]);
  });

  it('never takes the screen from a round that is at work', async () => {
    const roundId = await decided();
    const next = await hall.round(TWELVE_CHOOSE_TEN);
    for (const step of ['open', 'close', 'count'] as const) {
      await hall.press(next, step);
      expect(codeOf(await show(roundId))).toBe('another_round_open');
    }
    await hall.press(next, 'announce');
    expect((await show(roundId)).status).toBe(200);
  });
});
