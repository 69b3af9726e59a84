import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateToLatest } from '../server/platform/migrate.ts';
import { openDatabase } from '../server/platform/database.ts';
import { startPostgres } from '../server/platform/postgres/start.ts';
import { startApp, type TestApp } from '../tests/support/app.ts';
import { signIn, type SignedInClient } from '../tests/support/builders.ts';
import { emptyDatabase } from '../tests/support/database.ts';
import { clearAway, passableFolder } from '../tests/support/postgres.ts';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, 'audit-verify.ts');

let t: TestApp;
let administrator: SignedInClient;
beforeAll(async () => {
  t = await startApp();
  administrator = await signIn(t, { seat: 'desk', roles: ['administrator'] });
  for (const name of ['样例甲', '样例乙']) await administrator.post('/people', { name });
});
afterAll(() => t.close());

/** The command as an operator runs it. */
async function audit(
  env: Record<string, string>,
  heads: string[] = [],
): Promise<{ code: number; said: string }> {
  try {
    const { stdout } = await run(process.execPath, [SCRIPT, ...heads], {
      env: { ...process.env, ...env },
    });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

it('says that every chain is whole, beside a running server', async () => {
  const { code, said } = await audit({ DATABASE_URL: t.context.databaseUrl });
  expect(code).toBe(0);
  expect(said).toContain(`(${administrator.assemblyId}): whole / 完整: 3 entries, ends with `);
  expect(said).toMatch(/[0-9a-f]{64}\n$/);
});

it('tells of a head that was printed and is no longer there, whole as the chain may be', async () => {
  const env = { DATABASE_URL: t.context.databaseUrl };
  const { said } = await audit(env);
  const hash = /([0-9a-f]{64})\n$/.exec(said)?.[1] ?? '';
  const head = `3:${hash.slice(0, 8)} ${hash.slice(8, 32)}`;
  expect((await audit(env, [head])).code).toBe(0);

  // The newest entry is taken away, and the head set back to the one before.
  await t.owner.transaction().execute(async (tx) => {
    await sql`alter table audit_entry disable trigger audit_entry_stays`.execute(tx);
    await sql`delete from audit_entry where seq = 3`.execute(tx);
    await sql`update audit_chain c set seq = 2, hash = e.hash from audit_entry e
      where e.chain_id = c.chain_id and e.seq = 2`.execute(tx);
    await sql`alter table audit_entry enable trigger audit_entry_stays`.execute(tx);
  });
  expect((await audit(env)).code).toBe(0);
  const { code, said: lost } = await audit(env, [head]);
  expect(code).toBe(1);
  expect(lost).toContain('IS NOT THERE');
  expect((await audit(env, ['3:xyz'])).said).toContain('Not a head');
});

it('ends with 1 and names the entry where a chain is broken', async () => {
  await t.owner.transaction().execute(async (tx) => {
    await sql`alter table audit_entry disable trigger audit_entry_stays`.execute(tx);
    await sql`update audit_entry set event = 'person.changed' where seq = 2`.execute(tx);
    await sql`alter table audit_entry enable trigger audit_entry_stays`.execute(tx);
  });
  const { code, said } = await audit({ DATABASE_URL: t.context.databaseUrl });
  expect(code).toBe(1);
  expect(said).toContain('BROKEN at entry 2');
});

it('ends with 1 and a sentence where there is nothing to verify', async () => {
  const empty = await emptyDatabase();
  try {
    const { code, said } = await audit({ DATABASE_URL: empty.ownerUrl });
    expect(code).toBe(1);
    expect(said).toContain('holds no audit log');
  } finally {
    await empty.drop();
  }
  const away = await audit({ DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' });
  expect(away.code).toBe(1);
  expect(away.said).toContain('could not be read');
  const missing = await audit({ DATABASE_URL: '', DATA_DIR: '/nonexistent/data' });
  expect(missing.code).toBe(1);
  expect(missing.said).toContain('There is no database in /nonexistent/data');
});

it('finds the embedded database, running or stopped', async () => {
  const folder = await passableFolder();
  const dataDir = join(folder, 'data');
  const env = { DATABASE_URL: '', DATA_DIR: dataDir };
  try {
    const started = await startPostgres({ dataDir, log: () => undefined });
    if (!started.ok) throw new Error(started.error.code);
    const { db, close } = openDatabase(started.value.url, { onError: () => undefined });
    await migrateToLatest(db);
    await close();
    const running = await audit(env);
    await started.value.stop();
    const stopped = await audit(env);
    for (const { code, said } of [running, stopped]) {
      expect([code, said]).toEqual([0, 'The audit log is empty / 操作记录为空\n']);
    }
  } finally {
    await clearAway(folder, [dataDir]);
  }
});
