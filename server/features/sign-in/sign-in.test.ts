import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORIGIN, startApp, type TestApp } from '../../../tests/support/app.ts';
import {
  auditOf,
  makeAssembly,
  makeMeeting,
  makePerson,
  signIn,
  tablet,
} from '../../../tests/support/builders.ts';
import { anybody, type Client } from '../../../tests/support/client.ts';
import { PROTOCOL_VERSION } from '../../contract/room/socket.ts';
import { DEPLOYMENT_CHAIN } from '../../platform/audit/audit.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());

const PASSWORD = 'a long enough password';
let addresses = 0;
/** Each test speaks from an address of its own: addresses are counted and limited. */
function newAddress(): string {
  addresses += 1;
  return `10.0.${String(addresses >> 8)}.${String(addresses & 255)}`;
}

async function account(
  roles: Parameters<typeof makePerson>[2] & object,
): Promise<{ assemblyId: string; personId: string; loginName: string }> {
  const assemblyId = await makeAssembly(t);
  const loginName = `name-${assemblyId.slice(0, 8)}`;
  const personId = await makePerson(t, assemblyId, { ...roles, loginName, password: PASSWORD });
  return { assemblyId, personId, loginName };
}

async function tryPassword(
  loginName: string,
  password: string,
  remoteAddress: string,
  seat: 'desk' | 'chair' = 'desk',
) {
  const browser = anybody(t, seat);
  const answer = await browser.post('/sign-in', { loginName, password, seat }, { remoteAddress });
  return { ...answer, browser };
}

