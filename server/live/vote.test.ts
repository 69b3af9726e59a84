import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  connect,
  openHall,
  TWELVE_CHOOSE_TEN,
  voteOf,
  type Hall,
} from '../../tests/support/hall.ts';
import type { PublicResult } from '../contract/results/schemas.ts';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ deputies: 6, absent: 1 });
});
afterEach(async () => {
  await hall.close();
});

const MARKS = { p01: 'for', p02: 'for', p03: 'against' };

async function papers(roundId: string) {
  return hall.db.selectFrom('paper').selectAll().where('round_id', '=', roundId).execute();
}

describe('the way of a vote', () => {
  it('goes from the tablet to the published result', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const screen = await hall.watch();
    await hall.press(roundId, 'present', 'open');
    const tablets = await Promise.all(hall.deputies.map((id) => hall.tablet(id)));
    const answers = await Promise.all(tablets.map((t) => t.vote(voteOf(roundId, MARKS))));
    expect(answers.map((answer) => answer.outcome)).toEqual(Array(6).fill('recorded'));
    await screen.until(() => screen.view?.tally?.papers === 6);
    expect(screen.view?.tally?.items?.[0]).toMatchObject({ id: 'p01', for: 6, share: '6/7' });
    await hall.press(roundId, 'close', 'count', 'announce', 'publish');
    await screen.until(() => screen.view?.result ?? undefined);
    const { body } = await hall.request(undefined, 'GET', `/public/results/${roundId}`);
    const published = body as PublicResult;
    expect(published.roll).toEqual({ enrolled: 7, present: 6, issued: 6, collected: 6 });
    expect(published.result).toMatchObject({ round: 'valid', papers: { collected: 6, valid: 6 } });
    expect(published.result).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id: 'p01', for: 6, outcome: 'elected' }),
        expect.objectContaining({ id: 'p03', against: 6, outcome: 'not_elected' }),
      ]),
    });
  });

  it('also over HTTP where a network blocks sockets, with the same answers', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const [deputy] = hall.deputies;
    const tablet = { seat: 'tablet' as const, token: await hall.signIn('tablet', deputy!) };
    const vote = voteOf(roundId, MARKS);
    for (let time = 0; time < 2; time += 1) {
      const answer = await hall.request(tablet, 'POST', '/vote', vote);
      expect(answer.body).toEqual({ outcome: 'recorded', roundId, castId: vote.castId });
    }
    const settled = await hall.request(tablet, 'POST', '/vote/settle', {
      roundId,
      castId: vote.castId,
    });
    expect(settled.body).toEqual({ roundId, castId: vote.castId, outcome: 'recorded', open: true });
    const room = await hall.request(tablet, 'GET', '/room');
    expect(room.body).toMatchObject({
      view: { tally: { papers: 1 } },
      self: { personId: deputy, round: { id: roundId, elector: true, voted: true } },
    });
    expect(await papers(roundId)).toHaveLength(1);
  });
});

