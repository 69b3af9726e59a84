import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connect,
  openHall,
  openSocket,
  TWELVE_CHOOSE_TEN,
  voteOf,
  type Device,
  type Hall,
  type ServerProcess,
} from '../../tests/support/hall.ts';
import { holdTable } from '../../tests/support/lock.ts';
import { cookieName } from '../platform/http.ts';
import { CHANNEL } from '../platform/notices.ts';
import { tokenHash } from '../platform/secrets.ts';

let hall: Hall;
let second: ServerProcess;
let cards: Map<string, string>;
beforeAll(async () => {
  hall = await openHall({ deputies: 4 });
  second = await hall.startProcess();
  const path = `/meetings/${hall.meetingId}/cards`;
  const issued = await hall.request(hall.desk, 'POST', path, { who: 'without' });
  const { cards: list } = issued.body as { cards: { personId: string; code: string }[] };
  cards = new Map(list.map(({ personId, code }) => [personId, code]));
});
afterAll(() => hall.close());

/** Signs a device in with the person's card; gives its token. */
async function card(personId: string, origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/sign-in/card`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: cards.get(personId) }),
  });
  expect(answer.status).toBe(200);
  const name = `${cookieName('tablet')}=`;
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(name));
  return cookie!.slice(name.length).split(';')[0]!;
}

async function device(personId: string, at: ServerProcess): Promise<Device> {
  return connect(at.origin, 'tablet', await card(personId, at.origin), personId);
}

async function expectSignedOut(of: Device, reason: string): Promise<void> {
  expect(await of.until(() => of.closed)).toEqual({ code: 4001, reason: 'signed_out' });
  expect(of.frames.at(-1)).toEqual({ type: 'signed_out', reason });
  const again = await openSocket({ origin: hall.origin, seat: 'tablet', token: of.token });
  expect(await again.until(() => again.closed)).toEqual({ code: 4001, reason: 'not_signed_in' });
}

describe('a device whose person signs in at another one', () => {
  it('is told and closed, whichever process either speaks to', async () => {
    const [person] = hall.deputies;
    const first = await device(person!, hall.first);
    const next = await device(person!, hall.first);
    await expectSignedOut(first, 'taken_over');
    const elsewhere = await device(person!, second);
    await expectSignedOut(next, 'taken_over');
    const back = await device(person!, hall.first);
    await expectSignedOut(elsewhere, 'taken_over');
    expect(back.closed).toBeUndefined();
    back.close();
  });

  it('is closed with every page that shares its sign-in, and nobody else’s', async () => {
    const [, person, other] = hall.deputies;
    const token = await card(person!, hall.origin);
    const pages = [
      await connect(hall.origin, 'tablet', token, person!),
      await connect(second.origin, 'tablet', token, person!),
    ];
    const neighbour = await device(other!, second);
    await card(person!, second.origin);
    for (const page of pages) await expectSignedOut(page, 'taken_over');
    expect(neighbour.closed).toBeUndefined();
    neighbour.close();
  });

  it('finds the vote it had sent, from the new device', async () => {
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const [, , , person] = hall.deputies;
    const old = await device(person!, hall.first);
    const vote = voteOf(roundId, { p01: 'for' });
    expect(await old.vote(vote)).toMatchObject({ outcome: 'recorded' });
    const fresh = await device(person!, second);
    await expectSignedOut(old, 'taken_over');
    expect(await fresh.vote(voteOf(roundId, { p02: 'for' }))).toMatchObject({
      outcome: 'refused',
      code: 'already_voted',
    });
    await fresh.until(() =>
      fresh.frames.some(
        ({ type, ...frame }) => type === 'self' && 'self' in frame && frame.self.round?.voted,
      ),
    );
    fresh.close();
    await hall.press(roundId, 'close', 'count', 'announce');
  });
});

describe('a device whose card is withdrawn', () => {
  it('is told and closed, also when that was done at another process', async () => {
    for (const [index, origin] of [hall.origin, second.origin].entries()) {
      const person = hall.deputies[index + 1]!;
      const tablet = await device(person, hall.first);
      const path = `/meetings/${hall.meetingId}/cards/${person}`;
      const gone = await hall.request(hall.desk, 'DELETE', path, undefined, origin);
      expect(gone.status).toBe(204);
      await expectSignedOut(tablet, 'card_withdrawn');
    }
  });
});

describe('a sign-in that ends while its socket is being let in', () => {
  it('is noticed at once', async () => {
    const { presider, meetingId } = hall;
    const token = await hall.signIn('chair', presider);
    const page = await connect(second.origin, 'chair', token, presider, meetingId);
    // The second page is past the door, and its meeting is being looked up.
    const held = await holdTable(hall.url, 'meeting');
    const late = await openSocket({ origin: second.origin, seat: 'chair', token, meetingId });
    late.send({ type: 'hello', version: 1 });
    await held.waitedFor();
    // The act itself would wait too: its entry in the log keeps the names of its moment.
    await sql`
      with gone as (
        update session set ended_at = now(), ended_reason = 'signed_out'
        where token_hash = ${tokenHash(token)} returning id)
      select pg_notify(${CHANNEL}, json_build_object(
        'type', 'session_ended', 'sessionId', id, 'reason', 'signed_out')::text) from gone`.execute(
      hall.db,
    );
    await expectSignedOut(page, 'signed_out'); // so the news has been here
    await held.release();
    expect(await late.until(() => late.closed, 3_000)).toEqual({
      code: 4001,
      reason: 'signed_out',
    });
    expect(late.frames).toEqual([{ type: 'signed_out', reason: 'signed_out' }]);
  });
});
