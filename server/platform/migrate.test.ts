import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../../tests/support/database.ts';
import { openDatabase } from './database.ts';
import { checkMigrated, migrateToLatest } from './migrate.ts';

let database: FreshDatabase;
let folder: string;

beforeEach(async () => {
  database = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'gongyi-migrations-'));
  await write('0001_first.sql', 'create table first (id int); create table also (id int);');
  await write('0002_second.sql', 'insert into first values (1);');
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function write(name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), text);
}

/** Migrates over a pool of its own, as a process of its own would. */
async function migrate(url = database.ownerUrl, max = 3) {
  const { db, close } = openDatabase(url, { max, onError: () => undefined });
  try {
    return await migrateToLatest(db, folder);
  } finally {
    await close();
  }
}

async function rows(query: string): Promise<unknown[]> {
  const { db, close } = openDatabase(database.ownerUrl, { max: 1, onError: () => undefined });
  try {
    return (await sql.raw(query).execute(db)).rows;
  } finally {
    await close();
  }
}

const tables = `select tablename from pg_tables where schemaname = 'public' order by 1`;

describe('migrations', () => {
  test('are carried out in order, and only once', async () => {
    const both = ['0001_first', '0002_second'];
    expect(await migrate()).toEqual({ ok: true, value: { applied: both } });
    expect(await migrate()).toEqual({ ok: true, value: { applied: [] } });
    await write('0003_third.sql', 'insert into first values (3);');
    expect(await migrate()).toEqual({ ok: true, value: { applied: ['0003_third'] } });
    expect(await rows('select id from first order by id')).toEqual([{ id: 1 }, { id: 3 }]);
  });

  test('need no second connection', async () => {
    expect(await migrate(database.ownerUrl, 1)).toMatchObject({ ok: true });
  });

  test('of five processes starting at once are carried out by exactly one', async () => {
    await write('0003_slow.sql', 'select pg_sleep(0.2); insert into first values (3);');
    const answers = await Promise.all(Array.from({ length: 5 }, () => migrate()));
    const applied = answers.map((answer) => (answer.ok ? answer.value.applied.length : answer));
    expect(applied.sort()).toEqual([0, 0, 0, 0, 3]);
    expect(await rows('select id from first order by id')).toEqual([{ id: 1 }, { id: 3 }]);
  });

  test('unknown to the code have the database refused, untouched', async () => {
    await write('0003_future.sql', 'create table future (id int);');
    await migrate();
    await rm(join(folder, '0003_future.sql'));
    await write('0004_other.sql', 'create table other (id int);');
    expect(await migrate()).toEqual({
      ok: false,
      error: { code: 'database_newer_than_code', unknown: ['0003_future'] },
    });
    expect(await rows(tables)).not.toContainEqual({ tablename: 'other' });
  });

  test('that one side lacks are noticed without changing anything', async () => {
    const check = async () => {
      const { db, close } = openDatabase(database.ownerUrl, { max: 1, onError: () => undefined });
      try {
        return await checkMigrated(db, folder);
      } finally {
        await close();
      }
    };
    expect(await check()).toMatchObject({
      error: { code: 'database_older_than_code', missing: ['0001_first', '0002_second'] },
    });
    expect(await rows(tables)).toEqual([]);
    await migrate();
    expect(await check()).toEqual({ ok: true, value: null });
    await write('0003_third.sql', 'create table third (id int);');
    expect(await check()).toMatchObject({ error: { missing: ['0003_third'] } });
    await migrate();
    await rm(join(folder, '0003_third.sql'));
    expect(await check()).toMatchObject({
      error: { code: 'database_newer_than_code', unknown: ['0003_third'] },
    });
  });

  test('that fail leave nothing half done, and succeed once corrected', async () => {
    await migrate();
    await write('0003_fine.sql', 'create table fine (id int);');
    await write('0004_broken.sql', 'create table half (id int); insert into nowhere values (1);');
    const before = await rows(tables);
    expect(await migrate()).toEqual({
      ok: false,
      error: {
        code: 'migration_failed',
        migration: '0004_broken',
        reason: 'relation "nowhere" does not exist',
      },
    });
    expect(await rows(tables)).toEqual(before);
    await write('0004_broken.sql', 'create table whole (id int);');
    expect(await migrate()).toEqual({
      ok: true,
      value: { applied: ['0003_fine', '0004_broken'] },
    });
  });

  test('inserted before those already carried out are refused', async () => {
    await rm(join(folder, '0001_first.sql'));
    await write('0002_second.sql', 'create table second (id int);');
    await migrate();
    await write('0001_late.sql', 'create table late (id int);');
    expect(await migrate()).toMatchObject({ ok: false, error: { code: 'migration_failed' } });
  });

  test.each([['3_short.sql'], ['0002_twice.sql'], ['0003_Big.sql']])(
    'with a wrong name (%s) are a mistake in the code',
    async (name) => {
      await write(name, 'select 1');
      await expect(migrate()).rejects.toThrow(name);
    },
  );

  test('of the repository make the template that every suite clones', async () => {
    const fresh = await freshDatabase();
    const { db, close } = openDatabase(fresh.url, { max: 1, onError: () => undefined });
    try {
      expect(await migrateToLatest(db)).toEqual({ ok: true, value: { applied: [] } });
    } finally {
      await close();
      await fresh.drop();
    }
  });
});
