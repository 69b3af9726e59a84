import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import {
  appoint,
  makeAssembly,
  makeMeeting,
  signIn,
  type SignedInClient,
} from '../../../tests/support/builders.ts';
import type { Role } from '../../contract/common/roles.ts';
import { DUTIES, conflictAmong, type Duty } from '../../domain/duties.ts';

// Duties are kept apart whichever comes first: the role, the office, the place on the roll.

let t: TestApp;
let assemblyId: string;
let administrator: SignedInClient;
let presider: SignedInClient;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());
beforeEach(async () => {
  assemblyId = await makeAssembly(t);
  const roles: Role[] = ['administrator', 'staff'];
  administrator = await signIn(t, { seat: 'desk', roles, assemblyId });
  // Somebody who can sign in as administrator stays, whatever is taken from others.
  await t.db
    .insertInto('account')
    .values({
      assembly_id: assemblyId,
      person_id: administrator.personId,
      login_name: `desk-${assemblyId}`,
      password_hash: '-',
      created_at: t.world.now(),
    })
    .execute();
  presider = await signIn(t, { seat: 'chair', roles: ['presider'], assemblyId });
});

const OFFICES = ['chief_scrutineer', 'scrutineer', 'chief_teller', 'teller'] as const;
const ROLES = ['administrator', 'staff', 'presider', 'department'] as const;
const PAIRS = OFFICES.flatMap((office) => ROLES.map((role) => ({ office, role })));

async function meeting() {
  return makeMeeting(t, { assemblyId, state: 'in_session', electors: 4, present: 4 });
}

describe('an office of a meeting that isn’t over, and a role', () => {
  it('the pairs are those of the table', () => {
    expect([...OFFICES, ...ROLES, 'observer'].sort()).toEqual([...DUTIES].sort());
  });

  it('hold each other off, whichever comes first', async () => {
    const { id: meetingId, electors } = await meeting();
    const person = electors[0]!.personId;
    for (const { office, role } of PAIRS) {
      const apart = conflictAmong([office, role]);
      const decide = () =>
        presider.post(`/meetings/${meetingId}/decisions`, {
          kind: 'officers',
          subject: '样例名单',
          for: 4,
          against: 0,
          abstain: 0,
          officers: [{ personId: person, office }],
        });
      const give = (roles: string[]) => administrator.patch(`/people/${person}`, { roles });
      const said = { ...apart };
      // The office first.
      expect((await decide()).status, office).toBe(200);
      const given = await give([role]);
      expect(given.body.error?.detail, `${office} ${role}`).toEqual(
        apart && { ...said, meetingId },
      );
      // Without the office, the role first.
      await t.db.updateTable('officer').set({ released_at: t.world.now() }).execute();
      expect((await give([role])).status).toBe(200);
      const decided = await decide();
      expect(decided.body.error?.detail, `${role} ${office}`).toEqual(
        apart && { ...said, personId: person },
      );
      await t.db.updateTable('officer').set({ released_at: t.world.now() }).execute();
      expect((await give([])).status).toBe(200);
    }
  });

  it('a roster gives no such role either', async () => {
    const { id: meetingId, electors } = await meeting();
    const person = electors[0]!;
    await administrator.patch(`/people/${person.personId}`, { number: 'S-1' });
    const who = { assembly_id: assemblyId, meeting_id: meetingId, person_id: person.personId };
    await appoint(t, who, 'scrutineer');
    const { body } = await administrator.get('/people');
    const { name } = body.people.find(({ id }: { id: string }) => id === person.personId);
    const file = Buffer.from(`姓名,证号,角色\n${name},S-1,工委工作人员\n`);
    const preview = await administrator.post('/people/roster/preview', file, {
      headers: { 'content-type': 'text/csv' },
    });
    expect(preview.body.problems).toEqual([
      expect.objectContaining({ row: 2, code: 'roles_incompatible' }),
    ]);
    const sha256 = createHash('sha256').update(file).digest('hex');
    const applied = await administrator.post(`/people/roster?sha256=${sha256}`, file, {
      headers: { 'content-type': 'text/csv' },
    });
    expect(applied.code).toBe('roster_invalid');
  });

  it('an office of a meeting that is over stands in nobody’s way', async () => {
    const { id: meetingId, electors } = await meeting();
    const person = electors[0]!.personId;
    await appoint(
      t,
      { assembly_id: assemblyId, meeting_id: meetingId, person_id: person },
      'scrutineer',
    );
    const give = () => administrator.patch(`/people/${person}`, { roles: ['staff'] });
    expect((await give()).code).toBe('incompatible_roles');
    await t.db
      .updateTable('meeting')
      .set({ state: 'closed' })
      .where('id', '=', meetingId)
      .execute();
    expect((await give()).status).toBe(200);
  });
});

describe('a scrutineer and whoever only attends', () => {
  const decision = (personId: string, office: Duty) => ({
    kind: 'officers',
    subject: '样例名单',
    for: 3,
    against: 0,
    abstain: 0,
    officers: [{ personId, office }],
  });

  it('are two people, whichever comes first', async () => {
    const { id: meetingId, electors } = await meeting();
    const [first, second, third] = electors.map(({ personId }) => personId);
    const roll = `/meetings/${meetingId}/roll`;
    const decide = (personId: string, office: Duty = 'scrutineer') =>
      presider.post(`/meetings/${meetingId}/decisions`, decision(personId, office));
    const observer = { class: 'observer', entitled: false };

    expect((await decide(first!)).status).toBe(200);
    expect((await administrator.patch(`${roll}/${first!}`, observer)).code).toBe(
      'incompatible_roles',
    );
    const set = { entries: [{ personId: first, ...observer }] };
    expect((await administrator.put(roll, set)).code).toBe('incompatible_roles');

    expect((await administrator.patch(`${roll}/${second!}`, observer)).status).toBe(200);
    expect((await decide(second!)).code).toBe('incompatible_roles');
    // Tellers work for the meeting and need no vote.
    expect((await decide(second!, 'teller')).status).toBe(200);
    expect((await decide(third!)).status).toBe(200);
  });
});
