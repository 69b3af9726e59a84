import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHall, voteOf, type Answer, type Hall } from '../../../tests/support/hall.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import type { RollClass } from '../../contract/common/roles.ts';
import type { RoundDefinitionInput } from '../../domain/round/document.ts';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall({ deputies: 6 });
});
afterEach(async () => {
  await hall.close();
});

const ITEMS = [{ id: 'a', title: '样例甲' }];
const BY_CLASS: RoundDefinitionInput = {
  kind: 'each',
  items: ITEMS,
  majority: [
    { base: 'present', fraction: '1/2', strict: true },
    { base: 'present', fraction: '1/2', strict: true, class: 'public_rep' },
  ],
};

function codeOf(answer: Answer): string | undefined {
  return (answer.body as { error?: { code: string } } | undefined)?.error?.code;
}

async function inClass(of: RollClass, people: readonly string[]) {
  await hall.db
    .updateTable('roll_entry')
    .set({ class: of })
    .where('person_id', 'in', people)
    .execute();
}

async function voteAll(roundId: string) {
  for (const personId of hall.deputies) {
    const who = { seat: 'tablet' as const, token: await hall.signIn('tablet', personId) };
    await hall.request(who, 'POST', '/vote', voteOf(roundId, { a: 'for' }));
  }
}

describe('rules by which these papers could not be counted', () => {
  it('are refused before anybody votes: a class that the roll does not have', async () => {
    const id = await hall.round(BY_CLASS);
    expect((await hall.act(id, 'open')).body).toMatchObject({
      error: { code: 'definition_invalid', detail: { path: 'majority[1].class' } },
    });
    await inClass('public_rep', hall.deputies.slice(4));
    await hall.press(id, 'open');
    await voteAll(id);
    expect((await hall.press(id, 'close', 'count')).state).toBe('tallied');
  });

  it('are refused before anybody votes: a class that votes and has no weight', async () => {
    await inClass('public_rep', hall.deputies.slice(4));
    const scale = [{ id: 'good' }, { id: 'bad' }];
    const id = await hall.round({ kind: 'rating', items: ITEMS, scale, weights: { deputy: '1' } });
    expect((await hall.act(id, 'open')).body).toMatchObject({
      error: { code: 'definition_invalid', detail: { path: 'weights' } },
    });
  });
});

describe('a round that follows another', () => {
  it('has its figures by class from that one, whoever came on the roll meanwhile', async () => {
    await inClass('public_rep', hall.deputies.slice(4));
    const id = await hall.round(BY_CLASS);
    await hall.press(id, 'open');
    await hall.press(id, 'close', 'count', 'announce');
    const made = await hall.request(hall.chair, 'POST', `/rounds/${id}/successor`, {
      origin: 'revote',
      reason: '样例理由',
    });
    const added = await hall.request(hall.desk, 'POST', '/people', { name: '样例新人' });
    const { id: personId } = added.body as { id: string };
    const entry = { class: 'public_rep', entitled: true };
    await hall.request(hall.desk, 'PUT', `/meetings/${hall.meetingId}/roll`, {
      entries: [
        { personId, ...entry },
        { personId: hall.deputies[0], ...entry },
      ],
    });
    const { id: next } = made.body as Round;
    await hall.press(next, 'open');
    await voteAll(next);
    expect((await hall.press(next, 'close', 'count')).state).toBe('tallied');
  });

  it('is made also where the title leaves no room for more', async () => {
    const id = await hall.round({ ...BY_CLASS, majority: [] }, 'live', '长'.repeat(200));
    await hall.press(id, 'open', 'close', 'count', 'announce');
    const made = await hall.request(hall.chair, 'POST', `/rounds/${id}/successor`, {
      origin: 'revote',
      reason: '样例理由',
    });
    expect((made.body as Round).title).toMatch(/^长{194}（重新投票）$/);
  });
});

it('a round that takes votes stays on the floor when another is presented in the same moment', async () => {
  const rounds = [];
  for (const _ of [1, 2]) rounds.push(await hall.round({ ...BY_CLASS, majority: [] }));
  const [opened = '', other = ''] = rounds;
  // The room is held, so that both acts have looked at the floor before either changes it.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const holding = hall.db.transaction().execute(async (tx) => {
    await tx.selectFrom('room').select('seq').forUpdate().execute();
    await held;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const opening = hall.act(opened, 'open');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const presenting = hall.act(other, 'present');
  await new Promise((resolve) => setTimeout(resolve, 500));
  release();
  await holding;
  expect(codeOf(await opening)).toBeUndefined();
  expect(codeOf(await presenting)).toBe('another_round_open');
  const room = await hall.db
    .selectFrom('room')
    .select('current_round_id')
    .executeTakeFirstOrThrow();
  expect(room.current_round_id).toBe(opened);
});
