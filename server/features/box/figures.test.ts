import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { openHall, type Answer, type Hall } from '../../../tests/support/hall.ts';
import type { BoxStatus } from '../../contract/paper/schemas.ts';
import type { PublicResult } from '../../contract/results/schemas.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import type { RoundCount } from '../../contract/counting/schemas.ts';
import type { RoundDefinitionInput } from '../../domain/round/document.ts';

// A ballot counted by hand: figures instead of papers, from the draft to the published result.

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ deputies: 9 });
});
afterEach(async () => {
  await hall.close();
});

type Who = { seat: 'tablet'; token: string };
type Office = 'chief_scrutineer' | 'scrutineer' | 'teller';

const FOUR_CHOOSE_TWO: RoundDefinitionInput = {
  kind: 'choose',
  seats: 2,
  items: ['a', 'b', 'c', 'd'].map((id) => ({ id, title: `样例项目${id}` })),
  quorum: [{ of: 'enrolled', fraction: '2/3', strict: false }],
  majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
};
const BY_ELECTION: RoundDefinitionInput = {
  kind: 'election',
  seats: 1,
  items: ['a', 'b'].map((id) => ({ id, title: `样例候选人${id}` })),
  quorum: [{ of: 'registered', fraction: '1/2', strict: true }],
  majority: [{ base: 'collected', fraction: '1/2', strict: true }],
};

const item = (id: string, approve: number, against: number, abstain: number) => ({
  id,
  for: approve,
  against,
  abstain,
  void: 0,
});
const GOOD = {
  enrolled: 9,
  present: 9,
  issued: 9,
  collected: 8,
  counted: {
    valid: 7,
    invalid: 1,
    items: [item('a', 6, 1, 0), item('b', 5, 0, 2), item('c', 2, 5, 0), item('d', 1, 0, 6)],
    writeIns: [],
  },
};

const errorOf = (answer: Answer) =>
  (answer.body as { error?: { code: string; detail?: Record<string, unknown> } } | undefined)
    ?.error;

async function appoint(...offices: Office[]): Promise<Who[]> {
  const officers = offices.map((office, i) => ({ personId: hall.deputies[i]!, office }));
  const hands = { kind: 'officers', subject: '样例名单', for: 9, against: 0, abstain: 0 };
  const path = `/meetings/${hall.meetingId}/decisions`;
  const decided = await hall.request(hall.chair, 'POST', path, { ...hands, officers });
  expect(decided.status).toBe(200);
  return Promise.all(
    officers.map(async ({ personId }) => ({
      seat: 'tablet' as const,
      token: await hall.signIn('tablet', personId),
    })),
  );
}

async function draft(definition: RoundDefinitionInput): Promise<Answer> {
  return hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, {
    title: '样例人工计票',
    medium: 'figures',
    definition,
  });
}

async function voted(definition: RoundDefinitionInput): Promise<string> {
  const { id } = (await draft(definition)).body as Round;
  await hall.request(hall.desk, 'POST', `/rounds/${id}/make-ready`);
  await hall.press(id, 'open', 'close');
  return id;
}

const enter = (id: string, who: Who, figures: object) =>
  hall.request(who, 'PUT', `/rounds/${id}/figures`, figures);
const box = async (id: string) =>
  (await hall.request(hall.chair, 'GET', `/rounds/${id}/box`)).body as BoxStatus;

