import { afterEach, describe, expect, it } from 'vitest';
import { openHall, TWELVE_CHOOSE_TEN, voteOf, type Hall } from '../support/hall.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { eventually } from '../support/lock.ts';
import { query } from '../support/postgres.ts';
import { expectOnePicture } from './support/pictures.ts';
import { listenersOn } from './support/servers.ts';

let hall: Hall | undefined;
let database: FreshDatabase | undefined;
afterEach(async () => {
  await hall?.close();
  hall = undefined;
  await database?.drop();
  database = undefined;
});

describe('a notice that gets lost', () => {
  it('with its listening connection, in the moment of the vote: the next connection makes up for it', async () => {
    const open = (hall = await openHall({ deputies: 12 }));
    const second = await open.startProcess();
    const roundId = await open.round(TWELVE_CHOOSE_TEN);
    await open.press(roundId, 'open');
    const screens = [await open.watch(), await open.watch(second.origin)];
    const tablets = await Promise.all(
      open.deputies.map((id, i) => open.tablet(id, i % 2 === 0 ? open.origin : second.origin)),
    );
    // Whoever writes a paper ends everybody's listening connection before the transaction says what changed.
    await query(
      open.ownerUrl,
      `create function cut() returns trigger language plpgsql as $$ begin
         perform pg_terminate_backend(pid, 5000) from pg_stat_activity
           where application_name = 'gongyi listener' and datname = current_database();
         return null;
       end $$`,
    );
    await query(
      open.ownerUrl,
      `create trigger cut after insert on paper for each statement execute function cut()`,
    );
    for (const tablet of tablets) {
      expect(await tablet.vote(voteOf(roundId, { p01: 'for' }))).toMatchObject({
        outcome: 'recorded',
      });
    }
    for (const screen of screens) await screen.until(() => screen.view?.tally?.papers === 12);
    await query(open.ownerUrl, 'drop trigger cut on paper');
    // And all hear again at once what somebody else does.
    await eventually(async () => (await listenersOn(open.url)) === 2);
    await open.act(roundId, 'close', second.origin);
    for (const screen of screens) {
      await screen.until(() => screen.view?.round?.state === 'closed', 3_000);
    }
    expectOnePicture(screens);
  });

  it('alone, while everything seems well: the sequence number tells, within the time of the comparison', async () => {
    const compareMs = 1_000;
    database = await freshDatabase();
    // The notices of this database can be dropped: its own pg_notify is found before PostgreSQL's.
    const name = new URL(database.url).pathname.slice(1);
    await query(database.ownerUrl, 'create table dropped (n integer)');
    await query(
      database.ownerUrl,
      `create function public.pg_notify(channel text, payload text) returns void language plpgsql security definer as $$ begin
         if exists (select from public.dropped) and payload like '%"room"%' then
           update public.dropped set n = n + 1;
         else
           perform pg_catalog.pg_notify(channel, payload);
         end if;
       end $$`,
    );
    await query(database.ownerUrl, `alter database ${name} set search_path = public, pg_catalog`);
    const open = (hall = await openHall({
      deputies: 2,
      url: database.url,
      timing: { compareMs },
    }));
    const second = await open.startProcess();
    const roundId = await open.round(TWELVE_CHOOSE_TEN);
    await open.press(roundId, 'open');
    const [here, there] = [await open.watch(), await open.watch(second.origin)];
    const [one, other] = await Promise.all(open.deputies.map((id) => open.tablet(id)));

    await one!.vote(voteOf(roundId, { p01: 'for' }));
    await there.until(() => there.view?.tally?.papers === 1);

    await query(database.ownerUrl, 'insert into dropped values (0)');
    await other!.vote(voteOf(roundId, { p01: 'for' }));
    const answered = performance.now();
    expect(await query(database.ownerUrl, 'select n from dropped')).toEqual([{ n: 1 }]);
    // The process that wrote the vote knows; the other one was not told, and finds out.
    await here.until(() => here.view?.tally?.papers === 2);
    await there.until(() => there.view?.tally?.papers === 2);
    expect(performance.now() - answered).toBeLessThan(compareMs + 5_000);
    expect(there.seq).toBe(here.seq);
    expectOnePicture([here, there]);
  });
});
