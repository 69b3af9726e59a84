import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ORIGIN, startApp, type TestApp } from '../../../tests/support/app.ts';
import {
  auditOf,
  makeAssembly,
  makeMeeting,
  signIn,
  type MeetingFixture,
  type SignedInClient,
} from '../../../tests/support/builders.ts';
import { anybody, type Client } from '../../../tests/support/client.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());

let staff: SignedInClient;
let meeting: MeetingFixture;
beforeEach(async () => {
  const assemblyId = await makeAssembly(t);
  staff = await signIn(t, { seat: 'desk', roles: ['staff'], assemblyId });
  meeting = await makeMeeting(t, { assemblyId });
});

let addresses = 0;
async function ask(): Promise<Client & { code: string }> {
  const projector = anybody(t, 'screen');
  addresses += 1;
  const remoteAddress = `10.1.${String(addresses >> 8)}.${String(addresses & 255)}`;
  const { status, body } = await projector.post('/screens', undefined, { remoteAddress });
  expect(status).toBe(200);
  return { ...projector, code: body.code };
}
const stateOf = async (projector: Client) => (await projector.get('/screens/pairing')).body.state;
const pair = (client: Client, code: string) =>
  client.post(`/meetings/${meeting.id}/screens`, { code });
/** A code that no screen shows. */
const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

it('pairs a screen that shows its code; the cookie it had becomes its session', async () => {
  const projector = await ask();
  expect(projector.code).toMatch(/^\d{6}$/);
  expect(await stateOf(projector)).toBe('waiting');
  expect((await projector.get('/me')).code).toBe('not_signed_in');

  const paired = await pair(staff, ` ${projector.code.slice(0, 3)} ${projector.code.slice(3)} `);
  expect(paired.status).toBe(200);
  const [screen] = paired.body.screens;
  expect(paired.body.screens).toEqual([{ id: screen.id, pairedAt: t.world.now().toISOString() }]);
  expect(await stateOf(projector)).toBe('paired');
  expect((await projector.get('/me')).body).toMatchObject({
    seat: 'screen',
    personId: null,
    meetingId: meeting.id,
  });
  expect(await auditOf(t, staff.assemblyId)).toEqual([
    expect.objectContaining({ event: 'sign_in.succeeded' }),
    {
      event: 'screen.paired',
      actor: staff.personId,
      detail: { meeting: meeting.id, session: screen.id },
    },
  ]);
  // The code pairs once.
  expect((await pair(staff, projector.code)).code).toBe('pairing_code_invalid');
  // A paired screen stays paired after its code has run out.
  t.world.pass(601);
  expect(await stateOf(projector)).toBe('paired');
});

it('lets the presider pair too', async () => {
  const { assemblyId } = staff;
  const presider = await signIn(t, { seat: 'chair', roles: ['presider'], assemblyId });
  expect((await pair(presider, (await ask()).code)).status).toBe(200);
  const listed = (await presider.get(`/meetings/${meeting.id}/screens`)).body;
  expect(listed.screens).toHaveLength(1);
  // Where a projector's computer finds the server, whatever the asker's own address is.
  expect(listed.origins).toEqual([ORIGIN]);
});

it('forgets a code after ten minutes', async () => {
  const projector = await ask();
  t.world.pass(600);
  expect(await stateOf(projector)).toBe('expired');
  expect((await pair(staff, projector.code)).code).toBe('pairing_code_invalid');
  expect(await stateOf(anybody(t, 'screen'))).toBe('expired');
});

it('locks somebody who types wrong codes, and only them', async () => {
  const projector = await ask();
  for (let n = 0; n < 5; n += 1) {
    const wrong = await pair(staff, other(projector.code));
    expect([wrong.status, wrong.code]).toEqual([422, 'pairing_code_invalid']);
  }
  const locked = await pair(staff, projector.code);
  expect(locked.body.error).toEqual({ code: 'locked_out', detail: { seconds: 30 } });
  const colleague = await signIn(t, {
    seat: 'desk',
    roles: ['staff'],
    assemblyId: staff.assemblyId,
  });
  expect((await pair(colleague, projector.code)).status).toBe(200);
  const failures = (await auditOf(t, staff.assemblyId)).filter(
    ({ event }) => event === 'sign_in.failed',
  );
  expect(failures.map(({ detail }) => detail['reason'])).toEqual([
    ...Array<string>(4).fill('wrong_credentials'),
    'locked_out',
  ]);
  t.world.pass(30);
  expect((await pair(staff, (await ask()).code)).status).toBe(200);
});

it('is unpaired by staff', async () => {
  const projector = await ask();
  const [screen] = (await pair(staff, projector.code)).body.screens;
  const path = `/meetings/${meeting.id}/screens/${screen.id}`;
  expect((await staff.delete(path)).status).toBe(204);
  expect((await projector.get('/me')).code).toBe('not_signed_in');
  expect(await stateOf(projector)).toBe('expired');
  expect((await staff.get(`/meetings/${meeting.id}/screens`)).body.screens).toEqual([]);
  expect((await auditOf(t, staff.assemblyId)).at(-1)).toMatchObject({
    event: 'session.ended',
    actor: staff.personId,
    detail: { session: screen.id, reason: 'unpaired', seat: 'screen' },
  });
  expect((await staff.delete(path)).code).toBe('not_found');
  // Only screens: a session of a person can't be ended this way.
  const own = `/meetings/${meeting.id}/screens/${staff.sessionId}`;
  expect((await staff.delete(own)).code).toBe('not_found');
});

it('belongs to its assembly', async () => {
  const projector = await ask();
  const elsewhere = await signIn(t, { seat: 'desk', roles: ['staff'] });
  expect((await pair(elsewhere, projector.code)).code).toBe('not_found');
  const [screen] = (await pair(staff, projector.code)).body.screens;
  const path = `/meetings/${meeting.id}/screens`;
  expect((await elsewhere.get(path)).code).toBe('not_found');
  expect((await elsewhere.delete(`${path}/${screen.id}`)).code).toBe('not_found');
  expect(await stateOf(projector)).toBe('paired');
});

it('gives many screens different codes', async () => {
  const codes = await Promise.all(Array.from({ length: 30 }, async () => (await ask()).code));
  expect(new Set(codes).size).toBe(30);
});

it('makes all projectors of a meeting dark, as a part of the picture that everybody gets', async () => {
  const watch = async () =>
    (await staff.get(`/room?seat=desk&meeting=${meeting.id}`)).body.view.meeting.screenTheme;
  expect(await watch()).toBe('light');
  const path = `/meetings/${meeting.id}/screen-theme`;
  expect((await staff.put(path, { theme: 'dark' })).status).toBe(204);
  expect(await watch()).toBe('dark');
  // Once is enough for the log.
  expect((await staff.put(path, { theme: 'dark' })).status).toBe(204);
  const changes = (await auditOf(t, staff.assemblyId)).filter(
    ({ event }) => event === 'screen.theme_changed',
  );
  expect(changes).toMatchObject([{ detail: { meeting: meeting.id, theme: 'dark' } }]);
  expect((await staff.put(path, { theme: 'pink' })).status).toBe(400);
  const stranger = await signIn(t, { seat: 'desk', roles: ['staff'] });
  expect((await stranger.put(path, { theme: 'light' })).code).toBe('not_found');
});
