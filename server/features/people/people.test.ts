import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INCOMPATIBLE_ROLES } from '../../contract/common/roles.ts';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import {
  auditOf,
  makeAssembly,
  makeMeeting,
  makePerson,
  signIn,
  tablet,
  type SignedInClient,
} from '../../../tests/support/builders.ts';
import { anybody } from '../../../tests/support/client.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());

let assemblyId: string;
let administrator: SignedInClient;
let staff: SignedInClient;
beforeEach(async () => {
  assemblyId = await makeAssembly(t);
  // With an account: the last administrator who can sign in.
  const personId = await makePerson(t, assemblyId, { roles: ['administrator'], operator: true });
  administrator = await signIn(t, { seat: 'desk', roles: ['administrator'], assemblyId, personId });
  staff = await signIn(t, { seat: 'desk', roles: ['staff'], assemblyId });
});
const PASSWORD = 'a long enough password';
const lastEntry = async () => (await auditOf(t, assemblyId)).at(-1);

describe('adding people', () => {
  it('takes what is known and writes it down', async () => {
    const body = { name: ' 样例甲 ', number: 'A1', unit: '样例团', phone: null, roles: [] };
    const added = await staff.post('/people', body);
    expect(added.status).toBe(200);
    expect(added.body).toEqual({
      id: added.body.id,
      name: '样例甲',
      number: 'A1',
      unit: '样例团',
      phone: null,
      active: true,
      roles: [],
      loginName: null,
    });
    expect(await lastEntry()).toEqual({
      event: 'person.added',
      actor: staff.personId,
      detail: { person: added.body.id },
    });
    expect((await staff.get('/people')).body.people).toContainEqual(added.body);
  });

  it('takes no sign that breaks a document or turns a name around, in whatever field', async () => {
    const dirty = '样\u202e例\u0001甲\ufffe';
    const body = { name: dirty, number: 'A\u000b1', unit: dirty, phone: '1\u20663', roles: [] };
    const added = await staff.post('/people', body);
    expect(added.body).toMatchObject({
      name: '样例甲',
      number: 'A 1',
      unit: '样例甲',
      phone: '13',
    });
    const nobody = await staff.post('/people', { name: '\u0001\u202e' });
    expect([nobody.status, nobody.code]).toEqual([400, 'invalid_input']);
  });

  it('gives roles only where the administrator adds', async () => {
    const body = { name: '样例甲', roles: ['deputy', 'presider'] };
    expect((await staff.post('/people', body)).code).toBe('not_permitted');
    const added = await administrator.post('/people', body);
    expect(added.body.roles).toEqual(['presider', 'deputy']);
    expect(await lastEntry()).toMatchObject({
      event: 'roles.assigned',
      detail: { person: added.body.id, roles: ['deputy', 'presider'] },
    });
  });

  it.each(INCOMPATIBLE_ROLES)('refuses $a and $b together', async ({ a, b }) => {
    const answer = await administrator.post('/people', { name: '样例甲', roles: [b, 'deputy', a] });
    expect([answer.status, answer.code]).toEqual([409, 'incompatible_roles']);
    expect(answer.body.error.detail).toEqual({ a, b });
  });

  it('are listed by number as people count, those without one last', async () => {
    for (const number of ['D10', 'D2', 'D1', null]) await makePerson(t, assemblyId, { number });
    const { people } = (await staff.get('/people')).body as { people: { number: string | null }[] };
    const numbers = people.map(({ number }) => number);
    expect(numbers.filter((number) => number !== null)).toEqual(['D1', 'D2', 'D10']);
    expect(numbers.indexOf(null)).toBe(3);
  });

  it('refuses a number that is taken, here but not elsewhere, and from two at once', async () => {
    const body = { name: '样例甲', number: '1' };
    const answers = await Promise.all([staff.post('/people', body), staff.post('/people', body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.code).toBe('number_taken');
    const elsewhere = await signIn(t, { seat: 'desk', roles: ['staff'] });
    expect((await elsewhere.post('/people', body)).status).toBe(200);
  });
});

describe('adding somebody of a name that is there', () => {
  const NAMESAKE = { name: '阿依·买买提', number: null, unit: '样例团' };

  it.each([
    ['neither has a number', null, null],
    ['the new one has none', '7', null],
    ['the one there has none', null, '8'],
  ])('asks first where %s, whatever the spelling', async (_, there, here) => {
    const id = await makePerson(t, assemblyId, { ...NAMESAKE, number: there });
    const before = (await staff.get('/people')).body.people.length;
    const body = { name: '阿依•买买提', number: here };
    const asked = await staff.post('/people', body);
    expect([asked.status, asked.code]).toEqual([409, 'namesake']);
    expect(asked.body.error.detail).toEqual({ people: [{ ...NAMESAKE, number: there, id }] });
    expect((await staff.get('/people')).body.people).toHaveLength(before);
    const added = await staff.post('/people', { ...body, somebodyElse: true });
    expect(added.body).toMatchObject({ name: '阿依•买买提', number: here });
  });

  it('asks nothing where both numbers say that they are two', async () => {
    await makePerson(t, assemblyId, { ...NAMESAKE, number: '7' });
    expect((await staff.post('/people', { ...NAMESAKE, number: '8' })).status).toBe(200);
    // Nor of somebody of another unit.
    const elsewhere = await signIn(t, { seat: 'desk', roles: ['staff'] });
    expect((await elsewhere.post('/people', NAMESAKE)).status).toBe(200);
  });
});

describe('changing people', () => {
  it('changes what the request names and writes the fields down; of a name what it was and is', async () => {
    const id = await makePerson(t, assemblyId, { name: '样例旧名', number: '1', unit: '旧团' });
    const changed = await staff.patch(`/people/${id}`, { name: '样例新名', unit: null });
    expect(changed.body).toMatchObject({ name: '样例新名', number: '1', unit: null });
    expect(await lastEntry()).toEqual({
      event: 'person.changed',
      actor: staff.personId,
      detail: {
        person: id,
        fields: ['name', 'unit'],
        name: { before: '样例旧名', after: '样例新名' },
      },
    });
  });

  it('writes nothing down where nothing changes', async () => {
    const id = await makePerson(t, assemblyId, { number: '1', roles: ['deputy'] });
    const before = await auditOf(t, assemblyId);
    const answer = await staff.patch(`/people/${id}`, { number: '1', roles: ['deputy'] });
    expect(answer.status).toBe(200);
    expect(await auditOf(t, assemblyId)).toEqual(before);
  });

  it('refuses the number of somebody else', async () => {
    await makePerson(t, assemblyId, { number: '1' });
    const id = await makePerson(t, assemblyId, { number: '2' });
    expect((await staff.patch(`/people/${id}`, { number: '1' })).code).toBe('number_taken');
  });

  it('assigns roles for the administrator only, and signs the person out at desk and chair', async () => {
    const presider = await signIn(t, { seat: 'chair', roles: ['presider'], assemblyId });
    const path = `/people/${presider.personId}`;
    expect((await staff.patch(path, { roles: ['deputy'] })).code).toBe('not_permitted');
    expect((await presider.get('/me')).status).toBe(200);

    const changed = await administrator.patch(path, { roles: ['deputy'] });
    expect(changed.body.roles).toEqual(['deputy']);
    expect((await presider.get('/me')).code).toBe('not_signed_in');
    const entries = await auditOf(t, assemblyId);
    expect(entries.slice(-2)).toMatchObject([
      { event: 'session.ended', detail: { reason: 'roles_changed', seat: 'chair' } },
      { event: 'roles.assigned', detail: { person: presider.personId, roles: ['deputy'] } },
    ]);
  });

  it('refuses roles that don’t go together', async () => {
    const id = await makePerson(t, assemblyId);
    const answer = await administrator.patch(`/people/${id}`, { roles: ['presider', 'teller'] });
    expect(answer.body.error).toEqual({
      code: 'incompatible_roles',
      detail: { a: 'presider', b: 'teller' },
    });
  });

  it('keeps the session of an administrator who changes their own roles', async () => {
    const own = `/people/${administrator.personId}`;
    const answer = await administrator.patch(own, { roles: ['administrator', 'staff'] });
    expect(answer.status).toBe(200);
    expect((await administrator.get('/me')).status).toBe(200);
  });

  it('never leaves an assembly without an administrator who can sign in', async () => {
    const own = `/people/${administrator.personId}`;
    // Another who has no account can't help.
    const other = await makePerson(t, assemblyId, { roles: ['administrator'] });
    for (const patch of [{ roles: [] }, { active: false }, { active: false, roles: [] }]) {
      const answer = await administrator.patch(own, patch);
      expect([answer.status, answer.code]).toEqual([409, 'last_administrator']);
    }
    const account = { loginName: `other-${assemblyId.slice(0, 8)}`, password: PASSWORD };
    await administrator.put(`/people/${other}/account`, account);
    expect((await administrator.patch(own, { roles: ['staff'] })).status).toBe(200);
  });

  it('doesn’t let two administrators dismiss each other at once', async () => {
    const personId = await makePerson(t, assemblyId, { roles: ['administrator'], operator: true });
    const second = await signIn(t, {
      seat: 'desk',
      roles: ['administrator'],
      assemblyId,
      personId,
    });
    const answers = await Promise.all([
      administrator.patch(`/people/${personId}`, { roles: [] }),
      second.patch(`/people/${administrator.personId}`, { roles: [] }),
    ]);
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    const left = await t.db
      .selectFrom('person_role')
      .select('person_id')
      .where('assembly_id', '=', assemblyId)
      .where('role', '=', 'administrator')
      .execute();
    expect(left.length).toBeGreaterThanOrEqual(1);
  });

  it('signs a deactivated person out everywhere', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 1 });
    const [elector] = meeting.electors;
    const device = await tablet(t, elector!);
    const { personId } = elector!;
    const desk = await signIn(t, { seat: 'desk', roles: ['staff'], assemblyId, personId });
    expect((await staff.patch(`/people/${personId}`, { active: false })).body.active).toBe(false);
    expect((await device.get('/me')).code).toBe('not_signed_in');
    expect((await desk.get('/me')).code).toBe('not_signed_in');
    const ended = (await auditOf(t, assemblyId)).filter(({ event }) => event === 'session.ended');
    expect(ended.map(({ detail }) => detail['reason'])).toEqual([
      'account_changed',
      'account_changed',
    ]);
    expect((await staff.patch(`/people/${personId}`, { active: true })).body.active).toBe(true);
    // The sessions don't come back to life.
    expect((await device.get('/me')).code).toBe('not_signed_in');
  });

  it('lets only the administrator deactivate somebody with a password sign-in', async () => {
    const id = await makePerson(t, assemblyId, { roles: ['presider'], operator: true });
    expect((await staff.patch(`/people/${id}`, { active: false })).code).toBe('not_permitted');
    expect((await administrator.patch(`/people/${id}`, { active: false })).status).toBe(200);
  });
});

