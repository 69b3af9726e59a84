import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openHall,
  TWELVE_CHOOSE_TEN,
  voteOf,
  type Answer,
  type Hall,
} from '../../../tests/support/hall.ts';
import type { Round } from '../../contract/rounds/schemas.ts';
import { verifyChain } from '../../platform/audit/verify.ts';

// V11: every act that matters is in the audit log, written in the same transaction as the act.

let hall: Hall;
let admin: pg.Client;
beforeEach(async () => {
  hall = await openHall({ deputies: 4 });
  admin = new pg.Client(hall.ownerUrl);
  await admin.connect();
  await admin.query(`
    create function fail() returns trigger language plpgsql as $$
    begin raise exception 'made to fail'; end $$`);
});
afterEach(async () => {
  await admin.end();
  await hall.close();
});

/** Ways in which an act fails half-way: what is made to fail, and when. */
const FAILURES = {
  'the entry can’t be written': `create trigger fail before insert on audit_entry
    for each row execute function fail()`,
  'everything was written and the commit fails': `create constraint trigger fail after insert on
    audit_entry deferrable initially deferred for each row execute function fail()`,
  'the act itself fails': `create trigger fail before insert or update or delete on round
    for each row execute function fail()`,
} as const;

/** Every row of every table. */
async function everything(): Promise<Record<string, unknown[]>> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const contents: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    const { rows } = await admin.query<{ row: unknown }>(
      `select to_jsonb(t) as row from ${name} t order by to_jsonb(t)::text`,
    );
    contents[name] = rows.map(({ row }) => row);
  }
  return contents;
}

async function entries() {
  const { rows } = await admin.query<{ seq: string; event: string }>(
    'select seq, event from audit_entry where chain_id = $1 order by seq',
    [hall.assemblyId],
  );
  return rows;
}

/**
 * Does an act after having made it fail in every way: nothing remains of the failures, and one entry of the
 * act itself. `fails` leaves out the ways that can't be.
 */
async function audited(
  event: string,
  act: () => Promise<Answer>,
  ways: readonly (keyof typeof FAILURES)[] = Object.keys(FAILURES) as (keyof typeof FAILURES)[],
): Promise<Answer> {
  const before = await everything();
  for (const way of ways) {
    const table = /on\s+(\w+)/.exec(FAILURES[way])?.[1] ?? '';
    await admin.query(FAILURES[way]);
    const failed = await act();
    await admin.query(`drop trigger fail on ${table}`);
    expect(failed, `${event}: ${way}`).toMatchObject({
      status: 500,
      body: { error: { code: 'internal' } },
    });
    expect(await everything(), `${event}: ${way}`).toEqual(before);
  }
  const written = (await entries()).length;
  const done = await act();
  expect(done.status, `${event}: ${JSON.stringify(done.body)}`).toBeLessThan(300);
  expect((await entries()).slice(written).map((entry) => entry.event)).toEqual([event]);
  return done;
}

/** An act that is refused leaves no entry and changes nothing. */
async function leavesNothing(act: () => Promise<Answer>): Promise<void> {
  const before = await everything();
  const refused = await act();
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.status).toBeLessThan(500);
  expect(await everything()).toEqual(before);
}

describe('V11: the whole way of a round', () => {
  it('act and entry are written both or neither, and the chain is whole', async () => {
    const draft = { title: '样例票决', display: 'live', definition: TWELVE_CHOOSE_TEN };
    const path = `/meetings/${hall.meetingId}/rounds`;
    const at = (suffix: string): string => `/rounds/${roundId}${suffix}`;
    const desk = (suffix: string, body?: unknown) =>
      hall.request(hall.desk, 'POST', at(suffix), body);

    let roundId = (
      (await audited('round.drafted', () => hall.request(hall.desk, 'POST', path, draft)))
        .body as Round
    ).id;
    await audited('round.deleted', () => hall.request(hall.desk, 'DELETE', at('')));
    const drafted = await hall.request(hall.desk, 'POST', path, draft);
    roundId = (drafted.body as Round).id;
    const { version } = drafted.body as Round;
    const changed = { ...draft, title: '样例票决二', version };
    await audited('round.changed', () => hall.request(hall.desk, 'PUT', at(''), changed));
    await leavesNothing(() => hall.request(hall.desk, 'PUT', at(''), changed)); // stale
    await audited('round.made_ready', () => desk('/make-ready'));
    await audited('round.back_to_draft', () => desk('/back-to-draft'));
    await leavesNothing(() => desk('/back-to-draft'));
    await desk('/make-ready');
    await leavesNothing(() => desk('/open')); // not at this seat

    // The room's picture turns to it: no row of the round itself changes.
    await audited('round.presented', () => hall.act(roundId, 'present'), [
      'the entry can’t be written',
      'everything was written and the commit fails',
    ]);
    await audited('round.opened', () => hall.act(roundId, 'open'));
    await leavesNothing(() => hall.act(roundId, 'open'));
    await leavesNothing(() => hall.act(roundId, 'count'));
    const tablets = await Promise.all(hall.deputies.map((id) => hall.tablet(id)));
    const written = (await entries()).length;
    for (const tablet of tablets) {
      expect(await tablet.vote(voteOf(roundId, { p01: 'for' }))).toMatchObject({
        outcome: 'recorded',
      });
      tablet.close();
    }
    // That somebody voted is on the roll; no entry would tell when.
    expect(await entries()).toHaveLength(written);

    await audited('round.closed', () => hall.act(roundId, 'close'));
    await audited('round.counted', () => hall.act(roundId, 'count'));
    await leavesNothing(() => hall.act(roundId, 'count'));
    await audited('round.announced', () => hall.act(roundId, 'announce'));
    await audited('round.published', () => hall.act(roundId, 'publish'));
    await leavesNothing(() => hall.act(roundId, 'publish'));
    // Reading the papers is an act too; it changes no row that could fail.
    await audited('round.exported', () => hall.request(hall.desk, 'GET', at('/export')), [
      'the entry can’t be written',
      'everything was written and the commit fails',
    ]);

    const all = await entries();
    const whole = { chain: hall.assemblyId, entries: all.length, brokenAt: null };
    expect(await verifyChain(hall.db, hall.assemblyId)).toEqual(whole);

    // Somebody with the database's password makes the closing say something else, and back again.
    const closed = Number(all.find(({ event }) => event === 'round.closed')?.seq);
    await admin.query('alter table audit_entry disable trigger audit_entry_stays');
    const tamper = (by: number) =>
      admin.query(
        `update audit_entry set detail = jsonb_set(detail, '{collected}',
           to_jsonb((detail ->> 'collected')::integer + $1)) where chain_id = $2 and seq = $3`,
        [by, hall.assemblyId, closed],
      );
    await tamper(1);
    expect((await verifyChain(hall.db, hall.assemblyId)).brokenAt).toBe(closed);
    await tamper(-1);
    expect(await verifyChain(hall.db, hall.assemblyId)).toEqual(whole);
  });
});
