import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import { auditOf, makeAssembly, signIn } from '../../../tests/support/builders.ts';
import { anybody, type Client } from '../../../tests/support/client.ts';
import { DEPLOYMENT_CHAIN } from '../../platform/audit/audit.ts';
import { newSetupLink } from './setup.service.ts';

let t: TestApp;
beforeEach(async () => {
  t = await startApp();
});
afterEach(() => t.close());

const body = (token: string, loginName = 'first') => ({
  token,
  assembly: { name: '样例街道人大工委', kind: 'subdistrict' },
  administrator: { name: '样例管理员', loginName, password: 'a long enough password' },
});

async function link(): Promise<string> {
  const token = await newSetupLink(t.db, t.world);
  if (token === undefined) throw new Error('no link on an empty database');
  return token;
}

describe('setting up', () => {
  it('makes the assembly with its administrator, who is signed in and is the operator', async () => {
    const browser = anybody(t, 'desk');
    expect((await browser.get('/health')).body).toMatchObject({ status: 'ok', needsSetup: true });
    const answer = await browser.post('/setup', body(await link()));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      seat: 'desk',
      name: '样例管理员',
      operator: true,
      assembly: { name: '样例街道人大工委', kind: 'subdistrict', sample: false },
    });
    expect(new Set(answer.body.roles)).toEqual(new Set(['administrator', 'staff']));
    expect((await browser.get('/me')).body).toEqual(answer.body);
    expect((await browser.get('/health')).body).toMatchObject({ needsSetup: false });

    const { personId, assembly } = answer.body;
    expect((await auditOf(t, assembly.id)).map(({ event }) => event)).toEqual([
      'assembly.created',
      'person.added',
      'roles.assigned',
      'account.set',
      'sign_in.succeeded',
    ]);
    expect(await auditOf(t, DEPLOYMENT_CHAIN)).toEqual([
      {
        event: 'assembly.created',
        actor: personId,
        detail: { assembly: assembly.id, name: '样例街道人大工委', sample: false },
      },
    ]);

    const later = anybody(t, 'desk');
    const credentials = { loginName: 'first', password: 'a long enough password', seat: 'desk' };
    expect((await later.post('/sign-in', credentials)).status).toBe(200);
  });

  it('works once, and no link is given afterwards', async () => {
    const token = await link();
    await anybody(t).post('/setup', body(token));
    for (const again of [token, 'some-other-token-of-some-length']) {
      const answer = await anybody(t).post('/setup', body(again, 'second'));
      expect([answer.status, answer.code]).toEqual([409, 'setup_done']);
    }
    expect(await newSetupLink(t.db, t.world)).toBeUndefined();
  });

  it('refuses a wrong link, one that a later start replaced, and one that ran out', async () => {
    const first = await link();
    const second = await link();
    for (const token of ['a-token-that-nobody-printed', first]) {
      const answer = await anybody(t).post('/setup', body(token));
      expect([answer.status, answer.code]).toEqual([403, 'setup_link_invalid']);
    }
    t.world.pass(24 * 3600);
    expect((await anybody(t).post('/setup', body(second))).code).toBe('setup_link_invalid');
    expect((await anybody(t).post('/setup', body(await link()))).status).toBe(200);
  });

  it('makes one assembly when two people use the link at once', async () => {
    const token = await link();
    const answers = await Promise.all([
      anybody(t).post('/setup', body(token, 'one')),
      anybody(t).post('/setup', body(token, 'two')),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await t.db.selectFrom('assembly').select('id').execute()).toHaveLength(1);
  });

  it('refuses a short password and keeps no token in the clear', async () => {
    const token = await link();
    const short = body(token);
    short.administrator.password = 'short';
    expect((await anybody(t).post('/setup', short)).code).toBe('invalid_input');
    const rows = await t.db.selectFrom('setup_link').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('health', () => {
  it('tells of the disk to administrators at the desk and to nobody else', async () => {
    const assemblyId = await makeAssembly(t);
    t.context.config.dataDir = tmpdir();
    const of = async (client: Client) => (await client.get('/health')).body.disk as unknown;
    expect(
      await of(await signIn(t, { seat: 'desk', roles: ['administrator'], assemblyId })),
    ).toEqual({ freeBytes: expect.any(Number) as number, low: expect.any(Boolean) as boolean });
    expect(await of(await signIn(t, { seat: 'desk', roles: ['staff'], assemblyId }))).toBeNull();
    expect(await of(anybody(t))).toBeNull();
    delete t.context.config.dataDir;
  });

  it('says what runs', async () => {
    await makeAssembly(t);
    const answer = await anybody(t).get('/health');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      status: 'ok',
      version: '0.0.0-test',
      demo: false,
      needsSetup: false,
      disk: null,
    });
  });

  it('says when the database does not answer, without waiting for ever', async () => {
    const blocker = await t.context.pool.connect();
    await blocker.query('begin; lock table assembly in access exclusive mode');
    try {
      const started = performance.now();
      const answer = await anybody(t).get('/health');
      expect(performance.now() - started).toBeLessThan(4_000);
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject({ status: 'database_unreachable', needsSetup: false });
    } finally {
      await blocker.query('rollback');
      blocker.release();
    }
    expect((await anybody(t).get('/health')).status).toBe(200);
  });
});
