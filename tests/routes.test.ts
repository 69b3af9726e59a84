import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role, RollClass, Seat, type Capacity } from '../server/contract/common/roles.ts';
import type { Spec } from '../server/contract/common/route.ts';
import { PERMISSIONS, type Permission } from '../server/contract/permissions.ts';
import { ROUTES } from '../server/contract/routes.ts';
import { capacitiesAt } from '../server/platform/permissions.ts';
import { cleanTexts } from '../server/domain/cleanText.ts';
import { beginSession } from '../server/platform/sessions/sessions.service.ts';
import { startApp, type TestApp } from './support/app.ts';
import {
  appoint,
  makeAssembly,
  makeMeeting,
  makePerson,
  screen,
  signIn,
  tablet,
} from './support/builders.ts';
import { anybody, withToken, type Client } from './support/client.ts';
import { TWELVE_CHOOSE_TEN } from './support/hall.ts';
import { routesOf } from './support/routes.ts';

/**
 * Every route of the server × everybody who could ask: 401 without a sign-in, 403 without the right, and
 * neither for those who may. The ids are of nothing that exists, so whoever may gets 404 at most routes.
 */
const SPECS: readonly Spec[] = Object.values(ROUTES).flatMap((feature) => Object.values(feature));

let t: TestApp;
const everybody = new Map<string, Client>();

beforeAll(async () => {
  t = await startApp({ demo: true });
  const assemblyId = await makeAssembly(t);
  for (const role of Role.options) {
    for (const seat of ['desk', 'chair'] as const) {
      const client = await signIn(t, { seat, roles: [role], assemblyId });
      everybody.set(`${seat}:${role}`, client);
    }
  }
  everybody.set(
    'desk:operator',
    await signIn(t, { seat: 'desk', roles: [], operator: true, assemblyId }),
  );
  for (const rollClass of RollClass.options) {
    const observes = rollClass === 'observer';
    const meeting = await makeMeeting(t, {
      assemblyId,
      class: observes ? 'deputy' : rollClass,
      electors: 1,
      observers: 1,
    });
    const [card] = observes ? meeting.observers : meeting.electors;
    everybody.set(`tablet:${rollClass}`, await tablet(t, card!));
  }
  const hall = await makeMeeting(t, { assemblyId, electors: 0 });
  for (const role of [
    'administrator',
    'presider',
    'chief_scrutineer',
    'scrutineer',
    'teller',
  ] as const) {
    const personId = await makePerson(t, assemblyId, { roles: [role] });
    const entry = { assembly_id: assemblyId, meeting_id: hall.id, person_id: personId };
    if (role !== 'administrator' && role !== 'presider') await appoint(t, entry, role);
    await t.db
      .insertInto('roll_entry')
      .values({ ...entry, class: 'observer', entitled: false, attendance: 'present' })
      .execute();
    const { token } = await t.db
      .transaction()
      .execute((tx) =>
        beginSession(tx, t.world, { assemblyId, seat: 'tablet', personId, meetingId: hall.id }),
      );
    everybody.set(`tablet:${role}`, withToken(t, 'tablet', token));
  }
  everybody.set('screen', await screen(t, hall));
});
afterAll(() => t.close());

const ADMINISTRATOR = ['desk:administrator'];
const OFFICE = ['desk:administrator', 'desk:staff'];
const CHAIR = ['chair:presider'];
const TELLERS = ['desk:teller', 'tablet:teller'];
const SCRUTINEERS = ['tablet:chief_scrutineer', 'tablet:scrutineer'];
const ELECTORS = [
  'tablet:deputy',
  'tablet:committee_member',
  'tablet:council_delegate',
  'tablet:voter_rep',
  'tablet:public_rep',
];
/** Who sits at a tablet may ask about a vote of their own, whatever the roll says by then. */
const TABLETS = [
  ...ELECTORS,
  'tablet:chief_scrutineer',
  'tablet:observer',
  // Offices don't count at a tablet; these stand on the roll as observers.
  'tablet:administrator',
  'tablet:presider',
  'tablet:scrutineer',
  'tablet:teller',
];
/** Whoever sits in the room in some capacity. */
const ROOM = [...OFFICE, ...CHAIR, 'desk:teller', ...TABLETS, 'screen'];
const ANYBODY = 'anybody';
/** What an office's holder is on the roll, beside the office. */
const besideOffice = (capacity: string): Capacity[] =>
  RollClass.safeParse(capacity).success ? [] : ['observer'];

