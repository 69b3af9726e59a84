import { expect, test } from 'vitest';
import * as signInRoutes from '$contract/sign-in/routes.ts';
import type { Me } from '$contract/sign-in/schemas.ts';
import { Session } from './session.svelte.ts';

const me: Me = {
  seat: 'desk',
  personId: '00000000-0000-4000-8000-000000000001',
  name: '样例',
  roles: ['staff'],
  operator: false,
  mustChangePassword: false,
  assembly: {
    id: '00000000-0000-4000-8000-000000000002',
    name: '样例镇',
    kind: 'town',
    sample: true,
  },
  meetingId: null,
};
const given = (status: number, body: unknown) => () =>
  new Response(JSON.stringify(body), { status });
const refused = (status: number, code: string) => given(status, { error: { code } });

/** A server that answers what it is told to, one after the other. */
function session(stays: boolean, ...answers: (() => Response)[]) {
  return new Session('desk', { stays, fetcher: () => Promise.resolve(answers.shift()!()) });
}

test('who is signed in is known once the server said so, and what they may do by their roles', async () => {
  const known = session(false, given(200, me));
  expect(known.state).toBe('asking');
  await known.ask();
  expect([known.state, known.me?.name, known.office, known.administrator]).toEqual([
    'in',
    '样例',
    true,
    false,
  ]);
  const unknown = session(false, refused(401, 'not_signed_in'));
  await unknown.ask();
  expect([unknown.state, unknown.failure]).toEqual(['out', null]);
});

test('where nobody could be asked the reason is there, until the next answer', async () => {
  const one = session(false, refused(503, 'unavailable'), given(200, me));
  await one.ask();
  expect(one.state).toBe('asking');
  expect(one.failure).not.toBeNull();
  await one.ask();
  expect([one.state, one.failure]).toEqual(['in', null]);
});

test.each([
  [true, 'expired', '样例'],
  [false, 'out', undefined],
] as const)('a session that ends, where the page stays: %s', async (stays, state, name) => {
  const one = session(stays, given(200, me), refused(401, 'not_signed_in'));
  await one.ask();
  await one.api.call(signInRoutes.sessions);
  expect([one.state, one.me?.name]).toEqual([state, name]);
  if (!stays) expect(one.reason).toBe('expired');
});

test('a wrong password ends no session', async () => {
  const one = session(true, given(200, me), refused(401, 'wrong_credentials'));
  await one.ask();
  await one.api.call(signInRoutes.sessions);
  expect(one.state).toBe('in');
});

test('the same person gets back to the page they left; signing out leaves it', async () => {
  const one = session(
    true,
    given(200, me),
    refused(401, 'not_signed_in'),
    refused(401, 'wrong_credentials'),
    given(200, me),
    given(200, null),
  );
  await one.ask();
  await one.api.call(signInRoutes.sessions);
  expect(await one.signIn('样例', 'wrong')).toEqual({
    ok: false,
    error: { code: 'wrong_credentials' },
  });
  expect(one.state).toBe('expired');
  expect(await one.signIn('样例', 'right')).toMatchObject({ ok: true });
  expect(one.state).toBe('in');
  await one.signOut();
  expect([one.state, one.me, one.reason]).toEqual(['out', null, 'signed_out']);
});
