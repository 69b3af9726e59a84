import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Office } from '../../server/contract/decisions/schemas.ts';
import type { Role, RollClass, Seat } from '../../server/contract/common/roles.ts';
import {
  codeHash,
  hashPassword,
  newCardCode,
  newLinkSecret,
  tokenHash,
} from '../../server/platform/secrets.ts';
import {
  beginScreenSession,
  beginSession,
} from '../../server/platform/sessions/sessions.service.ts';
import type { TestApp } from './app.ts';
import { anybody, withToken, type Client } from './client.ts';

/** Makes an empty assembly (样例) and gives its id. */
export async function makeAssembly(
  t: TestApp,
  kind: 'subdistrict' | 'town' = 'subdistrict',
): Promise<string> {
  const id = randomUUID();
  await t.db
    .insertInto('assembly')
    .values({
      id,
      name: `样例单位 ${id.slice(0, 4)}`,
      kind,
      sample: true,
      created_at: t.world.now(),
    })
    .execute();
  return id;
}

export type PersonOptions = {
  name?: string;
  number?: string | null;
  unit?: string | null;
  roles?: readonly Role[];
  active?: boolean;
  /** With it the person gets an account. */
  password?: string;
  loginName?: string;
  operator?: boolean;
};

/** Makes a person and gives their id. */
export async function makePerson(
  t: TestApp,
  assemblyId: string,
  options: PersonOptions = {},
): Promise<string> {
  const id = randomUUID();
  const { name = `样例人员 ${id.slice(0, 4)}`, roles = [], password, operator = false } = options;
  const { number = null, unit = null, active = true } = options;
  const own = { assembly_id: assemblyId, person_id: id };
  const created_at = t.world.now();
  await t.db
    .insertInto('person')
    .values({ assembly_id: assemblyId, id, name, number, unit, active, created_at })
    .execute();
  if (roles.length > 0) {
    await t.db
      .insertInto('person_role')
      .values(roles.map((role) => ({ ...own, role })))
      .execute();
  }
  if (password !== undefined || operator) {
    await t.db
      .insertInto('account')
      .values({
        ...own,
        login_name: options.loginName ?? `user-${id.slice(0, 8)}`,
        password_hash: password === undefined ? 'none' : await hashPassword(password, t.world),
        operator,
        created_at,
      })
      .execute();
  }
  return id;
}

export type SignedInClient = Client & {
  seat: Seat;
  assemblyId: string;
  personId: string;
  sessionId: string;
  token: string;
};

/**
 * Somebody with these roles, signed in at desk or chair (without the way through a password). Belongs to
 * an assembly of their own unless one is named. `signIn(t, { seat: 'chair', roles: ['presider'], assemblyId })`
 */
export async function signIn(
  t: TestApp,
  options: {
    seat: 'desk' | 'chair';
    roles: readonly Role[];
    assemblyId?: string;
    personId?: string;
    operator?: boolean;
  },
): Promise<SignedInClient> {
  const { seat, roles, operator = false } = options;
  const assemblyId = options.assemblyId ?? (await makeAssembly(t));
  const personId = options.personId ?? (await makePerson(t, assemblyId, { roles, operator }));
  const { token, sessionId } = await t.db
    .transaction()
    .execute((tx) => beginSession(tx, t.world, { assemblyId, seat, personId, meetingId: null }));
  return { ...withToken(t, seat, token), seat, assemblyId, personId, sessionId, token };
}

export type Elector = {
  personId: string;
  name: string;
  class: RollClass;
  code: string;
  /** The secret of the card's link. */
  link: string;
};
export type MeetingFixture = {
  id: string;
  assemblyId: string;
  /** Everybody with a vote, each with an unused card. */
  electors: Elector[];
  /** 列席人员, each with an unused card. */
  observers: Elector[];
};

/**
 * A meeting with a roll and cards. Electors are absent until they sign in, unless `present` (the first so
 * many) says otherwise.
 */
