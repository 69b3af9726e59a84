import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import {
  auditOf,
  makeMeeting,
  signIn,
  type SignedInClient,
} from '../../../tests/support/builders.ts';
import { anybody } from '../../../tests/support/client.ts';

let t: TestApp;
let operator: SignedInClient;
beforeAll(async () => {
  t = await startApp();
  operator = await signIn(t, { seat: 'desk', roles: ['administrator'], operator: true });
});
afterAll(() => t.close());

const body = (loginName: string) => ({
  name: '样例镇人大',
  kind: 'town',
  administrator: { name: '样例管理员', loginName, password: 'a long enough password' },
});

it('lets the operator make an assembly whose administrator can sign in and is no operator', async () => {
  const made = await operator.post('/assemblies', body('Town-Admin'));
  expect(made.status).toBe(200);
  expect(made.body).toEqual({
    id: made.body.id,
    name: '样例镇人大',
    kind: 'town',
    sample: false,
    people: 1,
    meetings: 0,
  });
  const browser = anybody(t, 'desk');
  const credentials = { loginName: 'town-admin', password: 'a long enough password', seat: 'desk' };
  const me = await browser.post('/sign-in', credentials);
  expect(me.body).toMatchObject({ operator: false, assembly: { id: made.body.id } });
  expect((await browser.get('/assemblies')).code).toBe('not_permitted');
  expect((await auditOf(t, made.body.id))[0]).toMatchObject({
    event: 'assembly.created',
    actor: operator.personId,
  });
});

it('lists every assembly with its figures', async () => {
  await makeMeeting(t, { assemblyId: operator.assemblyId, electors: 3 });
  const { body: list } = await operator.get('/assemblies');
  expect(
    list.assemblies.find(({ id }: { id: string }) => id === operator.assemblyId),
  ).toMatchObject({
    people: 4,
    meetings: 1,
    sample: true,
  });
});

it('refuses a login name that somebody of any assembly has, also when two ask at once', async () => {
  const answers = await Promise.all([
    operator.post('/assemblies', body('contested')),
    operator.post('/assemblies', body('contested')),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const again = await operator.post('/assemblies', body('CONTESTED'));
  expect([again.status, again.code]).toEqual([409, 'login_name_taken']);
});

it('is closed to everybody else', async () => {
  const administrator = await signIn(t, { seat: 'desk', roles: ['administrator', 'staff'] });
  // The operator's rights count at the desk only.
  const { assemblyId, personId } = operator;
  const chair = await signIn(t, { seat: 'chair', roles: ['presider'], assemblyId, personId });
  for (const [client, code] of [
    [anybody(t, 'desk'), 'not_signed_in'],
    [administrator, 'not_permitted'],
    [chair, 'not_permitted'],
  ] as const) {
    expect((await client.get('/assemblies')).code).toBe(code);
    expect((await client.post('/assemblies', body('nobody'))).code).toBe(code);
  }
});
