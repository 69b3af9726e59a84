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
    administrator: expect.stringMatching(/^town-admin@[a-z0-9]{5}$/),
  });
  const browser = anybody(t, 'desk');
  const credentials = {
    loginName: made.body.administrator,
    password: 'a long enough password',
    seat: 'desk',
  };
  const me = await browser.post('/sign-in', credentials);
  expect(me.body).toMatchObject({ operator: false, assembly: { id: made.body.id } });
  // The operator chose the password.
  expect((await browser.get('/people')).code).toBe('password_change_needed');
  const own = { current: 'a long enough password', next: 'one of my very own' };
  expect((await browser.post('/me/password', own)).status).toBe(204);
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

it('gives every assembly login names of its own, so that none is taken by another', async () => {
  const answers = await Promise.all([
    operator.post('/assemblies', body('contested')),
    operator.post('/assemblies', body('contested')),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const names = answers.map(({ body }) => body.administrator as string);
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^contested@[a-z0-9]{5}$/);
});

it('takes no password that is easy to guess', async () => {
  const weak = body('weak-one');
  weak.administrator.password = '样例镇人大20261128';
  expect((await operator.post('/assemblies', weak)).body.error).toEqual({
    code: 'password_weak',
    detail: { reason: 'name' },
  });
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