describe('password sign-ins', () => {
  const loginName = (): string => `login-${assemblyId.slice(0, 8)}`;
  const credentials = (password: string) => ({ loginName: loginName(), password, seat: 'desk' });

  it('are given and changed by the administrator; other sessions end', async () => {
    const path = `/people/${staff.personId}/account`;
    const set = await administrator.put(path, { loginName: loginName(), password: PASSWORD });
    expect(set.body).toMatchObject({ id: staff.personId, loginName: loginName() });
    expect(await lastEntry()).toEqual({
      event: 'account.set',
      actor: administrator.personId,
      detail: { person: staff.personId },
    });
    expect((await staff.get('/me')).code).toBe('not_signed_in');

    const browser = anybody(t, 'desk');
    expect((await browser.post('/sign-in', credentials(PASSWORD))).status).toBe(200);
    await administrator.put(path, { loginName: loginName(), password: 'another long password' });
    expect((await browser.get('/me')).code).toBe('not_signed_in');
    expect((await browser.post('/sign-in', credentials(PASSWORD))).code).toBe('wrong_credentials');
    const again = await browser.post('/sign-in', credentials('another long password'));
    expect(again.status).toBe(200);
  });

  it('keep the session of an administrator who changes their own, and lift a lock', async () => {
    const path = `/people/${administrator.personId}/account`;
    for (let n = 0; n < 5; n += 1) await anybody(t).post('/sign-in', credentials('wrong'));
    expect((await anybody(t).post('/sign-in', credentials(PASSWORD))).code).toBe('locked_out');
    await administrator.put(path, { loginName: loginName(), password: PASSWORD });
    expect((await administrator.get('/me')).status).toBe(200);
    expect((await anybody(t).post('/sign-in', credentials(PASSWORD))).status).toBe(200);
  });

  it('have names of which each is taken once, in the assembly; another assembly’s can’t be told', async () => {
    await makePerson(t, assemblyId, { loginName: loginName(), password: PASSWORD });
    const path = `/people/${staff.personId}/account`;
    const wanted = { loginName: loginName().toUpperCase(), password: PASSWORD };
    const answer = await administrator.put(path, wanted);
    expect([answer.status, answer.code]).toEqual([409, 'login_name_taken']);
    expect((await staff.get('/me')).status).toBe(200);

    const second = await makeAssembly(t);
    const suffix = `@${second.slice(0, 5)}`;
    await t.db
      .updateTable('assembly')
      .set({ login_suffix: suffix })
      .where('id', '=', second)
      .execute();
    const there = await signIn(t, { seat: 'desk', roles: ['administrator'], assemblyId: second });
    const own = `/people/${there.personId}/account`;
    // Taken elsewhere or not: the answer is the same.
    for (const name of [loginName(), `free-${loginName()}`]) {
      const given = await there.put(own, { loginName: name, password: PASSWORD });
      expect([given.status, given.body.loginName]).toEqual([200, `${name}${suffix}`]);
    }
    const kept = await there.put(own, {
      loginName: `free-${loginName()}${suffix}`,
      password: PASSWORD,
    });
    expect(kept.body.loginName).toBe(`free-${loginName()}${suffix}`);
    const guess = await administrator.put(path, { ...wanted, loginName: `x${suffix}` });
    expect(guess.code).toBe('invalid_input');
  });

  it('are changed at the first use: until then they open nothing else', async () => {
    const path = `/people/${staff.personId}/account`;
    await administrator.put(path, { loginName: loginName(), password: PASSWORD });
    const browser = anybody(t, 'desk');
    const me = await browser.post('/sign-in', credentials(PASSWORD));
    expect(me.body.mustChangePassword).toBe(true);
    for (const path of ['/people', '/meetings', '/audit']) {
      const answer = await browser.get(path);
      expect([answer.status, answer.code]).toEqual([403, 'password_change_needed']);
    }
    const change = (current: string, next: string) =>
      browser.post('/me/password', { current, next });
    const own = '春风又绿江南岸 1984';
    expect((await change('not my password', own)).code).toBe('wrong_password');
    for (const [next, reason] of [
      [PASSWORD, 'same'],
      ['1234567890', 'digits'],
      [`${loginName()}2026`, 'name'],
      ['P@ssword2026', 'common'],
    ] as const) {
      const refused = await change(PASSWORD, next);
      expect([refused.status, refused.body.error]).toEqual([
        400,
        { code: 'password_weak', detail: { reason } },
      ]);
    }
    expect((await change(PASSWORD, own)).status).toBe(204);
    expect(await lastEntry()).toMatchObject({ event: 'password.changed', actor: staff.personId });
    expect((await browser.get('/people')).status).toBe(200);
    // The administrator's knowledge ends there.
    expect((await anybody(t).post('/sign-in', credentials(PASSWORD))).code).toBe(
      'wrong_credentials',
    );
    expect((await anybody(t).post('/sign-in', credentials(own))).body.mustChangePassword).toBe(
      false,
    );
  });

  it('are not easy to guess, and their names are of one script without hidden signs', async () => {
    const path = `/people/${staff.personId}/account`;
    const weak = await administrator.put(path, { loginName: loginName(), password: '1234567890' });
    expect(weak.body.error).toEqual({ code: 'password_weak', detail: { reason: 'digits' } });
    for (const name of ['аdmin-x', 'admın-x', '张san-x', 'ad\u200bmin', 'ad min', 'ad\ufe0fmin']) {
      const answer = await administrator.put(path, { loginName: name, password: PASSWORD });
      expect([name, answer.code]).toEqual([name, 'invalid_input']);
    }
    const wide = `ＷＩＤＥ-${assemblyId.slice(0, 8)}`;
    const answer = await administrator.put(path, { loginName: wide, password: PASSWORD });
    expect(answer.body.loginName).toBe(`wide-${assemblyId.slice(0, 8)}`);
  });

  it('never show a hash or a password', async () => {
    await administrator.put(`/people/${staff.personId}/account`, {
      loginName: loginName(),
      password: PASSWORD,
    });
    const { body } = await administrator.get('/people');
    expect(JSON.stringify(body)).not.toContain('argon2');
    const row = await t.db
      .selectFrom('account')
      .select('password_hash')
      .where('login_name', '=', loginName())
      .executeTakeFirstOrThrow();
    expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('personal data', () => {
  it('of somebody who takes part no more is deleted; the name stays where a roll has it', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 1, state: 'closed' });
    const [elector] = meeting.electors;
    const never = await makePerson(t, assemblyId, {
      name: '样例离任',
      number: 'N-1',
      password: PASSWORD,
      roles: ['staff'],
    });
    for (const [id, name] of [
      [elector!.personId, elector!.name],
      [never, '—'],
    ] as const) {
      const path = `/people/${id}/erase`;
      expect((await administrator.post(path)).code).toBe('wrong_state');
      await administrator.patch(`/people/${id}`, { active: false });
      expect((await staff.post(path)).code).toBe('not_permitted');
      const erased = await administrator.post(path);
      expect([erased.status, erased.body]).toEqual([
        200,
        {
          id,
          name,
          number: null,
          unit: null,
          phone: null,
          active: false,
          roles: [],
          loginName: null,
        },
      ]);
      expect(await lastEntry()).toEqual({
        event: 'person.erased',
        actor: administrator.personId,
        detail: { person: id, nameKept: name !== '—' },
      });
      const { people } = (await administrator.get('/people')).body;
      expect(people.map((person: { id: string }) => person.id)).not.toContain(id);
    }
  });

  it('stays while somebody stands on the roll of a meeting that is not over', async () => {
    const meeting = await makeMeeting(t, { assemblyId, electors: 1 });
    const { personId } = meeting.electors[0]!;
    await administrator.patch(`/people/${personId}`, { active: false });
    expect((await administrator.post(`/people/${personId}/erase`)).code).toBe('roll_in_use');
  });
});

it('knows nobody of another assembly, and nobody who doesn’t exist', async () => {
  const elsewhere = await signIn(t, { seat: 'desk', roles: ['administrator', 'staff'] });
  const nobody = '00000000-0000-4000-8000-000000000000';
  for (const [client, id] of [
    [elsewhere, staff.personId],
    [administrator, nobody],
  ] as const) {
    const account = { loginName: 'somebody', password: PASSWORD };
    for (const answer of [
      await client.patch(`/people/${id}`, { name: '样例' }),
      await client.put(`/people/${id}/account`, account),
      await client.post(`/people/${id}/erase`),
    ]) {
      expect([answer.status, answer.code]).toEqual([404, 'not_found']);
    }
  }
  const { people } = (await elsewhere.get('/people')).body;
  expect(people.map(({ id }: { id: string }) => id)).toEqual([elsewhere.personId]);
});

it('refuses malformed requests without echoing them', async () => {
  for (const body of [{ name: '' }, { name: 'x'.repeat(61) }, { name: 'a', extra: 1 }, {}]) {
    const answer = await staff.post('/people', body);
    expect([answer.status, answer.code]).toEqual([400, 'invalid_input']);
  }
  const nul = await staff.post('/people', { name: 'a\0b' });
  expect([nul.status, nul.code]).toEqual([400, 'invalid_input']);
  expect((await staff.patch('/people/not-an-id', { name: 'a' })).code).toBe('invalid_input');
});