const ID = randomUUID();
const OTHER = randomUUID();
const ACCOUNT = { loginName: 'sample-name', password: 'a long enough password' };
const MEETING = { title: '样例', startsAt: '2026-11-22T00:00:00Z' };
const ROUND = { title: '样例', definition: TWELVE_CHOOSE_TEN };
const VOTE = { roundId: ID, castId: ID, receipt: OTHER, marks: {} };
const DECISION = { kind: 'rules', subject: '样例', for: 1, against: 0, abstain: 0 };
const FIGURES = { enrolled: 1, present: 1, issued: 1, collected: 1, counted: null };
const FILE = { headers: { 'content-type': 'text/csv' } };

type Row = {
  may: readonly string[] | typeof ANYBODY;
  body?: unknown;
  query?: string;
  path?: string;
};
const WHO: Record<string, Row> = {
  'POST /setup': { may: ANYBODY, body: {} },
  'GET /health': { may: ANYBODY },
  'POST /sign-in': { may: ANYBODY, body: {} },
  'POST /sign-in/card': { may: ANYBODY, body: {} },
  'POST /screens': { may: ANYBODY },
  'GET /screens/pairing': { may: ANYBODY },
  'GET /openapi.json': { may: ANYBODY },
  'GET /docs': { may: ANYBODY },
  'GET /public/results': { may: ANYBODY },
  'GET /public/results/:id': { may: ANYBODY },
  'GET /public/boxes/:id': { may: ANYBODY },
  'GET /demo': { may: ANYBODY },
  'POST /demo/sign-in': { may: ANYBODY, body: {} },

  'GET /assemblies': { may: ['desk:operator'] },
  'POST /assemblies': {
    may: ['desk:operator'],
    body: { name: '样例', kind: 'town', administrator: { name: '样例', ...ACCOUNT } },
  },
  'PATCH /assembly': { may: ADMINISTRATOR, body: { name: '样例' } },
  'GET /people': { may: OFFICE },
  'POST /people': { may: OFFICE, body: { name: '样例' } },
  'PATCH /people/:id': { may: OFFICE, body: { name: '样例' } },
  'POST /people/:id/erase': { may: ADMINISTRATOR },
  'PUT /people/:id/account': { may: ADMINISTRATOR, body: ACCOUNT },
  'POST /people/roster/preview': { may: OFFICE, body: Buffer.from('姓名\n样例') },
  'POST /people/roster': {
    may: OFFICE,
    body: Buffer.from('姓名\n样例'),
    query: `?sha256=${'0'.repeat(64)}`,
  },
  'GET /people/roster/template': { may: OFFICE },
  'GET /audit': { may: ADMINISTRATOR },
  'GET /audit/verify': { may: ADMINISTRATOR },

  'GET /meetings': { may: [...OFFICE, ...CHAIR] },
  'GET /meetings/:id': { may: [...OFFICE, ...CHAIR] },
  'POST /meetings': { may: OFFICE, body: MEETING },
  'PATCH /meetings/:id': { may: OFFICE, body: { title: '样例' } },
  'POST /meetings/:id/start': { may: [...OFFICE, ...CHAIR] },
  'POST /meetings/:id/end': { may: [...OFFICE, ...CHAIR] },
  'GET /meetings/:id/roll': { may: [...OFFICE, ...CHAIR] },
  'PUT /meetings/:id/roll': {
    may: OFFICE,
    body: { entries: [{ personId: ID, class: 'deputy', entitled: true }] },
  },
  'PATCH /meetings/:id/roll/:personId': { may: OFFICE, body: { attendance: 'present' } },
  'DELETE /meetings/:id/roll/:personId': { may: OFFICE },
  'POST /meetings/:id/cards': { may: OFFICE, body: { who: 'without' } },
  'DELETE /meetings/:id/cards/:personId': { may: OFFICE },
  'GET /meetings/:id/screens': { may: [...OFFICE, ...CHAIR] },
  'POST /meetings/:id/screens': { may: [...OFFICE, ...CHAIR], body: { code: '000000' } },
  'PUT /meetings/:id/screen-theme': { may: [...OFFICE, ...CHAIR], body: { theme: 'dark' } },
  'DELETE /meetings/:id/screens/:sessionId': { may: [...OFFICE, ...CHAIR] },
  'GET /meetings/:id/decisions': { may: [...OFFICE, ...CHAIR, ...TELLERS, ...SCRUTINEERS] },
  'POST /meetings/:id/decisions': { may: [...OFFICE, ...CHAIR], body: DECISION },

  'GET /meetings/:id/rounds': { may: [...OFFICE, ...CHAIR] },
  'POST /meetings/:id/rounds': { may: OFFICE, body: ROUND },
  'PUT /meetings/:id/rounds/order': { may: OFFICE, body: { rounds: [ID] } },
  'POST /meetings/:id/copy': { may: OFFICE, body: { from: OTHER, roll: true, rounds: true } },
  'PUT /meetings/:id/proposed-officers': { may: [...OFFICE, ...CHAIR], body: { officers: [] } },
  'GET /meetings/:id/roll/self': { may: CHAIR },
  'POST /meetings/:id/roll/self': { may: CHAIR },
  'GET /rounds/:id': { may: [...OFFICE, ...CHAIR] },
  'PUT /rounds/:id': { may: OFFICE, body: { ...ROUND, version: 1 } },
  'DELETE /rounds/:id': { may: OFFICE },
  'POST /rounds/:id/make-ready': { may: OFFICE },
  'POST /rounds/:id/back-to-draft': { may: OFFICE },
  'POST /rounds/:id/present': { may: CHAIR },
  'POST /rounds/:id/show': { may: [...OFFICE, ...CHAIR] },
  'POST /rounds/:id/open': { may: CHAIR },
  'POST /rounds/:id/close': { may: CHAIR },
  'POST /rounds/:id/count': { may: CHAIR },
  'POST /rounds/:id/announce': { may: CHAIR },
  'POST /rounds/:id/publish': { may: [...OFFICE, ...CHAIR] },
  'POST /rounds/:id/publish-box': { may: OFFICE },
  'POST /rounds/:id/recount': { may: CHAIR, body: { reason: '样例' } },
  'POST /rounds/:id/sign': { may: SCRUTINEERS, body: { version: 1 } },
  'GET /rounds/:id/signatures': { may: [...OFFICE, ...CHAIR, ...TELLERS, ...SCRUTINEERS] },
  'POST /rounds/:id/successor': { may: [...OFFICE, ...CHAIR], body: { origin: 'revote' } },
  'GET /rounds/:id/readiness': { may: [...OFFICE, ...CHAIR] },
  'GET /rounds/:id/waiting': { may: CHAIR },
  'GET /rounds/:id/count': { may: [...OFFICE, ...CHAIR, ...SCRUTINEERS] },
  'GET /rounds/:id/export': { may: [...OFFICE, ...CHAIR] },
  'GET /rounds/:id/published-box': { may: SCRUTINEERS },
  'GET /meetings/:id/documents.zip': { may: OFFICE },
  'GET /meetings/:id/sign-in-sheet.:format': {
    may: OFFICE,
    path: `/meetings/${ID}/sign-in-sheet.docx`,
  },
  'GET /rounds/:id/documents': { may: [...OFFICE, ...CHAIR, ...SCRUTINEERS] },
  'GET /rounds/:id/documents/:name.:format': {
    may: [...OFFICE, ...CHAIR, ...SCRUTINEERS],
    path: `/rounds/${ID}/documents/tally-report.docx`,
  },
  'GET /rounds/:id/box': { may: [...OFFICE, ...CHAIR, ...TELLERS, ...SCRUTINEERS] },
  'PUT /rounds/:id/stock': {
    may: [...OFFICE, ...TELLERS],
    body: { printed: 1, issued: 1, collected: null, version: 0 },
  },
  'GET /rounds/:id/entry': { may: TELLERS },
  'PUT /rounds/:id/entry/:position': {
    may: TELLERS,
    body: { marks: {} },
    path: `/rounds/${ID}/entry/1`,
  },
  'DELETE /rounds/:id/entry/:position': { may: TELLERS, path: `/rounds/${ID}/entry/1` },
  'GET /rounds/:id/figures': { may: TELLERS },
  'PUT /rounds/:id/figures': { body: FIGURES, may: TELLERS },
  'POST /rounds/:id/tellers/:personId/release': {
    body: { reason: '样例' },
    may: [...CHAIR, 'tablet:chief_scrutineer'],
    path: `/rounds/${ID}/tellers/${OTHER}/release`,
  },
  'POST /rounds/:id/entry/done': { may: TELLERS },
  'POST /rounds/:id/entry/reopen': { may: TELLERS },

  'GET /room': { may: ROOM },
  'POST /vote': { may: ELECTORS, body: VOTE },
  'POST /vote/settle': { may: TABLETS, body: { roundId: ID, castId: ID } },
};
/** Tested where they live: signing out would end the sessions used here; a socket isn't answered in HTTP. */
const ELSEWHERE = [
  'POST /sign-out',
  'GET /me',
  'POST /me/password',
  'GET /me/sessions',
  'DELETE /me/sessions/:id',
  'POST /me/sessions/end-others',
  'GET /socket',
];