describe('sign-in with name and password', () => {
  it('sets a cookie that no script reads and no other site sends, and says who it is', async () => {
    const { assemblyId, personId, loginName } = await account({ roles: ['staff', 'deputy'] });
    const remoteAddress = newAddress();
    const { status, body, headers, browser } = await tryPassword(
      ` ${loginName.toUpperCase()} `,
      PASSWORD,
      remoteAddress,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ seat: 'desk', personId });
    expect(new Set(body.roles)).toEqual(new Set(['staff', 'deputy']));
    expect(body.assembly.id).toBe(assemblyId);
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/(^|,)gongyi_desk=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect((await browser.get('/me')).body).toEqual(body);
    expect(await auditOf(t, assemblyId)).toMatchObject([
      {
        event: 'sign_in.succeeded',
        actor: personId,
        detail: { seat: 'desk', address: remoteAddress },
      },
    ]);
  });

  it('keeps a hash of the token only', async () => {
    const { loginName } = await account({ roles: ['staff'] });
    const { browser } = await tryPassword(loginName, PASSWORD, newAddress());
    const token = browser.cookies['gongyi_desk']!;
    const rows = await t.db.selectFrom('session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it.each([
    ['staff', 'desk', 200],
    ['administrator', 'desk', 200],
    ['presider', 'desk', 403],
    ['deputy', 'desk', 403],
    ['teller', 'desk', 200],
    ['presider', 'chair', 200],
    ['staff', 'chair', 403],
    ['administrator', 'chair', 403],
    ['scrutineer', 'chair', 403],
  ] as const)('lets %s sit at the %s: %i', async (role, seat, status) => {
    const { assemblyId, personId, loginName } = await account({ roles: [role] });
    const address = newAddress();
    const answer = await tryPassword(loginName, PASSWORD, address, seat);
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expect(answer.code).toBe('not_permitted');
    expect(answer.cookies).toEqual([]);
    expect(await auditOf(t, assemblyId)).toEqual([
      {
        event: 'sign_in.failed',
        actor: null,
        detail: { seat, reason: 'not_permitted', person: personId, address, failures: 1 },
      },
    ]);
  });

  it('answers a wrong password, an unknown name and a deactivated person alike', async () => {
    const known = await account({ roles: ['staff'] });
    const gone = await account({ roles: ['staff'], active: false });
    const answers = [
      await tryPassword(known.loginName, 'wrong password', newAddress()),
      await tryPassword('nobody-at-all', 'wrong password', newAddress()),
      await tryPassword(gone.loginName, PASSWORD, newAddress()),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual({ error: { code: 'wrong_credentials' } });
    }
  });

  it('writes failures down without name or password: in the assembly, or in the deployment', async () => {
    const { assemblyId, personId, loginName } = await account({ roles: ['staff'] });
    const address = newAddress();
    await tryPassword(loginName, 'my secret guess', address);
    await tryPassword('who-is-this', 'my secret guess', address);
    const own = await auditOf(t, assemblyId);
    expect(own).toEqual([
      {
        event: 'sign_in.failed',
        actor: null,
        detail: {
          seat: 'desk',
          reason: 'wrong_credentials',
          person: personId,
          address,
          failures: 1,
        },
      },
    ]);
    const deployment = await auditOf(t, DEPLOYMENT_CHAIN);
    expect(deployment.at(-1)).toEqual({
      event: 'sign_in.failed',
      actor: null,
      detail: { seat: 'desk', reason: 'wrong_credentials', address, failures: 1 },
    });
    const everything = JSON.stringify([own, deployment]);
    expect(everything).not.toContain('guess');
    expect(everything).not.toContain('who-is-this');
    expect(everything).not.toContain(loginName);
  });

  it('slows a name down after five failures from one place for 30 s, then 60 s, and nowhere else', async () => {
    const { assemblyId, loginName } = await account({ roles: ['staff'] });
    const address = newAddress();
    for (let n = 0; n < 5; n += 1) {
      expect((await tryPassword(loginName, 'wrong', address)).code).toBe('wrong_credentials');
    }
    const locked = await tryPassword(loginName, PASSWORD, address);
    expect(locked.status).toBe(429);
    expect(locked.body).toEqual({ error: { code: 'locked_out', detail: { seconds: 30 } } });
    expect(locked.headers['retry-after']).toBe('30');
    const reasons = (await auditOf(t, assemblyId)).map(({ detail }) => detail['reason']);
    expect(reasons).toEqual([...Array<string>(4).fill('wrong_credentials'), 'locked_out']);
    // Its owner sits elsewhere, and others behind the same address have names of their own.
    expect((await tryPassword(loginName, PASSWORD, newAddress())).status).toBe(200);
    const other = await account({ roles: ['staff'] });
    expect((await tryPassword(other.loginName, PASSWORD, address)).status).toBe(200);

    t.world.pass(30);
    expect((await tryPassword(loginName, 'wrong', address)).code).toBe('wrong_credentials');
    expect((await tryPassword(loginName, PASSWORD, address)).body.error.detail).toEqual({
      seconds: 60,
    });
    t.world.pass(60);
    expect((await tryPassword(loginName, PASSWORD, address)).status).toBe(200);
    for (let n = 0; n < 4; n += 1) await tryPassword(loginName, 'wrong', address);
    expect((await tryPassword(loginName, PASSWORD, address)).status).toBe(200);
  });

  it('lets a browser in that signed in before, whoever fails beside it; its own failures count', async () => {
    const { loginName } = await account({ roles: ['staff'] });
    const address = newAddress();
    const { browser } = await tryPassword(loginName, PASSWORD, address);
    const known = browser.cookies['gongyi_browser'];
    expect(known).toMatch(/^[\w-]{43}$/);
    const rows = await t.db.selectFrom('known_browser').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(known);
    for (let n = 0; n < 6; n += 1) await tryPassword(loginName, 'wrong', address);
    expect((await tryPassword(loginName, PASSWORD, address)).code).toBe('locked_out');
    const body = { loginName, password: PASSWORD, seat: 'desk' };
    const sending = { remoteAddress: address };
    expect((await browser.post('/sign-in', body, sending)).status).toBe(200);
    // For another account it is a browser like any other.
    const other = await account({ roles: ['staff'] });
    for (let n = 0; n < 5; n += 1) await tryPassword(other.loginName, 'wrong', address);
    const elsewhere = { ...body, loginName: other.loginName };
    expect((await browser.post('/sign-in', elsewhere, sending)).code).toBe('locked_out');
    for (let n = 0; n < 5; n += 1) {
      await browser.post('/sign-in', { ...body, password: 'wrong' }, sending);
    }
    expect((await browser.post('/sign-in', body, sending)).code).toBe('locked_out');
  });

  it('slows unknown names down just the same', async () => {
    const address = newAddress();
    for (let n = 0; n < 5; n += 1) await tryPassword('made-up', 'wrong', address);
    expect((await tryPassword('made-up', 'wrong', address)).code).toBe('locked_out');
  });

  it('counts a whole network of IPv6 as one place', async () => {
    const { loginName } = await account({ roles: ['staff'] });
    for (let n = 0; n < 5; n += 1)
      await tryPassword(loginName, 'wrong', `2001:db8:0:1::${String(n)}`);
    expect((await tryPassword(loginName, PASSWORD, '2001:db8:0:1:ffff::9')).code).toBe(
      'locked_out',
    );
    expect((await tryPassword(loginName, PASSWORD, '2001:db8:0:2::1')).status).toBe(200);
  });

  it('lets no more than five guesses through when a hundred come at once', async () => {
    const { loginName } = await account({ roles: ['staff'] });
    const address = newAddress();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => tryPassword(loginName, 'guess', address)),
    );
    const codes = answers.map(({ code }) => code);
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(5);
    expect(codes.filter((code) => code === 'locked_out')).toHaveLength(95);
  });

  it('is not to be held up by strangers who try passwords by the hundred', async () => {
    const { loginName } = await account({ roles: ['staff'] });
    const hall = newAddress();
    const { browser } = await tryPassword(loginName, PASSWORD, hall);
    const strangers = Promise.all(
      Array.from({ length: 300 }, (_, n) => tryPassword(`nobody-${String(n)}`, 'guess', hall)),
    );
    const began = performance.now();
    const body = { loginName, password: PASSWORD, seat: 'desk' };
    const [own, elsewhere] = await Promise.all([
      browser.post('/sign-in', body, { remoteAddress: hall }),
      tryPassword(loginName, PASSWORD, newAddress()),
    ]);
    const took = performance.now() - began;
    expect([own.status, elsewhere.status]).toEqual([200, 200]);
    const codes = (await strangers).map(({ code }) => code);
    expect(took).toBeLessThan((performance.now() - began) / 2);
    // Few wait, the others are told to come again.
    expect(codes).toContain('too_many_requests');
  });

  it('fills the audit log with no more than a few entries', async () => {
    // What was tried in the tests before has used this minute's up.
    t.world.pass(60);
    const { assemblyId, loginName } = await account({ roles: ['staff'] });
    const address = newAddress();
    for (let n = 0; n < 20; n += 1) {
      await tryPassword(loginName, 'wrong', address);
      t.world.pass(15 * 60);
    }
    const failures = (await auditOf(t, assemblyId)).map(({ detail }) => detail['failures']);
    expect(failures).toEqual([1, 2, 3, 4, 5, 8, 16]);
  });

  it('refuses a request from another origin, and one without', async () => {
    const { loginName } = await account({ roles: ['staff'] });
    const body = { loginName, password: PASSWORD, seat: 'desk' };
    for (const origin of ['https://elsewhere.test', '']) {
      const answer = await anybody(t).post('/sign-in', body, { headers: { origin } });
      expect([answer.status, answer.code]).toEqual([403, 'wrong_origin']);
    }
  });

  it('ends the session that the new one replaces in the same browser', async () => {
    const { assemblyId, loginName } = await account({ roles: ['staff'] });
    const browser = anybody(t, 'desk');
    const body = { loginName, password: PASSWORD, seat: 'desk' };
    const remoteAddress = newAddress();
    await browser.post('/sign-in', body, { remoteAddress });
    await browser.post('/sign-in', body, { remoteAddress });
    const live = await t.db
      .selectFrom('session')
      .select('ended_reason')
      .where('assembly_id', '=', assemblyId)
      .orderBy('ended_reason')
      .execute();
    expect(live).toEqual([{ ended_reason: 'signed_out' }, { ended_reason: null }]);
    expect((await browser.get('/me')).status).toBe(200);
  });
});

