import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import { auditOf, makeAssembly, makePerson, signIn } from '../../../tests/support/builders.ts';
import { anybody } from '../../../tests/support/client.ts';
import { DEPLOYMENT_CHAIN } from '../../platform/audit/audit.ts';
import { deleteOld } from '../retention/retention.service.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());

const PASSWORD = 'a long enough password';

async function twice() {
  const assemblyId = await makeAssembly(t);
  const loginName = `own-${assemblyId.slice(0, 8)}`;
  const personId = await makePerson(t, assemblyId, {
    roles: ['staff', 'presider'],
    loginName,
    password: PASSWORD,
  });
  const enter = async (seat: 'desk' | 'chair', remoteAddress: string, device: string) => {
    const browser = anybody(t, seat);
    const headers = { 'user-agent': device };
    const body = { loginName, password: PASSWORD, seat };
    await browser.post('/sign-in', body, { remoteAddress, headers });
    return browser;
  };
  const desk = await enter('desk', '10.1.0.1', 'One');
  const chair = await enter('chair', '10.1.0.2', 'Two');
  return { assemblyId, personId, desk, chair };
}

it('shows where somebody is signed in, and nothing of others', async () => {
  const { desk } = await twice();
  const { body } = await desk.get('/me/sessions');
  expect(body.sessions).toMatchObject([
    { seat: 'desk', address: '10.1.0.1', device: 'One', current: true },
    { seat: 'chair', address: '10.1.0.2', device: 'Two', current: false },
  ]);
  expect((await anybody(t, 'desk').get('/me/sessions')).code).toBe('not_signed_in');
});

it('ends one of them, or all others, and no one else’s', async () => {
  const { assemblyId, personId, desk, chair } = await twice();
  const other = await signIn(t, { seat: 'desk', roles: ['staff'], assemblyId });
  expect((await desk.delete(`/me/sessions/${other.sessionId}`)).code).toBe('not_found');
  const { body } = await desk.get('/me/sessions');
  const left = await desk.delete(`/me/sessions/${body.sessions[1].id}`);
  expect(left.body.sessions).toHaveLength(1);
  expect((await chair.get('/me')).code).toBe('not_signed_in');
  expect((await auditOf(t, assemblyId)).at(-1)).toMatchObject({
    event: 'session.ended',
    actor: personId,
    detail: { seat: 'chair', reason: 'signed_out' },
  });
  const again = await signIn(t, { seat: 'chair', roles: ['presider'], assemblyId, personId });
  expect((await desk.post('/me/sessions/end-others')).body.sessions).toHaveLength(1);
  expect((await again.get('/me')).code).toBe('not_signed_in');
  expect((await other.get('/me')).status).toBe(200);
});

it('deletes sign-ins that have been over for ninety days, and writes down how many', async () => {
  await deleteOld(t.context);
  const { desk } = await twice();
  await desk.post('/sign-out');
  const before = await t.db.selectFrom('session').select('id').execute();
  t.world.pass(89 * 24 * 3600);
  expect(await deleteOld(t.context)).toBe(0);
  t.world.pass(3 * 24 * 3600);
  expect(await deleteOld(t.context)).toBe(before.length);
  expect((await auditOf(t, DEPLOYMENT_CHAIN)).at(-1)).toEqual({
    event: 'sessions.deleted',
    actor: null,
    detail: { sessions: before.length },
  });
});
