import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import { makeAssembly, signIn, type SignedInClient } from '../../../tests/support/builders.ts';
import { verifyAllChains } from '../../platform/audit/verify.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());

let administrator: SignedInClient;
beforeEach(async () => {
  const assemblyId = await makeAssembly(t);
  administrator = await signIn(t, { seat: 'desk', roles: ['administrator', 'staff'], assemblyId });
  for (let n = 1; n <= 5; n += 1) {
    await administrator.post('/people', { name: `样例${String(n)}`, number: String(n) });
  }
});
const seqs = (answer: { body: { entries: { seq: number }[] } }): number[] =>
  answer.body.entries.map(({ seq }) => seq);
const verify = async () => (await administrator.get('/audit/verify')).body;

/** What somebody with the database's password could do, and nobody else: the trigger is taken off. */
async function tamper(change: ReturnType<typeof sql>): Promise<void> {
  await t.owner.transaction().execute(async (tx) => {
    await sql`alter table audit_entry disable trigger audit_entry_stays`.execute(tx);
    await change.execute(tx);
    await sql`alter table audit_entry enable trigger audit_entry_stays`.execute(tx);
  });
}

it('shows the log newest first, page by page, with the names of those who acted', async () => {
  const page = await administrator.get('/audit?limit=4');
  expect(seqs(page)).toEqual([6, 5, 4, 3]);
  expect(page.body.more).toBe(true);
  expect(page.body.entries[0]).toMatchObject({
    event: 'person.added',
    at: t.world.now().toISOString(),
    actor: { personId: administrator.personId, seat: 'desk' },
    detail: { person: expect.any(String) },
  });
  expect(page.body.entries[0].actor.name).toMatch(/^样例人员/);
  const rest = await administrator.get('/audit?limit=4&before=3');
  expect(seqs(rest)).toEqual([2, 1]);
  expect(rest.body.more).toBe(false);
});

it('finds one kind of event', async () => {
  const found = await administrator.get('/audit?event=sign_in.succeeded');
  expect(seqs(found)).toEqual([1]);
  expect(seqs(await administrator.get('/audit?event=round.opened'))).toEqual([]);
});

it('refuses a malformed page', async () => {
  for (const query of ['limit=0', 'limit=501', 'before=x', 'before=-1']) {
    expect((await administrator.get(`/audit?${query}`)).code).toBe('invalid_input');
  }
});

it('shows each assembly its own log only', async () => {
  const elsewhere = await signIn(t, { seat: 'desk', roles: ['administrator'] });
  expect(seqs(await elsewhere.get('/audit'))).toEqual([1]);
  expect((await elsewhere.get('/audit/verify')).body).toEqual({ entries: 1, brokenAt: null });
});

it('verifies a whole chain, also while others write', async () => {
  expect(await verify()).toEqual({ entries: 6, brokenAt: null });
  const [verdicts] = await Promise.all([
    Promise.all(Array.from({ length: 10 }, () => verify())),
    Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        administrator.post('/people', { name: `又${String(n)}` }),
      ),
    ),
  ]);
  for (const verdict of verdicts) expect(verdict.brokenAt).toBeNull();
  expect(await verify()).toEqual({ entries: 16, brokenAt: null });
});

it('can’t be changed or cut by the application', async () => {
  for (const statement of [
    sql`update audit_entry set event = 'x' where seq = 2`,
    sql`delete from audit_entry where seq = 2`,
  ]) {
    await expect(statement.execute(t.owner)).rejects.toThrow('only ever added to');
    await expect(statement.execute(t.db)).rejects.toThrow('permission denied');
  }
});

it('notices a changed, a missing, a swapped and a last entry cut off', async () => {
  const chain = administrator.assemblyId;
  const entry = sql`chain_id = ${chain}`;
  const everything = await t.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('chain_id', '=', chain)
    .orderBy('seq')
    .execute();
  for (const [change, brokenAt] of [
    [
      sql`update audit_entry set detail = '{"person": "someone else"}' where ${entry} and seq = 3`,
      3,
    ],
    [sql`update audit_entry set actor_person_id = null where ${entry} and seq = 2`, 2],
    [sql`update audit_entry set at = at + interval '1 ms' where ${entry} and seq = 1`, 1],
    [sql`delete from audit_entry where ${entry} and seq = 4`, 4],
    [sql`delete from audit_entry where ${entry} and seq = 6`, 6],
    [
      sql`update audit_entry set seq = case seq when 2 then 103 else 102 end where ${entry} and seq in (2, 3)`,
      2,
    ],
  ] as const) {
    await tamper(change);
    expect((await verify()).brokenAt).toBe(brokenAt);
    const all = await verifyAllChains(t.db);
    expect(all.find((verdict) => verdict.chain === chain)?.brokenAt).toBe(brokenAt);
    expect(all.filter((verdict) => verdict.brokenAt !== null)).toHaveLength(1);
    await tamper(sql`delete from audit_entry where ${entry}`);
    await t.owner
      .insertInto('audit_entry')
      .values(everything.map((row) => ({ ...row, detail: JSON.stringify(row.detail) })))
      .execute();
    expect((await verify()).brokenAt).toBeNull();
  }
});

it('is whole after sixty acts at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) => administrator.post('/people', { name: `多${String(n)}` })),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(await verify()).toEqual({ entries: 66, brokenAt: null });
});