describe('V1: an acknowledged vote is committed and on disk', () => {
  it('is seen by another connection the moment the acknowledgement arrives', async () => {
    const settings = await hall.first.context.pool.query(
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`,
    );
    expect(settings.rows).toEqual(
      expect.arrayContaining([
        { name: 'fsync', setting: 'on' },
        { name: 'synchronous_commit', setting: 'on' },
        { name: 'full_page_writes', setting: 'on' },
      ]),
    );
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const other = await hall.startProcess();
    for (const deputy of hall.deputies) {
      const tablet = await hall.tablet(deputy);
      const vote = voteOf(roundId, MARKS);
      expect(await tablet.vote(vote)).toMatchObject({ outcome: 'recorded' });
      const row = await other.context.db
        .selectFrom('paper')
        .select('receipt')
        .where('receipt', '=', vote.receipt)
        .executeTakeFirst();
      expect(row).toBeDefined();
    }
  });
});

describe('V2: one elector, one paper', () => {
  it('whatever the races, devices and processes', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const second = await hall.startProcess();
    const [deputy] = hall.deputies;
    const token = await hall.signIn('tablet', deputy!);
    const who = { seat: 'tablet' as const, token };
    const votes = Array.from({ length: 40 }, () => voteOf(roundId, MARKS));
    const answers = await Promise.all(
      votes.map((vote, i) =>
        hall.request(who, 'POST', '/vote', vote, i % 2 === 0 ? hall.origin : second.origin),
      ),
    );
    const outcomes = answers.map((answer) => (answer.body as { outcome: string }).outcome);
    expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
    expect(
      answers.filter((answer) => (answer.body as { code?: string }).code === 'already_voted'),
    ).toHaveLength(39);
    expect(await papers(roundId)).toHaveLength(1);
  });

  it('and nobody who is not in the electorate', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const late = await hall.tablet(hall.absent[0]!);
    expect(await late.vote(voteOf(roundId, MARKS))).toMatchObject({
      outcome: 'refused',
      code: 'not_an_elector',
    });
    expect(await papers(roundId)).toHaveLength(0);
  });
});

describe('V3: the cast id', () => {
  it('gets the same answer again, on any process, and never a second paper', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const second = await hall.startProcess();
    const [deputy] = hall.deputies;
    const who = { seat: 'tablet' as const, token: await hall.signIn('tablet', deputy!) };
    const vote = voteOf(roundId, MARKS);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        hall.request(who, 'POST', '/vote', vote, i % 2 === 0 ? hall.origin : second.origin),
      ),
    );
    for (const answer of answers) {
      expect(answer.body).toEqual({ outcome: 'recorded', roundId, castId: vote.castId });
    }
    expect(await papers(roundId)).toHaveLength(1);
    // Sent once more after the round was closed: still the truth.
    await hall.press(roundId, 'close');
    const late = await hall.request(who, 'POST', '/vote', vote);
    expect(late.body).toMatchObject({ outcome: 'recorded' });
    const other = await hall.request(who, 'POST', '/vote', voteOf(roundId, MARKS));
    expect(other.body).toMatchObject({ outcome: 'refused', code: 'already_voted' });
    expect(await papers(roundId)).toHaveLength(1);
  });

  it('is the same in capitals, as some devices write ids', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const tablet = await hall.tablet(hall.deputies[0]!);
    const { castId, receipt, marks } = voteOf(roundId, MARKS);
    const ids = { roundId: roundId.toUpperCase(), castId: castId.toUpperCase() };
    const vote = { ...ids, receipt: receipt.toUpperCase(), marks };
    const answers = () => tablet.frames.flatMap((frame) => ('answer' in frame ? frame.answer : []));
    for (let time = 0; time < 2; time += 1) {
      tablet.send({ type: 'vote', vote });
      await tablet.until(() => answers().length > time);
    }
    tablet.send({ type: 'settle', settle: ids });
    await tablet.until(() => answers().length > 2);
    // Answers have them in small letters.
    const recorded = { outcome: 'recorded', roundId, castId };
    expect(answers()).toEqual([recorded, recorded, { ...recorded, open: true }]);
    expect(await papers(roundId)).toHaveLength(1);
  });

  it("of somebody with another's receipt is refused alone; the others of the batch are recorded", async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const tablets = await Promise.all(hall.deputies.map((id) => hall.tablet(id)));
    const first = voteOf(roundId, MARKS);
    expect(await tablets[0]!.vote(first)).toMatchObject({ outcome: 'recorded' });
    const votes = tablets.slice(1).map(() => voteOf(roundId, MARKS));
    votes[2] = { ...votes[2]!, receipt: first.receipt };
    const answers = await Promise.all(tablets.slice(1).map((t, i) => t.vote(votes[i]!)));
    expect(answers.map((a) => (a.outcome === 'refused' ? a.code : a.outcome))).toEqual([
      'recorded',
      'recorded',
      'receipt_taken',
      'recorded',
      'recorded',
    ]);
    expect(await papers(roundId)).toHaveLength(5);
    const marks = await hall.db
      .selectFrom('roll_mark')
      .select('person_id')
      .where('round_id', '=', roundId)
      .execute();
    expect(marks).toHaveLength(5);
  });
});

describe('refusals', () => {
  it('tell the reason with its figures and record nothing', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    const tablet = await hall.tablet(hall.deputies[0]!);
    expect(await tablet.vote(voteOf(roundId, MARKS))).toMatchObject({ code: 'round_not_open' });
    await hall.press(roundId, 'open');
    const all = Object.fromEntries(TWELVE_CHOOSE_TEN.items.map(({ id }) => [id, 'for']));
    expect(await tablet.vote(voteOf(roundId, all))).toMatchObject({
      outcome: 'refused',
      code: 'too_many',
      detail: { approvals: 12, seats: 10 },
    });
    expect(await tablet.vote(voteOf(roundId, { p99: 'for' }))).toMatchObject({
      code: 'unknown_item',
    });
    expect(await tablet.vote(voteOf(roundId, { p01: 'illegible' }))).toMatchObject({
      code: 'malformed',
    });
    expect(await tablet.vote(voteOf(randomUUID(), MARKS))).toMatchObject({
      code: 'round_not_open',
    });
    expect(await papers(roundId)).toHaveLength(0);
    expect(await tablet.vote(voteOf(roundId, MARKS))).toMatchObject({ outcome: 'recorded' });
  });
});

describe('whoever has voted', () => {
  it('learns what became of it also when the roll has made an observer of them since', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const [deputy] = hall.deputies;
    const before = await hall.tablet(deputy!);
    const vote = voteOf(roundId, MARKS);
    await before.vote(vote);
    await hall.press(roundId, 'close');
    const path = `/meetings/${hall.meetingId}/roll/${deputy!}`;
    const patch = { class: 'observer', entitled: false };
    expect((await hall.request(hall.desk, 'PATCH', path, patch)).status).toBe(200);

    const tablet = await connect(hall.origin, 'tablet', before.token, deputy!);
    const settle = { roundId, castId: vote.castId };
    const recorded = { ...settle, outcome: 'recorded', open: false };
    tablet.send({ type: 'settle', settle });
    const answer = await tablet.until(() =>
      tablet.frames.find((frame) => frame.type === 'settle_answer'),
    );
    expect(answer.answer).toEqual(recorded);
    const who = { seat: 'tablet' as const, token: before.token };
    expect(await hall.request(who, 'POST', '/vote/settle', settle)).toEqual({
      status: 200,
      body: recorded,
    });
    // Asking is all: no vote.
    const another = await hall.request(who, 'POST', '/vote', voteOf(roundId, MARKS));
    expect(another).toMatchObject({ status: 403, body: { error: { code: 'not_permitted' } } });
  });
});