/** Where Fastify tells that a request has come as far as its handler. */
const HANDLER = 'tracing:fastify.request.handler:start';

/** A body with signs in each text that nobody sees there. */
function dirtied(value: unknown): unknown {
  if (typeof value === 'string') return `${value.slice(0, 1)}\u202e\u0001${value.slice(1)}\ufffe`;
  if (Array.isArray(value)) return value.map(dirtied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, dirtied(each)]));
}

it('the table knows every route of the server', () => {
  const known = new Set([...Object.keys(WHO), ...ELSEWHERE]);
  expect(routesOf(t.app).filter((route) => !known.has(route))).toEqual([]);
});

it('every route of the server is a value of the contract, and every value is served', () => {
  const values = SPECS.map(({ method, path }) => `${method} ${path}`);
  const byHand = ['GET /socket'];
  expect(routesOf(t.app)).toEqual([...values, ...byHand].sort());
});

describe.each(Object.entries(WHO))('%s', (route, { may, body, query = '', path }) => {
  const [method = '', pattern = ''] = route.split(' ');
  const url = path ?? pattern.replace(/:[a-zA-Z]+/g, (name) => (name === ':id' ? ID : OTHER));

  async function ask(client: Client): Promise<{ status: number; code: string | undefined }> {
    const sending = Buffer.isBuffer(body) ? FILE : {};
    const seat = route === 'GET /room' ? `?seat=${client.seat ?? 'desk'}&meeting=${ID}` : query;
    switch (method) {
      case 'GET':
        return client.get(url + seat);
      case 'DELETE':
        return client.delete(url + query);
      case 'POST':
        return client.post(url + query, body, sending);
      case 'PUT':
        return client.put(url + query, body, sending);
      default:
        return client.patch(url + query, body, sending);
    }
  }

  it('answers everybody as it should', async () => {
    const nobody = anybody(t, 'desk');
    if (may === ANYBODY) {
      expect(['not_signed_in', 'not_permitted']).not.toContain((await ask(nobody)).code);
      return;
    }
    const unsigned = await ask(nobody);
    expect([unsigned.status, unsigned.code]).toEqual([401, 'not_signed_in']);
    const letIn: string[] = [];
    for (const [who, client] of everybody) {
      const { status, code } = await ask(client);
      expect(status, `${who}: ${String(code)}`).not.toBe(401);
      expect(status, `${who}: ${String(code)}`).toBeLessThan(500);
      if (status === 403) expect(code).toBe('not_permitted');
      else letIn.push(who);
      // An empty list would be an answer about something that isn't there, or isn't theirs.
      if (status === 200) expect(route, who).not.toMatch(/^GET .*:id/);
      // A body that isn't taken would hide that nobody asked who is asking.
      expect(code, who).not.toBe('invalid_input');
    }
    expect(letIn.sort()).toEqual([...may].sort());
    // What the route says of itself is what holds.
    const said = SPECS.find(({ method: m, path: p }) => `${m} ${p}` === route)?.may ?? [];
    const permissions = (typeof said === 'string' ? [said] : said).filter((p) => p in PERMISSIONS);
    if (permissions.length === 0) return;
    const capacities: readonly string[] = permissions.flatMap((p) => PERMISSIONS[p as Permission]);
    const seated = [...everybody.keys()].filter((who) => {
      const [name, capacity = 'projector'] = who.split(':');
      const seat = Seat.parse(name);
      // Whoever sits at a tablet without a vote is there as an observer.
      const held = [capacity, ...(seat === 'tablet' ? besideOffice(capacity) : [])] as Capacity[];
      return capacitiesAt(seat, held).some((each) => capacities.includes(each));
    });
    expect(letIn).toEqual(seated.sort());
  });

  it('lets no sign through that breaks a document or turns text around', async () => {
    const client = may === ANYBODY ? anybody(t) : everybody.get(may[0] ?? '')!;
    const reached: unknown[] = [];
    const handler = (message: unknown): void => {
      const { request } = message as {
        request: { body: unknown; params: unknown; query: unknown };
      };
      const { body: sent, params, query: asked } = request;
      reached.push(
        structuredClone(Buffer.isBuffer(sent) ? { params, asked } : { sent, params, asked }),
      );
    };
    subscribe(HANDLER, handler);
    try {
      const sending = Buffer.isBuffer(body) ? FILE : {};
      const dirty = Buffer.isBuffer(body) ? body : dirtied(body);
      const seat = route === 'GET /room' ? `?seat=desk&meeting=${ID}` : query;
      const address = `${url}${seat}`.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '$&%E2%80%AE%01');
      const to = `${address}${seat === '' ? '?' : '&'}note=a%E2%80%AE%EF%BF%BE&x%E2%80%AE=1`;
      if (method === 'GET') await client.get(to);
      else if (method === 'DELETE') await client.delete(to);
      else if (method === 'POST') await client.post(to, dirty, sending);
      else if (method === 'PUT') await client.put(to, dirty, sending);
      else await client.patch(to, dirty, sending);
    } finally {
      unsubscribe(HANDLER, handler);
    }
    // An empty body is refused before: there is nothing in it.
    expect(reached).toHaveLength(JSON.stringify(body) === '{}' ? 0 : 1);
    for (const request of reached) expect(cleanTexts(request)).toEqual(request);
  });
});
