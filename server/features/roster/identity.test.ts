import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import {
  auditOf,
  makeAssembly,
  makePerson,
  signIn,
  type SignedInClient,
} from '../../../tests/support/builders.ts';
import { common as commonEn } from '../../../web/src/lib/i18n/en/common.ts';
import { people as peopleEn } from '../../../web/src/lib/i18n/en/desk/people.ts';
import { roll as rollEn } from '../../../web/src/lib/i18n/en/desk/roll.ts';
import { common as commonZh } from '../../../web/src/lib/i18n/zh/common.ts';
import { people as peopleZh } from '../../../web/src/lib/i18n/zh/desk/people.ts';
import { roll as rollZh } from '../../../web/src/lib/i18n/zh/desk/roll.ts';
import { csvText } from '../../../web/src/lib/ui/files/csv.ts';
import type { Person } from '../../contract/people/schemas.ts';
import { Role, RollClass } from '../../contract/common/roles.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());

let administrator: SignedInClient;
beforeEach(async () => {
  const assemblyId = await makeAssembly(t);
  administrator = await signIn(t, { seat: 'desk', roles: ['administrator'], assemblyId });
});

const preview = (file: string) =>
  administrator.post('/people/roster/preview', Buffer.from(file), {
    headers: { 'content-type': 'text/csv' },
  });
const everybody = async (): Promise<Person[]> =>
  ((await administrator.get('/people')).body as { people: Person[] }).people;

/** Somebody in every role, with what spreadsheets and lists make of numbers and names. */
async function fill(): Promise<void> {
  const { assemblyId } = administrator;
  const NAMES = ['阿依·买买提', '阿依•买买提', '样例甲', 'J. R. Sample', '𫰠样例', '欧阳样例'];
  const NUMBERS = ['0012', '0099', 'YL-001', null, '-7', '110101199001011234'];
  for (const [n, role] of Role.options.entries()) {
    await makePerson(t, assemblyId, {
      name: `${NAMES[n % NAMES.length]!}${String.fromCodePoint(0x4e00 + n)}`,
      number: n < NUMBERS.length ? NUMBERS[n]! : `${String(n)}A`,
      unit: n % 2 === 0 ? '-样例团' : null,
      roles: [role, ...(role === 'voter_rep' || role === 'public_rep' ? ['deputy' as const] : [])],
    });
  }
}

describe.each([
  ['zh', { ...commonZh, ...peopleZh, ...rollZh }],
  ['en', { ...commonEn, ...peopleEn, ...rollEn }],
])('what a page exports in %s and is imported again changes nothing', (_, words) => {
  const said = words as Record<string, string>;

  async function unchanged(file: string, rows: number): Promise<void> {
    const before = await everybody();
    const seen = await preview(file);
    expect(seen.body).toMatchObject({ problems: [] });
    expect(seen.body.rows).toHaveLength(rows);
    for (const row of seen.body.rows) {
      expect(row).toMatchObject({ action: 'unchanged' });
      expect(row.question, row.name).toBeUndefined();
    }
    const sha256 = createHash('sha256').update(file).digest('hex');
    const applied = await administrator.post(`/people/roster?sha256=${sha256}`, Buffer.from(file), {
      headers: { 'content-type': 'text/csv' },
    });
    expect(applied.body).toEqual({ added: 0, updated: 0, unchanged: rows });
    expect(await everybody()).toEqual(before);
  }

  it('of all people', async () => {
    await fill();
    const people = await everybody();
    const file = csvText([
      ['name', 'number', 'unit', 'roles', 'phone'].map((key) => said[`people.${key}`]!),
      ...people.map(({ name, number, unit, roles, phone }) => [
        name,
        number ?? '',
        unit ?? '',
        roles.map((role) => said[`role.${role}`]!).join(said['common.listComma']),
        phone ?? '',
      ]),
    ]);
    await unchanged(file, people.length);
  });

  it('of a roll, whatever it calls the capacities', async () => {
    await fill();
    const people = await everybody();
    const file = csvText([
      ['people.name', 'people.number', 'people.unit', 'roll.class', 'roll.entitled'].map(
        (key) => said[key]!,
      ),
      ...people.map(({ name, number, unit }, n) => [
        name,
        number ?? '',
        unit ?? '',
        said[`class.${RollClass.options[n % RollClass.options.length]!}`]!,
        said['common.yes']!,
      ]),
    ]);
    await unchanged(file, people.length);
  });
});

it('answers to the questions of an import are kept to, and each change of a name is in the log', async () => {
  const { assemblyId } = administrator;
  const renamed = await makePerson(t, assemblyId, { name: '样例旧名', number: '1' });
  const gains = await makePerson(t, assemblyId, { name: '样例无号' });
  await makePerson(t, assemblyId, { name: '样例同名', number: '5' });
  const file = '姓名,证号\n样例新名,1\n样例无号,2\n样例同名,\n样例9号,9\n';
  const sha256 = createHash('sha256').update(file).digest('hex');
  const send = (rows: Record<string, string>) =>
    administrator.post(`/people/roster?sha256=${sha256}`, {
      file: Buffer.from(file).toString('base64'),
      answers: { rows },
    });
  const before = await everybody();
  const some = await send({ 2: 'yes', 3: gains, 4: 'new' });
  expect([some.status, some.code]).toEqual([422, 'roster_unanswered']);
  expect(await everybody()).toEqual(before);

  const done = await send({ 2: 'yes', 3: gains, 4: 'new', 5: 'skip' });
  expect(done.body).toEqual({ added: 1, updated: 2, unchanged: 0, leftOut: 1 });
  const people = await everybody();
  expect(people.find(({ id }) => id === renamed)).toMatchObject({ name: '样例新名', number: '1' });
  expect(people.find(({ id }) => id === gains)).toMatchObject({ name: '样例无号', number: '2' });
  expect(people.filter(({ name }) => name === '样例同名')).toHaveLength(2);
  expect(people.map(({ name }) => name)).not.toContain('样例9号');
  const changes = (await auditOf(t, assemblyId)).filter(
    ({ event }) => event === 'roster.person_changed',
  );
  expect(changes.map(({ detail }) => detail)).toEqual([
    { person: renamed, name: { from: '样例旧名', to: '样例新名' } },
    { person: gains, number: { from: null, to: '2' } },
  ]);
});
