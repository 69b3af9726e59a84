import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHall, type Answer, type Hall } from '../../../tests/support/hall.ts';
import type { PublicResult } from '../../contract/results/schemas.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import type { RoomView } from '../../contract/room/schemas.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall({ deputies: 3 });
});
afterAll(() => hall.close());

const FACTS = {
  a: { category: '交通', unit: '样例办', investment: '约 120 万元', brief: '样例简介。' },
  b: { brief: '另一项。' },
};
const body = {
  title: '样例票决',
  display: 'turnout',
  definition: {
    kind: 'choose',
    seats: 1,
    items: ['a', 'b', 'c'].map((id) => ({ id, title: `样例项目${id}` })),
    majority: [{ base: 'enrolled', fraction: '1/2', strict: true }],
  },
};
const draft = (more: object) =>
  hall.request(hall.desk, 'POST', `/meetings/${hall.meetingId}/rounds`, { ...body, ...more });
const roundOf = (answer: Answer) => {
  expect(answer.status).toBe(200);
  return answer.body as Round;
};

describe('what is said of the items', () => {
  it('is kept with the draft, shown to the room, frozen, carried over and published, and counted by nobody', async () => {
    const { id, version } = roundOf(await draft({ facts: { a: { unit: '样例办' } } }));
    const change = { ...body, facts: FACTS, version };
    expect(roundOf(await hall.request(hall.desk, 'PUT', `/rounds/${id}`, change)).facts).toEqual(
      FACTS,
    );
    await hall.request(hall.desk, 'POST', `/rounds/${id}/make-ready`);
    await hall.press(id, 'present');
    const room = await hall.request(
      hall.chair,
      'GET',
      `/room?seat=chair&meeting=${hall.meetingId}`,
    );
    expect((room.body as { view: RoomView }).view.round?.facts).toEqual(FACTS);

    await hall.press(id, 'open');
    const frozen = hall.db.updateTable('round').set({ facts: '{}' }).where('id', '=', id).execute();
    await expect(frozen).rejects.toMatchObject({ code: 'GY008' });

    await hall.press(id, 'close', 'count', 'announce');
    const exported = await hall.request(hall.desk, 'GET', `/rounds/${id}/export`);
    expect(exported.body).not.toHaveProperty('facts');
    const next = { origin: 'supplementary', reason: '' };
    const follows = await hall.request(hall.chair, 'POST', `/rounds/${id}/successor`, next);
    const stands = roundOf(follows).definition.items.map((item) => item.id);
    expect(Object.keys(roundOf(follows).facts)).toEqual(stands.filter((item) => item in FACTS));
    await hall.press(id, 'publish');
    const published = await hall.request(undefined, 'GET', `/public/results/${id}`);
    expect((published.body as PublicResult).facts).toEqual(FACTS);
  });

  it('is refused of an item that is not there', async () => {
    const refused = await draft({ facts: { z: { brief: '样例' } } });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ error: { code: 'invalid_input' } });
  });
});
