import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDatabase, type FreshDatabase } from '../../../tests/support/database.ts';
import { numberKey } from '../../domain/numberKey.ts';
import { openDatabase, type Database } from '../../platform/database.ts';
import { migrateToLatest } from '../../platform/migrate.ts';

const MIGRATIONS = join(import.meta.dirname, '../../../db/migrations');
const ASSEMBLY = '00000000-0000-4000-8000-000000000001';
let database: FreshDatabase;
let folder: string;
let db: Database;
let close: () => Promise<void>;

const add = async (name: string, number: string | null): Promise<void> => {
  await sql`insert into person (assembly_id, id, name, number, created_at)
    values (${ASSEMBLY}, gen_random_uuid(), ${name}, ${number}, clock_timestamp())`.execute(db);
};
const migrate = async (file: string): Promise<void> => {
  await copyFile(join(MIGRATIONS, file), join(folder, file));
  const migrated = await migrateToLatest(db, folder);
  if (!migrated.ok) throw new Error(JSON.stringify(migrated.error));
};

beforeAll(async () => {
  database = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'gongyi-migrations-'));
  ({ db, close } = openDatabase(database.ownerUrl, { max: 1, onError: () => undefined }));
  await migrate('0001_foundation.sql');
  await sql`insert into assembly (id, name, kind, created_at)
    values (${ASSEMBLY}, '样例街道', 'subdistrict', now())`.execute(db);
  // As earlier versions took them: one person twice.
  await add('样例甲', 'YL001');
  await add('样例甲', 'ＹＬ００１');
  await add('样例乙', '12');
  await add('样例丙', null);
  await migrate('0008_number_key.sql');
});
afterAll(async () => {
  await close();
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('the key of a number', () => {
  it('is there for those who were there before; of two with one key the first has it', async () => {
    const { rows } = await sql`select number, number_key from person order by created_at`.execute(
      db,
    );
    expect(rows).toEqual([
      { number: 'YL001', number_key: 'YL001' },
      { number: 'ＹＬ００１', number_key: null },
      { number: '12', number_key: '12' },
      { number: null, number_key: null },
    ]);
  });

  it('is nobody else’s, by whatever way and in whatever spelling a number is written', async () => {
    for (const number of ['yl 001', '012', 'Yl-001']) {
      await expect(add('样例丁', number)).rejects.toThrow('person_number_key');
    }
    await sql`update person set number = 'YL 009' where name = '样例丙'`.execute(db);
    await expect(add('样例丁', 'yl009')).rejects.toThrow('person_number_key');
  });

  it('is the same in the database as in the program', async () => {
    const signs = fc.constantFrom(...'09ａＡzé ー−–_-０\u3000\u200b\uFE0F①½ﬀ代');
    const written = fc.sample(
      fc.oneof(
        fc.array(signs, { minLength: 1, maxLength: 12 }).map((all) => all.join('')),
        fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 12 }),
      ),
      500,
    );
    const numbers = written.filter((number) => !number.includes('\0'));
    const { rows } = await sql<{ key: string }>`
      select number_key(number) as key
      from unnest(${numbers}::text[]) with ordinality as of (number, place)
      order by place`.execute(db);
    expect(rows.map(({ key }) => key)).toEqual(numbers.map(numberKey));
  });
});
