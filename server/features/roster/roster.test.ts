import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeGb18030 } from '../../../scripts/samples/gb18030.ts';
import { startApp, type TestApp } from '../../../tests/support/app.ts';
import {
  auditOf,
  makeAssembly,
  makePerson,
  signIn,
  type SignedInClient,
} from '../../../tests/support/builders.ts';
import { anybody, type Client } from '../../../tests/support/client.ts';
import { zipOf } from '../../../tests/support/zip.ts';
import { ROSTER_BYTES } from '../../contract/roster/schemas.ts';
import { MAX_ROWS } from './file.ts';
import { readRoster } from './read.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startApp();
});
afterAll(() => t.close());

let administrator: SignedInClient;
let staff: SignedInClient;
beforeEach(async () => {
  const assemblyId = await makeAssembly(t);
  administrator = await signIn(t, { seat: 'desk', roles: ['administrator'], assemblyId });
  staff = await signIn(t, { seat: 'desk', roles: ['staff'], assemblyId });
});

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function preview(client: Client, file: string | Buffer, type = 'application/octet-stream') {
  return client.post('/people/roster/preview', Buffer.from(file), {
    headers: { 'content-type': type },
  });
}
function apply(client: Client, file: string | Buffer, sha256 = hash(Buffer.from(file))) {
  return client.post(`/people/roster?sha256=${sha256}`, Buffer.from(file), {
    headers: { 'content-type': 'text/csv' },
  });
}
/** Everybody of the assembly except the two who work at its desk. */
async function imported(): Promise<Record<string, unknown>[]> {
  const { people } = (await administrator.get('/people')).body as {
    people: Record<string, unknown>[];
  };
  return people.filter(({ id }) => id !== administrator.personId && id !== staff.personId);
}

