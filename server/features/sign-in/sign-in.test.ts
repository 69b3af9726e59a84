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
import { PROTOCOL_VERSION } from '../../contract/socket.ts';
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
    const { status, body, headers, browser } = await tryPassword(
      ` ${loginName.toUpperCase()} `,
      PASSWORD,
      newAddress(),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ seat: 'desk', personId });
    expect(new Set(body.roles)).toEqual(new Set(['staff', 'deputy']));
    expect(body.assembly.id).toBe(assemblyId);
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^gongyi_desk=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect((await browser.get('/me')).body).toEqual(body);
    expect(await auditOf(t, assemblyId)).toMatchObject([
      { event: 'sign_in.succeeded', actor: personId, detail: { seat: 'desk' } },
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
    const answer = await tryPassword(loginName, PASSWORD, newAddress(), seat);
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expect(answer.code).toBe('not_permitted');
    expect(answer.cookies).toEqual([]);
    expect(await auditOf(t, assemblyId)).toEqual([
      {
        event: 'sign_in.failed',
        actor: null,
        detail: { seat, reason: 'not_permitted', person: personId },
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
    await tryPassword(loginName, 'my secret guess', newAddress());
    await tryPassword('who-is-this', 'my secret guess', newAddress());
    const own = await auditOf(t, assemblyId);
    expect(own).toEqual([
      {
        event: 'sign_in.failed',
        actor: null,
        detail: { seat: 'desk', reason: 'wrong_credentials', person: personId },
      },
    ]);
    const deployment = await auditOf(t, DEPLOYMENT_CHAIN);
    expect(deployment.at(-1)).toEqual({
      event: 'sign_in.failed',
      actor: null,
      detail: { seat: 'desk', reason: 'wrong_credentials' },
    });
    const everything = JSON.stringify([own, deployment]);
    expect(everything).not.toContain('guess');
    expect(everything).not.toContain('who-is-this');
    expect(everything).not.toContain(loginName);
  });

  it('locks a name after five failures for 30 s, then for 60 s, and a success clears it', async () => {
    const { assemblyId, loginName } = await account({ roles: ['staff'] });
    for (let n = 0; n < 5; n += 1) {
      expect((await tryPassword(loginName, 'wrong', newAddress())).code).toBe('wrong_credentials');
    }
    const locked = await tryPassword(loginName, PASSWORD, newAddress());
    expect(locked.status).toBe(429);
    expect(locked.body).toEqual({ error: { code: 'locked_out', detail: { seconds: 30 } } });
    expect(locked.headers['retry-after']).toBe('30');
    const reasons = (await auditOf(t, assemblyId)).map(({ detail }) => detail['reason']);
    expect(reasons).toEqual([...Array<string>(4).fill('wrong_credentials'), 'locked_out']);

    t.world.pass(29);
    expect((await tryPassword(loginName, PASSWORD, newAddress())).code).toBe('locked_out');
    t.world.pass(1);
    expect((await tryPassword(loginName, 'wrong', newAddress())).code).toBe('wrong_credentials');
    expect((await tryPassword(loginName, PASSWORD, newAddress())).body.error.detail).toEqual({
      seconds: 60,
    });
    t.world.pass(60);
    expect((await tryPassword(loginName, PASSWORD, newAddress())).status).toBe(200);
    for (let n = 0; n < 4; n += 1) await tryPassword(loginName, 'wrong', newAddress());
    expect((await tryPassword(loginName, PASSWORD, newAddress())).status).toBe(200);
  });

  it('locks unknown names just the same', async () => {
    for (let n = 0; n < 5; n += 1) await tryPassword('made-up', 'wrong', newAddress());
    expect((await tryPassword('made-up', 'wrong', newAddress())).code).toBe('locked_out');
  });

  it('lets no more than five guesses through when a hundred come at once', async () => {
    const { loginName } = await account({ roles: ['staff'] });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => tryPassword(loginName, 'guess', newAddress())),
    );
    const codes = answers.map(({ code }) => code);
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(5);
    expect(codes.filter((code) => code === 'locked_out')).toHaveLength(95);
  });

  it('locks an address after thirty failures for a minute, whatever the names', async () => {
    const address = newAddress();
    const { loginName } = await account({ roles: ['staff'] });
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 30; n += 1) {
      codes.push(
        (await anybody(t).post('/sign-in/card', { code: 'WRONG' }, { remoteAddress: address }))
          .code,
      );
    }
    expect(new Set(codes)).toEqual(new Set(['wrong_credentials']));
    const locked = await tryPassword(loginName, PASSWORD, address);
    expect(locked.body).toEqual({ error: { code: 'locked_out', detail: { seconds: 60 } } });
    expect((await tryPassword(loginName, PASSWORD, newAddress())).status).toBe(200);
    t.world.pass(60);
    expect((await tryPassword(loginName, PASSWORD, address)).status).toBe(200);
  });

  it('takes thirty attempts a minute from one address at most, right or wrong', async () => {
    const address = newAddress();
    const { loginName } = await account({ roles: ['staff'] });
    const codes: number[] = [];
    for (let n = 0; n < 31; n += 1)
      codes.push((await tryPassword(loginName, PASSWORD, address)).status);
    expect(codes.slice(0, 30)).toEqual(Array<number>(30).fill(200));
    expect(codes[30]).toBe(429);
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
    const typed = ` ${elector!.code.slice(0, 5).toLowerCase()}-${elector!.code.slice(5)} `;
    const device = anybody(t, 'tablet');
    const answer = await device.post('/sign-in/card', { code: typed.replaceAll('0', 'o') });
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
        detail: { seat: 'tablet', reason: 'card_withdrawn', person: personId },
      });
    }
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