export async function makeMeeting(
  t: TestApp,
  options: {
    assemblyId?: string;
    state?: 'preparing' | 'in_session' | 'closed';
    electors?: number;
    observers?: number;
    present?: number;
    class?: RollClass;
  } = {},
): Promise<MeetingFixture> {
  const assemblyId = options.assemblyId ?? (await makeAssembly(t));
  const { state = 'in_session', electors = 5, observers = 0, present = 0 } = options;
  const id = randomUUID();
  const created_at = t.world.now();
  await t.db
    .insertInto('meeting')
    .values({
      assembly_id: assemblyId,
      id,
      title: '样例会议',
      place: '样例会场',
      starts_at: created_at,
      state,
      created_at,
    })
    .execute();
  await t.db.insertInto('room').values({ assembly_id: assemblyId, meeting_id: id }).execute();

  const people: (Elector & { entitled: boolean })[] = [];
  for (let n = 0; n < electors + observers; n += 1) {
    const entitled = n < electors;
    people.push({
      personId: randomUUID(),
      name: entitled ? `样例代表${String(n + 1)}` : `样例列席${String(n - electors + 1)}`,
      class: entitled ? (options.class ?? 'deputy') : 'observer',
      code: newCardCode(t.world),
      link: newLinkSecret(t.world),
      entitled,
    });
  }
  if (people.length > 0) {
    await t.db
      .insertInto('person')
      .values(
        people.map(({ personId, name }) => ({
          assembly_id: assemblyId,
          id: personId,
          name,
          created_at,
        })),
      )
      .execute();
    await t.db
      .insertInto('roll_entry')
      .values(
        people.map((person, index) => ({
          assembly_id: assemblyId,
          meeting_id: id,
          person_id: person.personId,
          class: person.class,
          entitled: person.entitled,
          attendance: index < present ? ('present' as const) : ('absent' as const),
        })),
      )
      .execute();
    await t.db
      .insertInto('card')
      .values(
        people.map(({ personId, code, link }) => ({
          assembly_id: assemblyId,
          meeting_id: id,
          id: randomUUID(),
          person_id: personId,
          code_hash: codeHash(t.context.codeKey, code),
          link_hash: tokenHash(link),
          keyed: true,
          issued_at: created_at,
        })),
      )
      .execute();
  }
  const plain = people.map(({ entitled, ...person }) => ({ entitled, person }));
  return {
    id,
    assemblyId,
    electors: plain.filter(({ entitled }) => entitled).map(({ person }) => person),
    observers: plain.filter(({ entitled }) => !entitled).map(({ person }) => person),
  };
}

/**
 * A round that is taking votes, its electorate those who are present. Made in the database, for features
 * that only need to know that there is one; rounds themselves are tested through the app.
 */
export async function openRound(
  t: TestApp,
  meeting: { id: string; assemblyId: string },
): Promise<string> {
  const { assemblyId: assembly_id, id: meeting_id } = meeting;
  const id = randomUUID();
  const now = t.world.now();
  await t.db
    .insertInto('round')
    .values({
      assembly_id,
      meeting_id,
      id,
      position: 1,
      title: '样例票选',
      definition: '{}',
      display: 'turnout',
      state: 'draft',
      created_at: now,
    })
    .execute();
  await t.db
    .insertInto('round_elector')
    .columns(['assembly_id', 'round_id', 'person_id', 'class'])
    .expression((eb) =>
      eb
        .selectFrom('roll_entry')
        .select(['assembly_id', sql<string>`${id}::uuid`.as('round_id'), 'person_id', 'class'])
        .where('meeting_id', '=', meeting_id)
        .where('entitled', '=', true)
        .where('attendance', '=', 'present'),
    )
    .execute();
  const roll = JSON.stringify({ enrolled: 0, present: 0, issued: 0 });
  await t.db
    .updateTable('round')
    .set({ state: 'voting', roll, opened_at: now })
    .where('id', '=', id)
    .execute();
  return id;
}

/** Appoints somebody to an office of a meeting, as its decision by show of hands does. */
export async function appoint(
  t: TestApp,
  who: { assembly_id: string; meeting_id: string; person_id: string },
  office: Office,
): Promise<void> {
  const { person_id, ...meeting } = who;
  const decision_id = randomUUID();
  await t.db
    .insertInto('decision')
    .values({
      ...meeting,
      id: decision_id,
      kind: 'officers',
      subject: '样例名单',
      enrolled: 1,
      present: 1,
      votes_for: 1,
      votes_against: 0,
      votes_abstain: 0,
      majority: '[]',
      passed: true,
      recorded_by: person_id,
      recorded_at: t.world.now(),
    })
    .execute();
  await t.db
    .insertInto('officer')
    .values({ ...who, id: randomUUID(), office, decision_id })
    .execute();
}

/** The device of somebody who has come in with their card. */
export async function tablet(t: TestApp, { code }: { code: string }): Promise<Client> {
  const device = anybody(t, 'tablet');
  const answer = await device.post('/sign-in/card', { code });
  if (answer.status !== 200) throw new Error(`the card was refused: ${String(answer.code)}`);
  return device;
}

/** A projector paired with a meeting. */
export async function screen(
  t: TestApp,
  meeting: { id: string; assemblyId: string },
): Promise<Client & { token: string; sessionId: string }> {
  const token = randomBytes(32).toString('base64url');
  const sessionId = await t.db.transaction().execute((tx) =>
    beginScreenSession(tx, t.world, {
      assemblyId: meeting.assemblyId,
      meetingId: meeting.id,
      secretHash: tokenHash(token),
    }),
  );
  return { ...withToken(t, 'screen', token), token, sessionId };
}

/** The events in an assembly's audit log, oldest first, with their details. */
export async function auditOf(
  t: TestApp,
  chain: string,
): Promise<{ event: string; actor: string | null; detail: Record<string, unknown> }[]> {
  const rows = await t.db
    .selectFrom('audit_entry')
    .select(['event', 'actor_person_id', 'detail'])
    .where('chain_id', '=', chain)
    .orderBy('seq')
    .execute();
  return rows.map(({ event, actor_person_id, detail }) => ({
    event,
    actor: actor_person_id,
    detail: detail as Record<string, unknown>,
  }));
}