describe('a ballot counted by hand', () => {
  it('is entered twice, compared, counted, signed, announced and published like any other', async () => {
    const [chief, first, second, third] = await appoint(
      'chief_scrutineer',
      'teller',
      'teller',
      'teller',
    );
    const id = await voted(FOUR_CHOOSE_TWO);
    expect(errorOf(await hall.act(id, 'count'))).toEqual({
      code: 'box_not_ready',
      detail: { waitingFor: 'two_tellers' },
    });
    expect((await enter(id, first!, GOOD)).status).toBe(200);
    const differing = {
      ...GOOD,
      issued: 8,
      counted: { ...GOOD.counted, items: [item('a', 5, 2, 0), ...GOOD.counted.items.slice(1)] },
    };
    // Nobody sees the other's figures, nor where they differ before both are done.
    expect((await hall.request(second, 'GET', `/rounds/${id}/figures`)).body).toEqual({
      done: false,
      figures: null,
    });
    expect(await box(id)).toMatchObject({ waitingFor: 'two_tellers', figureDifferences: null });
    await enter(id, second!, differing);
    expect(errorOf(await enter(id, third!, GOOD))?.code).toBe('two_tellers_already');
    const status = await box(id);
    expect(status).toMatchObject({ ready: false, waitingFor: 'differences', differences: null });
    expect(status.figureDifferences).toEqual([
      { figure: 'issued', item: null },
      { figure: 'for', item: 'a' },
      { figure: 'against', item: 'a' },
    ]);
    expect(errorOf(await hall.act(id, 'count'))?.detail).toEqual({ waitingFor: 'differences' });
    expect(errorOf(await enter(id, second!, GOOD))?.code).toBe('entry_done');
    await hall.request(second, 'POST', `/rounds/${id}/entry/reopen`);
    await enter(id, second!, GOOD);
    expect((await hall.request(second, 'GET', `/rounds/${id}/figures`)).body).toEqual({
      done: true,
      figures: GOOD,
    });
    expect(await box(id)).toMatchObject({ ready: true, figureDifferences: [] });

    await hall.press(id, 'count');
    const counted = (await hall.request(hall.chair, 'GET', `/rounds/${id}/count`)).body as z.infer<
      typeof RoundCount
    >;
    expect(counted).toMatchObject({
      roll: { enrolled: 9, present: 9, issued: 9, collected: 8 },
      result: {
        papers: { collected: 8, valid: 7, invalid: 1, reasons: {} },
        items: [
          { id: 'a', share: '6/9', outcome: 'elected' },
          { id: 'b', share: '5/9', outcome: 'elected' },
          { id: 'c', outcome: 'not_elected' },
          { id: 'd', outcome: 'not_elected' },
        ],
        next: null,
      },
    });
    expect(errorOf(await hall.act(id, 'announce'))?.code).toBe('signatures_missing');
    const sign = (version: number) =>
      hall.request(chief, 'POST', `/rounds/${id}/sign`, { version });
    // A teller takes the figures up again: what was counted is not signed any more.
    await hall.request(first, 'POST', `/rounds/${id}/entry/reopen`);
    expect(errorOf(await sign(1))?.code).toBe('box_not_ready');
    await enter(id, first!, GOOD);
    expect((await sign(1)).body).toMatchObject({ state: 'signed' });
    await hall.press(id, 'announce', 'publish');
    const shown = (await hall.request(undefined, 'GET', `/public/results/${id}`))
      .body as PublicResult;
    expect(shown).toMatchObject({ roll: counted.roll, result: counted.result });
    // There are no papers to be given away.
    expect(await hall.request(hall.desk, 'GET', `/rounds/${id}/export`)).toEqual({
      status: 409,
      body: { error: { code: 'no_papers' } },
    });
  });

  it('is refused with the identity that does not hold, and nothing is kept of it', async () => {
    const [first] = await appoint('teller', 'teller');
    const id = await voted(FOUR_CHOOSE_TWO);
    const { counted } = GOOD;
    const items = counted.items;
    const wrong: [object, string, string][] = [
      [{ enrolled: 10 }, 'enrolled_fixed', 'enrolled'],
      [{ present: 8 }, 'present_fixed', 'present'],
      [{ issued: 10 }, 'issued_present', 'issued'],
      [{ collected: 9 }, 'valid_collected', 'counted.valid'],
      [
        { counted: { ...counted, items: [item('a', 6, 2, 0), ...items.slice(1)] } },
        'item_valid',
        'counted.items[0]',
      ],
      [
        { counted: { ...counted, items: items.map((one) => item(one.id, 4, 3, 0)) } },
        'approvals_seats',
        'counted.items',
      ],
      [{ counted: { ...counted, items: items.slice(1) } }, 'items_of_round', 'counted.items'],
      [{ counted: null }, 'not_counted', 'counted'],
    ];
    for (const [change, identity, path] of wrong) {
      const refused = await enter(id, first!, { ...GOOD, ...change });
      expect(refused.status, identity).toBe(400);
      expect(errorOf(refused)).toMatchObject({
        code: 'figures_broken',
        detail: { identity, path, reason: expect.any(String) },
      });
    }
    expect((await box(id)).tellers).toEqual([]);
    const kept = await hall.db.selectFrom('figures_entry').selectAll().execute();
    expect(kept).toEqual([]);
  });

  it('with more collected than issued is void without a count; then it is voted again', async () => {
    const [first, second] = await appoint('teller', 'teller');
    const id = await voted(FOUR_CHOOSE_TWO);
    const over = { ...GOOD, issued: 7, collected: 8, counted: null };
    await enter(id, first!, over);
    await enter(id, second!, over);
    expect((await hall.press(id, 'count')).state).toBe('void');
    const again = await hall.request(hall.chair, 'POST', `/rounds/${id}/successor`, {
      origin: 'revote',
    });
    expect(again.body).toMatchObject({ state: 'ready', medium: 'figures' });
    await hall.press((again.body as Round).id, 'open');
  });

  it('agrees with the record of ballots where one was kept', async () => {
    const [first, second] = await appoint('teller', 'teller');
    const id = await voted(FOUR_CHOOSE_TWO);
    await enter(id, first!, GOOD);
    await enter(id, second!, GOOD);
    const stock = (issued: number, version: number) =>
      hall.request(hall.desk, 'PUT', `/rounds/${id}/stock`, {
        printed: 12,
        issued,
        destroyed: 12 - issued,
        collected: 8,
        version,
      });
    await stock(8, 0);
    expect(await box(id)).toMatchObject({ ready: false, waitingFor: 'record_differs' });
    expect(errorOf(await hall.act(id, 'count'))?.detail).toEqual({ waitingFor: 'record_differs' });
    await stock(9, 1);
    expect((await hall.press(id, 'count')).state).toBe('tallied');
  });

  it('takes no papers, and papers take no figures; ratings are not counted by hand', async () => {
    const [first] = await appoint('teller', 'teller');
    const rating = await draft({
      kind: 'rating',
      items: [{ id: 'a', title: '样例' }],
      scale: [{ id: 'good' }, { id: 'bad' }],
    });
    expect(errorOf(rating)).toMatchObject({
      code: 'invalid_input',
      detail: { issues: [{ path: '/medium' }] },
    });
    const id = await voted(FOUR_CHOOSE_TWO);
    const path = `/rounds/${id}/entry/1`;
    const paper = await hall.request(first, 'PUT', path, { marks: { a: 'for' } });
    expect(errorOf(paper)).toMatchObject({ code: 'wrong_state', detail: { medium: 'figures' } });
    expect(errorOf(await hall.request(first, 'POST', `/rounds/${id}/entry/done`))?.code).toBe(
      'wrong_state',
    );
    // Not a teller, not appointed, not signed in.
    const outsider = await hall.signIn('tablet', hall.deputies[5]!);
    expect(errorOf(await enter(id, { seat: 'tablet', token: outsider }, GOOD))?.code).toBe(
      'not_permitted',
    );
    expect(
      errorOf(await hall.request(hall.chair, 'PUT', `/rounds/${id}/figures`, GOOD))?.code,
    ).toBe('not_permitted');
    expect(errorOf(await hall.request(undefined, 'PUT', `/rounds/${id}/figures`, GOOD))?.code).toBe(
      'not_signed_in',
    );
  });
});

