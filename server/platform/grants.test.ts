import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../../tests/support/database.ts';
import { query } from '../../tests/support/postgres.ts';
import { readConfig, type Config } from '../config.ts';
import { prepareDatabase } from '../prepare.ts';

/** What nobody changes or removes once it stands there. */
const RECORDS = [
  'paper',
  'roll_mark',
  'round_count',
  'count_signature',
  'decision',
  'officer',
  'published_box',
  'audit_entry',
  'audit_chain',
];

/** A column of each that a row could be changed by. */
async function columnOf(url: string, table: string): Promise<string> {
  const [row] = await query(
    url,
    `select column_name as name from information_schema.columns
     where table_name = $1 and column_name <> 'released_at' limit 1`,
    [table],
  );
  return String(row?.['name']);
}

describe('whoever has the server’s role alone', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it.for(RECORDS)(
    'can neither change nor remove nor empty %s, nor take off its triggers',
    async (table) => {
      const column = await columnOf(database.ownerUrl, table);
      for (const statement of [
        `update ${table} set ${column} = ${column}`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
        `alter table ${table} disable trigger all`,
        `drop table ${table} cascade`,
        `create trigger mine before insert on ${table} execute function show_tally()`,
      ]) {
        await expect(query(database.url, statement), statement).rejects.toThrow(
          /permission denied|must be owner/,
        );
      }
      await query(database.url, `select * from ${table}`);
    },
  );

  it('adds to the audit log at the end of a chain only', async () => {
    const chain = randomUUID();
    const entry = (seq: number, previous: string, hash: string) =>
      query(
        database.url,
        `select add_audit_entry(jsonb_populate_record(null::audit_entry, $1::jsonb))`,
        [
          JSON.stringify({
            chain_id: chain,
            seq,
            at: new Date(),
            event: 'meeting.started',
            detail: {},
            previous_hash: `\\x${previous}`,
            hash: `\\x${hash}`,
          }),
        ],
      );
    const zero = '00'.repeat(32);
    await query(database.url, 'select * from lock_audit_head($1, $2)', [chain, []]);
    await entry(1, zero, 'aa');
    for (const [seq, previous] of [
      [1, zero],
      [2, zero],
      [3, 'aa'],
    ] as const) {
      await expect(entry(seq, previous, 'bb')).rejects.toThrow('end of its chain');
    }
    await expect(
      query(database.url, `insert into audit_entry select * from audit_entry`),
    ).rejects.toThrow('permission denied');
    await entry(2, 'aa', 'bb');
  });

  it('can’t write a box anew when it likes', async () => {
    await expect(query(database.url, 'select seal_box($1)', [randomUUID()])).rejects.toThrow(
      'not to be sealed',
    );
  });
});

describe('a database of the operator’s own', () => {
  const config = (own: Record<string, string>): Config => {
    const read = readConfig(own);
    if (!read.ok) throw new Error(read.error.join());
    return read.value;
  };

  it('is made by its owner, and a table that comes later is open to the server', async () => {
    const database = await emptyDatabase();
    try {
      const own = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
      const said: string[] = [];
      const prepare = async () => {
        const prepared = await prepareDatabase(config(own), (line) => said.push(line));
        expect(prepared).toMatchObject({ ok: true, value: { url: database.url } });
      };
      await prepare();
      await query(database.ownerUrl, 'create table later (n integer)');
      await expect(query(database.url, 'insert into later values (1)')).rejects.toThrow('denied');
      await prepare();
      await query(database.url, 'insert into later values (1)');
      await query(database.url, 'delete from later');
      expect(said).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  it('says so at the start where the server’s role owns the tables', async () => {
    const database = await emptyDatabase();
    try {
      const said: string[] = [];
      for (const own of [
        { DATABASE_URL: database.ownerUrl },
        { DATABASE_URL: database.ownerUrl, DATABASE_OWNER_URL: database.ownerUrl },
      ]) {
        const prepared = await prepareDatabase(config(own), (line) => said.push(line));
        expect(prepared.ok).toBe(true);
      }
      expect(said).toEqual([
        expect.stringContaining('DATABASE_OWNER_URL'),
        expect.stringContaining('DATABASE_OWNER_URL'),
      ]);
    } finally {
      await database.drop();
    }
  });

  it('a server with the restricted role alone starts on a database that is up to date', async () => {
    const database = await freshDatabase();
    try {
      const said: string[] = [];
      const prepared = await prepareDatabase(config({ DATABASE_URL: database.url }), (line) =>
        said.push(line),
      );
      expect(prepared).toMatchObject({ ok: true });
      expect(said).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  it('an owner’s address alone is refused', () => {
    expect(readConfig({ DATABASE_OWNER_URL: inject('postgresUrl') })).toEqual({
      ok: false,
      error: [expect.stringContaining('DATABASE_OWNER_URL')],
    });
  });
});
