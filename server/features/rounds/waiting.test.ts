import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHall, TWELVE_CHOOSE_TEN, voteOf, type Hall } from '../../../tests/support/hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall({ deputies: 4 });
});
afterAll(() => hall.close());

/** The names are 样例1 … in the order of the deputies. */
async function waiting(roundId: string, who: Parameters<Hall['request']>[0] = hall.chair) {
  const { status, body } = await hall.request(who, 'GET', `/rounds/${roundId}/waiting`);
  if (status !== 200) return (body as { error: { code: string } }).error.code;
  return (body as { waiting: { name: string }[] }).waiting.map(({ name }) => name);
}

it.for(['turnout', 'batched'])(
  'the presider sees who has not voted, while votes are taken and never how anybody did: %s',
  async (display) => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN, display);
    expect(await waiting(roundId)).toBe('wrong_state');
    await hall.press(roundId, 'open');
    expect(await waiting(roundId)).toEqual(['样例1', '样例2', '样例3', '样例4']);
    const tablet = await hall.tablet(hall.deputies[1]!);
    await tablet.vote(voteOf(roundId, { p01: 'for' }));
    expect(await waiting(roundId)).toEqual(['样例1', '样例3', '样例4']);
    // Each look is in the log, with the number alone.
    const looks = await hall.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('event', '=', 'round.waiting_read')
      .orderBy('seq')
      .execute();
    expect(looks.slice(-2).map(({ detail }) => detail)).toEqual([
      { round: roundId, waiting: 4 },
      { round: roundId, waiting: 3 },
    ]);
    await hall.press(roundId, 'close');
    expect(await waiting(roundId)).toBe('wrong_state');
    tablet.close();
  },
);

it('nobody sees it beside figures that move with each paper, and nobody but the presider', async () => {
  const roundId = await hall.round(TWELVE_CHOOSE_TEN, 'live');
  await hall.press(roundId, 'open');
  expect(await waiting(roundId)).toBe('votes_shown_live');
  expect(await waiting(roundId, hall.desk)).toBe('not_permitted');
  const token = await hall.signIn('tablet', hall.deputies[0]!);
  const tablet = { seat: 'tablet' as const, token };
  expect(await hall.request(tablet, 'GET', `/rounds/${roundId}/waiting`)).toMatchObject({
    status: 403,
  });
  const elsewhere = await openHall({ deputies: 1, url: hall.url });
  expect(await waiting(roundId, elsewhere.chair)).toBe('not_found');
  await elsewhere.close();
  await hall.press(roundId, 'close');
});