describe('importing a roster', () => {
  it.each(['roster-sample.csv', 'roster-sample-gb18030.csv', 'roster-sample.xlsx'])(
    'previews %s without changing anything, imports it, and finds nothing to do the second time',
    async (name) => {
      const file = await readFile(join(import.meta.dirname, '../../../db/samples', name));
      const type = name.endsWith('xlsx') ? XLSX : 'text/csv';
      const seen = await preview(staff, file, type);
      expect(seen.status).toBe(200);
      expect(seen.body).toMatchObject({ sha256: hash(file), problems: [], ignoredColumns: [] });
      expect(seen.body.rows).toHaveLength(14);
      expect(new Set(seen.body.rows.map(({ action }: { action: string }) => action))).toEqual(
        new Set(['add']),
      );
      expect(await imported()).toEqual([]);

      const applied = await apply(staff, file);
      expect(applied.body).toEqual({ added: 14, updated: 0, unchanged: 0 });
      const people = await imported();
      expect(people).toHaveLength(14);
      expect(people[10]).toMatchObject({
        name: '样例委员一',
        number: 'YL101',
        unit: '样例街道人大工委',
        phone: null,
        active: true,
        roles: ['deputy', 'committee_member'],
        loginName: null,
      });
      expect((await auditOf(t, staff.assemblyId)).at(-1)).toEqual({
        event: 'roster.imported',
        actor: staff.personId,
        detail: { sha256: hash(file), added: 14, updated: 0, unchanged: 0 },
      });

      expect((await apply(staff, file)).body).toEqual({ added: 0, updated: 0, unchanged: 14 });
      expect(await imported()).toEqual(people);
    },
  );

  it('updates by number, by name where there is no number, and leaves what the file doesn’t say', async () => {
    const { assemblyId } = staff;
    const first = await makePerson(t, assemblyId, {
      name: '样例旧名',
      number: '1',
      unit: '旧团',
      roles: ['teller'],
    });
    const second = await makePerson(t, assemblyId, { name: '样例无号' });
    const file = '姓名,证号,单位,身份\n样例旧名,1,,代表\n样例无号,,新团,\n样例有号,2,,\n';
    const seen = await preview(staff, file);
    expect(seen.body.rows).toEqual([
      {
        row: 2,
        name: '样例旧名',
        number: '1',
        unit: '旧团',
        phone: null,
        roles: ['teller', 'deputy'],
        action: 'update',
      },
      {
        row: 3,
        name: '样例无号',
        number: null,
        unit: '新团',
        phone: null,
        roles: [],
        action: 'update',
      },
      { row: 4, name: '样例有号', number: '2', unit: null, phone: null, roles: [], action: 'add' },
    ]);
    expect((await apply(staff, file)).body).toEqual({ added: 1, updated: 2, unchanged: 0 });
    const people = await imported();
    expect(people.find(({ id }) => id === first)).toMatchObject({
      name: '样例旧名',
      unit: '旧团',
      roles: ['teller', 'deputy'],
    });
    expect(people.find(({ id }) => id === second)).toMatchObject({ unit: '新团', number: null });
  });

  it.each([
    ['utf-8', (text: string) => Buffer.from(text)],
    ['gb18030', encodeGb18030],
  ] as const)('writes nothing when one row of a %s file is bad', async (_, encode) => {
    const file = encode('姓名,身份\n样例甲,代表\n,代表\n样例丙,书记\n');
    const seen = await preview(staff, file);
    expect(seen.body.problems).toEqual([
      { row: 3, column: '姓名', code: 'name_missing', value: null },
      { row: 4, column: '身份', code: 'role_unknown', value: '书记' },
    ]);
    // 样例丙 would come without what isn't understood.
    expect(seen.body.rows.map(({ name }: { name: string }) => name)).toEqual(['样例甲', '样例丙']);
    const applied = await apply(staff, file);
    expect([applied.status, applied.code]).toEqual([422, 'roster_invalid']);
    expect(applied.body.error.detail).toEqual({ problems: 2 });
    expect(await imported()).toEqual([]);
    expect((await auditOf(t, staff.assemblyId)).map(({ event }) => event)).not.toContain(
      'roster.imported',
    );
  });

  it('refuses roles that don’t go together with those somebody has', async () => {
    await makePerson(t, staff.assemblyId, { number: '1', roles: ['presider'] });
    const seen = await preview(administrator, '姓名,证号,身份\n样例甲,1,监票人');
    expect(seen.body.problems).toEqual([
      { row: 2, column: '身份', code: 'roles_incompatible', value: 'scrutineer' },
    ]);
  });

  it('doesn’t guess between two people of the same name', async () => {
    for (let n = 0; n < 2; n += 1) await makePerson(t, staff.assemblyId, { name: '样例同名' });
    const seen = await preview(staff, '姓名\n样例同名');
    expect(seen.body.rows).toMatchObject([{ row: 2, question: { kind: 'namesake' } }]);
    const applied = await apply(staff, '姓名\n样例同名');
    expect([applied.status, applied.code]).toEqual([422, 'roster_unanswered']);
  });

  it('refuses a file that isn’t the one that was previewed', async () => {
    const answer = await apply(staff, '姓名\n样例甲', hash(Buffer.from('姓名\n样例乙')));
    expect([answer.status, answer.code]).toEqual([409, 'roster_changed']);
    expect(await imported()).toEqual([]);
  });

  it('says why a whole file can’t be read', async () => {
    for (const [file, reason] of [
      [Buffer.alloc(0), 'empty'],
      [Buffer.from('PK\x03\x04 no'), 'malformed_xlsx'],
      [Buffer.from('GIF89a\0\0'), 'other_document'],
      [Buffer.from('\x7fELF\0\0'), 'not_text_or_xlsx'],
    ] as const) {
      for (const answer of [await preview(staff, file), await apply(staff, file)]) {
        expect([answer.status, answer.code, answer.body.error.detail.reason]).toEqual([
          422,
          'roster_invalid',
          reason,
        ]);
      }
    }
  });

  it('refuses what is too large and what isn’t a file', async () => {
    const large = await preview(staff, Buffer.alloc(ROSTER_BYTES + 1, 0x61));
    expect([large.status, large.code]).toEqual([413, 'too_large']);
    const json = await staff.post('/people/roster/preview', { rows: [] });
    expect([json.status, json.code]).toEqual([400, 'invalid_input']);
  });

  it('keeps offices out of the hands of those who may not give them', async () => {
    const file = '姓名,证号,身份\n样例甲,1,代表\n样例乙,2,主持人';
    for (const answer of [await preview(staff, file), await apply(staff, file)]) {
      expect([answer.status, answer.code]).toEqual([403, 'not_permitted']);
      expect(answer.body.error.detail).toEqual({ rows: [3] });
    }
    expect((await apply(administrator, file)).body).toEqual({ added: 2, updated: 0, unchanged: 0 });
    expect((await auditOf(t, staff.assemblyId)).at(-1)).toMatchObject({
      event: 'roles.assigned',
      actor: administrator.personId,
      detail: { roles: ['presider'] },
    });
  });

  it('signs out at desk and chair whoever gains a role', async () => {
    const { assemblyId } = staff;
    const presider = await signIn(t, { seat: 'chair', roles: ['presider'], assemblyId });
    await t.db
      .updateTable('person')
      .set({ number: '7' })
      .where('id', '=', presider.personId)
      .execute();
    const { name } = (await imported()).find(({ id }) => id === presider.personId) ?? {};
    await apply(staff, `姓名,证号,身份\n${String(name)},7,代表`);
    expect((await presider.get('/me')).code).toBe('not_signed_in');
  });

  it('is for those who may: nobody else, and nobody of another assembly sees the people', async () => {
    const file = '姓名\n样例甲';
    for (const answer of [
      await preview(anybody(t, 'desk'), file),
      await apply(anybody(t, 'desk'), file),
    ]) {
      expect(answer.code).toBe('not_signed_in');
    }
    const chair = await signIn(t, {
      seat: 'chair',
      roles: ['presider'],
      assemblyId: staff.assemblyId,
    });
    for (const answer of [await preview(chair, file), await apply(chair, file)]) {
      expect(answer.code).toBe('not_permitted');
    }
    const elsewhere = await signIn(t, { seat: 'desk', roles: ['staff'] });
    await makePerson(t, staff.assemblyId, { name: '样例甲', number: '1' });
    const seen = await preview(elsewhere, '姓名,证号\n样例甲,1');
    expect(seen.body.rows[0].action).toBe('add');
    await apply(elsewhere, '姓名,证号\n样例乙,1');
    expect((await imported()).map(({ name }) => name)).toContain('样例甲');
    expect((await imported()).map(({ name }) => name)).not.toContain('样例乙');
  });

  it(
    'brings twenty thousand people in at once, and changes them',
    { timeout: 60_000 },
    async () => {
      // As after weeks with few people: the planner knows small tables, and connections have checked
      // foreign keys with plans made for those. Kept, such a plan would take minutes here.
      await sql`analyze`.execute(t.db);
      for (let n = 0; n < 8; n += 1) {
        await apply(staff, `姓名,证号,身份\n样例早到,A${String(n)},代表`);
      }
      const rows = Array.from(
        { length: MAX_ROWS },
        (_, n) => `样例${String.fromCodePoint(0x4e00 + n)},N${String(n)},团,,代表`,
      );
      const file = `姓名,证号,单位,手机,身份\n${rows.join('\n')}`;
      expect((await apply(staff, file)).body).toEqual({
        added: MAX_ROWS,
        updated: 0,
        unchanged: 0,
      });
      const changed = await apply(staff, file.replaceAll(',团,', ',新团,'));
      expect(changed.body).toEqual({ added: 0, updated: MAX_ROWS, unchanged: 0 });
    },
  );

  it('gives a template that Excel opens', async () => {
    const answer = await staff.get('/people/roster/template');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toContain('attachment');
    expect(answer.body).toMatch(/^\uFEFF姓名,证号,单位,手机,身份\r\n/);
    expect((await anybody(t).get('/people/roster/template')).code).toBe('not_signed_in');
  });
});

describe('reading in a thread of its own', () => {
  it('survives a sheet with one cell in its last corner', async () => {
    const xml = (text: string): Buffer => Buffer.from(`<?xml version="1.0"?>${text}`);
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const file = zipOf([
      {
        name: 'xl/workbook.xml',
        data: xml(
          `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
        ),
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: xml(
          `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
        ),
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        data: xml(
          `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`,
        ),
      },
    ]);
    expect(await readRoster(file)).toEqual({ ok: false, error: { reason: 'malformed_xlsx' } });
  });
});
