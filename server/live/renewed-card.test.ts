import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  connect,
  openHall,
  TWELVE_CHOOSE_TEN,
  voteOf,
  type Device,
  type Hall,
} from '../../tests/support/hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall({ deputies: 3 });
});
afterAll(() => hall.close());

async function issue(personId: string): Promise<string> {
  const path = `/meetings/${hall.meetingId}/cards`;
  const { body } = await hall.request(hall.desk, 'POST', path, { who: [personId] });
  return (body as { cards: { code: string }[] }).cards[0]!.code;
}

/** The device of whoever types this code. */
async function comeIn(code: string, personId: string) {
  const response = await fetch(`${hall.origin}/api/sign-in/card`, {
    method: 'POST',
    headers: { origin: hall.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  expect(response.status).toBe(200);
  const token = /gongyi_tablet=([\w-]+)/.exec(response.headers.get('set-cookie') ?? '')![1]!;
  return connect(hall.origin, 'tablet', token, personId);
}

it('a card issued again while a round is open tells its issuer nothing of that round, and takes part from the next', async () => {
  const [voter, waiting] = hall.deputies;
  const devices = [
    await comeIn(await issue(voter!), voter!),
    await comeIn(await issue(waiting!), waiting!),
  ];
  const roundId = await hall.round(TWELVE_CHOOSE_TEN, 'turnout');
  await hall.press(roundId, 'open');
  await devices[0]!.vote(voteOf(roundId, { p01: 'for' }));

  // Somebody of the office issues both cards again and looks at what the tablets say.
  const looking: Device[] = [];
  const seen = [];
  for (const personId of [voter!, waiting!]) {
    const device = await comeIn(await issue(personId), personId);
    looking.push(device);
    const told = await device.until(() => device.frames.find((frame) => frame.type === 'self'));
    const answer = await device.vote(voteOf(roundId, { p02: 'for' }));
    seen.push({ round: told.self.round, answer: { ...answer, castId: '' } });
    expect(told.self.round).toEqual({
      id: roundId,
      elector: false,
      voted: false,
      renewed: true,
      missed: null,
    });
  }
  expect(seen[0]).toEqual(seen[1]);
  expect(seen[0]!.answer).toMatchObject({ outcome: 'refused', code: 'card_renewed' });

  await hall.press(roundId, 'close', 'count', 'announce');
  const next = await hall.round(TWELVE_CHOOSE_TEN, 'turnout');
  await hall.press(next, 'open');
  const last = looking.at(-1)!;
  const self = await last.until(() =>
    last.frames.find((frame) => frame.type === 'self' && frame.self.round?.id === next),
  );
  expect(self).toMatchObject({ self: { round: { elector: true, renewed: false } } });
  expect(await last.vote(voteOf(next, { p02: 'for' }))).toMatchObject({ outcome: 'recorded' });
});