describe('a by-election', () => {
  const figures = (votes: [number, number], collected = 801) => ({
    enrolled: 1000,
    present: collected,
    issued: collected,
    collected,
    counted: {
      valid: collected - 11,
      invalid: 11,
      items: [
        item('a', votes[0], 0, collected - 11 - votes[0]),
        item('b', votes[1], 0, collected - 11 - votes[1]),
      ],
      writeIns: [{ name: '另选样例', for: 30 }],
    },
  });

  const asWritten = (votes: [number, number]) => ({ ...figures(votes), asWritten: true });

  it('is of voters who are on no roll: more than half take part, more than half of those elect', async () => {
    const [first, second] = await appoint('teller', 'teller');
    const id = await voted(BY_ELECTION);
    const opened = (await hall.request(hall.desk, 'GET', `/meetings/${hall.meetingId}/rounds`))
      .body as { rounds: Round[] };
    expect(opened.rounds[0]).toMatchObject({ state: 'closed', roll: null });
    // Thirty wrote in another, and nobody opposed: taken only from whoever says that it lies so in the box.
    const unopposed = errorOf(await enter(id, first!, figures([401, 300])));
    expect(unopposed).toMatchObject({
      code: 'figures_broken',
      detail: { identity: 'write_ins_opposed', writeIns: 30, against: 0 },
    });
    for (const who of [first!, second!]) await enter(id, who, asWritten([401, 300]));
    const kept = (await hall.request(first!, 'GET', `/rounds/${id}/figures`)).body;
    expect(kept).toMatchObject({ done: true });
    expect(JSON.stringify(kept)).not.toContain('asWritten');
    await hall.press(id, 'count', 'announce', 'publish');
    const shown = (await hall.request(undefined, 'GET', `/public/results/${id}`)).body;
    expect(shown).toMatchObject({
      roll: { enrolled: 1000, present: 801, issued: 801, collected: 801 },
      result: {
        papers: { valid: 790, invalid: 11 },
        items: [
          { id: 'a', share: '401/801', outcome: 'elected' },
          { id: 'b', outcome: 'not_elected' },
          { id: 'w:另选样例', for: 30 },
        ],
      },
    });
  });

  it('with half of the voters is not valid; with too few votes the next round needs a third', async () => {
    const [first, second] = await appoint('teller', 'teller');
    const few = await voted(BY_ELECTION);
    for (const who of [first!, second!]) {
      await enter(few, who, { ...figures([300, 100], 500), counted: null });
    }
    expect((await hall.press(few, 'count')).state).toBe('inquorate');
    const id = await voted(BY_ELECTION);
    for (const who of [first!, second!]) await enter(id, who, asWritten([400, 360]));
    await hall.press(id, 'count', 'announce');
    const next = await hall.request(hall.chair, 'POST', `/rounds/${id}/successor`, {
      origin: 'supplementary',
    });
    expect(next.body).toMatchObject({
      medium: 'figures',
      definition: {
        items: [{ id: 'a' }, { id: 'b' }],
        majority: [{ base: 'collected', fraction: '1/3', strict: false }],
      },
    });
    await hall.press((next.body as Round).id, 'open');
  });
});