/** The frames a device hears on its socket, after a good hello. */
async function frames(device: Client) {
  const heard: { type: string }[] = [];
  let wake = (): void => undefined;
  const socket = await t.app.injectWS(
    '/api/socket?seat=tablet',
    { headers: { origin: ORIGIN, cookie: `gongyi_tablet=${device.cookies['gongyi_tablet']!}` } },
    {
      onInit(ws) {
        ws.on('message', (data: Buffer) => {
          heard.push(JSON.parse(data.toString()) as { type: string });
          wake();
        });
      },
    },
  );
  async function until(type: string): Promise<{ type: string }> {
    for (;;) {
      const found = heard.find((frame) => frame.type === type);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  socket.send(JSON.stringify({ type: 'hello', version: PROTOCOL_VERSION }));
  await until('snapshot');
  return { until };
}

describe('sign-in with a card', () => {
  it('takes the code however it is typed, marks the person present and the card used', async () => {
    const meeting = await makeMeeting(t, { electors: 1 });
    const [elector] = meeting.electors;
    const { code } = elector!;
    const wide = code.slice(8).replace(/\d/g, (n) => String.fromCharCode(0xff10 + Number(n)));
    const typed = ` ${code.slice(0, 4)} ${code.slice(4, 8)}-${wide} `;
    const device = anybody(t, 'tablet');
    const answer = await device.post('/sign-in/card', { code: typed });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      seat: 'tablet',
      personId: elector!.personId,
      meetingId: meeting.id,
    });
    expect((await device.get('/me')).body.name).toBe(elector!.name);
    const entry = await t.db
      .selectFrom('roll_entry')
      .innerJoin('card', 'card.person_id', 'roll_entry.person_id')
      .innerJoin('room', 'room.meeting_id', 'roll_entry.meeting_id')
      .select(['attendance', 'used_at', 'seq'])
      .where('roll_entry.meeting_id', '=', meeting.id)
      .executeTakeFirstOrThrow();
    expect(entry).toEqual({ attendance: 'present', used_at: t.world.now(), seq: 1 });
    expect(await auditOf(t, meeting.assemblyId)).toMatchObject([
      { event: 'sign_in.succeeded', actor: elector!.personId, detail: { seat: 'tablet' } },
    ]);
  });

  it('leaves somebody on leave on leave, and everything as it is when the meeting is over', async () => {
    for (const [state, before] of [
      ['in_session', 'on_leave'],
      ['closed', 'absent'],
    ] as const) {
      const meeting = await makeMeeting(t, { electors: 1, state });
      await t.db
        .updateTable('roll_entry')
        .set({ attendance: before })
        .where('meeting_id', '=', meeting.id)
        .execute();
      await tablet(t, meeting.electors[0]!);
      const { attendance } = await t.db
        .selectFrom('roll_entry')
        .select('attendance')
        .where('meeting_id', '=', meeting.id)
        .executeTakeFirstOrThrow();
      expect(attendance).toBe(before);
    }
  });

  it('takes over from the earlier device, which is told on its socket', async () => {
    const meeting = await makeMeeting(t, { electors: 1 });
    const first = await tablet(t, meeting.electors[0]!);
    const heard = await frames(first);
    const second = await tablet(t, meeting.electors[0]!);
    expect(await heard.until('signed_out')).toEqual({ type: 'signed_out', reason: 'taken_over' });
    expect((await first.get('/me')).code).toBe('not_signed_in');
    expect((await second.get('/me')).status).toBe(200);
    expect(await auditOf(t, meeting.assemblyId)).toMatchObject([
      { event: 'sign_in.succeeded' },
      { event: 'session.ended', detail: { reason: 'taken_over', seat: 'tablet' } },
      { event: 'sign_in.succeeded' },
    ]);
  });

  it('lets one of many devices that come with the same card at once stay signed in', async () => {
    const meeting = await makeMeeting(t, { electors: 1 });
    const { code } = meeting.electors[0]!;
    const devices = Array.from({ length: 8 }, () => anybody(t, 'tablet'));
    const answers = await Promise.all(
      devices.map((device) => device.post('/sign-in/card', { code })),
    );
    for (const answer of answers) {
      // Taken over before it could be welcomed: it is told so at once.
      if (answer.status !== 200) expect(answer.code).toBe('not_signed_in');
    }
    const statuses = await Promise.all(
      devices.map(async (device) => (await device.get('/me')).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  it('refuses a withdrawn card and a deactivated person', async () => {
    const meeting = await makeMeeting(t, { electors: 2 });
    const [withdrawn, gone] = meeting.electors;
    await t.db
      .updateTable('card')
      .set({ withdrawn_at: t.world.now() })
      .where('person_id', '=', withdrawn!.personId)
      .execute();
    await t.db
      .updateTable('person')
      .set({ active: false })
      .where('id', '=', gone!.personId)
      .execute();
    for (const { code, personId } of [withdrawn!, gone!]) {
      const answer = await anybody(t).post('/sign-in/card', { code });
      expect([answer.status, answer.code]).toEqual([401, 'card_withdrawn']);
      expect((await auditOf(t, meeting.assemblyId)).at(-1)).toEqual({
        event: 'sign_in.failed',
        actor: null,
        detail: {
          seat: 'tablet',
          reason: 'card_withdrawn',
          person: personId,
          address: expect.any(String),
          failures: expect.any(Number),
        },
      });
    }
  });

  it('takes a card’s link once and its printed code again and again', async () => {
    const meeting = await makeMeeting(t, { electors: 1 });
    const { link, code, personId } = meeting.electors[0]!;
    const first = anybody(t, 'tablet');
    // Looking at the page uses nothing up.
    await first.get('/me');
    expect((await first.post('/sign-in/card', { link })).body).toMatchObject({ personId });
    await first.post('/sign-out');
    // The next one finds it in the history of the lent tablet.
    const again = await anybody(t, 'tablet').post('/sign-in/card', { link });
    expect([again.status, again.code]).toEqual([401, 'card_link_used']);
    expect((await first.post('/sign-in/card', { link })).code).toBe('card_link_used');
    for (let n = 0; n < 2; n += 1) await tablet(t, { code });
    // Neither is the other.
    expect((await first.post('/sign-in/card', { link: code })).code).toBe('wrong_credentials');
    expect((await first.post('/sign-in/card', { code: link })).code).toBe('wrong_credentials');
  });

  it('goes on where the same person opens the link again on the device they sit at', async () => {
    const meeting = await makeMeeting(t, { electors: 1 });
    const { link, code } = meeting.electors[0]!;
    const device = anybody(t, 'tablet');
    const before = await device.post('/sign-in/card', { link });
    const token = device.cookies['gongyi_tablet'];
    for (const body of [{ link }, { code }]) {
      const answer = await device.post('/sign-in/card', body);
      expect([answer.status, answer.body]).toEqual([200, before.body]);
    }
    expect(device.cookies['gongyi_tablet']).toBe(token);
    expect(await auditOf(t, meeting.assemblyId)).toHaveLength(1);
  });

  it('asks before it swaps who sits at a device, and uses no link up by asking', async () => {
    const meeting = await makeMeeting(t, { electors: 2 });
    const [sitting, next] = meeting.electors;
    const device = await tablet(t, sitting!);
    for (const body of [{ link: next!.link }, { code: next!.code }]) {
      const asked = await device.post('/sign-in/card', body);
      expect([asked.status, asked.body.error]).toEqual([
        409,
        { code: 'someone_signed_in', detail: { current: sitting!.name, next: next!.name } },
      ]);
      expect((await device.get('/me')).body.personId).toBe(sitting!.personId);
    }
    const swapped = await device.post('/sign-in/card', { link: next!.link, instead: true });
    expect([swapped.status, swapped.body.personId]).toEqual([200, next!.personId]);
    const ended = (await auditOf(t, meeting.assemblyId)).filter(
      ({ event }) => event === 'session.ended',
    );
    expect(ended).toMatchObject([{ actor: sitting!.personId, detail: { reason: 'signed_out' } }]);
  });

  it('lets a right code in at once while fifteen hundred wrong ones are tried beside it', async () => {
    const meeting = await makeMeeting(t, { electors: 1 });
    const address = newAddress();
    const guess = (n: number) =>
      anybody(t).post(
        '/sign-in/card',
        { code: String(n).padStart(16, '9') },
        { remoteAddress: address },
      );
    const entries = (await auditOf(t, DEPLOYMENT_CHAIN)).length;
    const wrong = Promise.all(Array.from({ length: 1_500 }, (_, n) => guess(n)));
    const right = anybody(t, 'tablet').post(
      '/sign-in/card',
      { code: meeting.electors[0]!.code },
      { remoteAddress: address },
    );
    expect((await right).status).toBe(200);
    expect(new Set((await wrong).map(({ code }) => code))).toEqual(new Set(['wrong_credentials']));
    expect((await auditOf(t, DEPLOYMENT_CHAIN)).length - entries).toBeLessThan(20);
    // However many wrong ones came from the hall's address.
    await tablet(t, meeting.electors[0]!);
  });

  it('signs a hall of two hundred in at once', async () => {
    const meeting = await makeMeeting(t, { electors: 200 });
    const devices = await Promise.all(meeting.electors.map((elector) => tablet(t, elector)));
    expect(devices).toHaveLength(200);
    const roll = await t.db
      .selectFrom('roll_entry')
      .select((eb) => eb.fn.countAll<number>().as('present'))
      .where('meeting_id', '=', meeting.id)
      .where('attendance', '=', 'present')
      .executeTakeFirstOrThrow();
    expect(roll.present).toBe(200);
  });
});

describe('signing out', () => {
  it('ends the session of the seat and takes its cookie away', async () => {
    const desk = await signIn(t, { seat: 'desk', roles: ['staff'] });
    const answer = await desk.post('/sign-out');
    expect(answer.status).toBe(204);
    expect(desk.cookies).toEqual({});
    desk.cookies['gongyi_desk'] = desk.token;
    expect((await desk.get('/me')).code).toBe('not_signed_in');
    expect((await auditOf(t, desk.assemblyId)).at(-1)).toMatchObject({
      event: 'session.ended',
      actor: desk.personId,
      detail: { session: desk.sessionId, reason: 'signed_out' },
    });
  });

  it('refuses nobody in particular', async () => {
    expect((await anybody(t, 'desk').post('/sign-out')).code).toBe('not_signed_in');
    expect((await anybody(t, 'desk').get('/me')).status).toBe(401);
  });

  it('knows a session at its own seat only', async () => {
    const desk = await signIn(t, { seat: 'desk', roles: ['staff', 'presider'] });
    const chair = anybody(t, 'chair');
    chair.cookies['gongyi_chair'] = desk.token;
    expect((await chair.get('/me')).code).toBe('not_signed_in');
  });

  it('ends by itself after a working day', async () => {
    const desk = await signIn(t, { seat: 'desk', roles: ['staff'] });
    t.world.pass(12 * 3600 - 1);
    expect((await desk.get('/me')).status).toBe(200);
    t.world.pass(1);
    expect((await desk.get('/me')).code).toBe('not_signed_in');
  });
});
