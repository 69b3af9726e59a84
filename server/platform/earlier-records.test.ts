import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyDatabase } from '../../tests/support/database.ts';
import { query } from '../../tests/support/postgres.ts';
import { keepEarlierHashes } from './audit/earlier-counts.ts';
import { openDatabase } from './database.ts';
import { migrateToLatest } from './migrate.ts';

const MIGRATIONS = join(import.meta.dirname, '../../db/migrations');
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

async function migrate(url: string, folder?: string): Promise<void> {
  const { db, close } = openDatabase(url, { max: 1, onError: () => undefined });
  try {
    expect(await migrateToLatest(db, folder)).toMatchObject({ ok: true });
  } finally {
    await close();
  }
}

async function keepHashes(url: string): Promise<void> {
  const { db, close } = openDatabase(url, { max: 1, onError: () => undefined });
  try {
    await keepEarlierHashes(db, new Date());
  } finally {
    await close();
  }
}

it('records from before names were kept get those of the day on which that begins', async () => {
  const database = await emptyDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'gongyi-earlier-'));
  try {
    for (const file of await readdir(MIGRATIONS)) {
      if (file < '0005') await copyFile(join(MIGRATIONS, file), join(folder, file));
    }
    await migrate(database.ownerUrl, folder);
    const assembly = id(1);
    const person = id(2);
    const meeting = id(3);
    const round = id(4);
    const decision = id(5);
    for (const statement of [
      `insert into assembly values ('${assembly}', '样例镇', 'town', true, now())`,
      `insert into person (assembly_id, id, name, created_at) values ('${assembly}', '${person}', '样例甲', now())`,
      `insert into meeting (assembly_id, id, title, starts_at, state, created_at)
       values ('${assembly}', '${meeting}', '样例会议', now(), 'closed', now())`,
      `insert into round (assembly_id, meeting_id, id, position, title, definition, display, state, roll, opened_at,
         published_at, created_at, box_publication)
       values ('${assembly}', '${meeting}', '${round}', 1, '样例票决', '{}', 'turnout', 'published', '{}', now(), now(),
         now(), 'public')`,
      `insert into round_count (assembly_id, round_id, version, document_sha256, result, made_at, made_by, roll)
       values ('${assembly}', '${round}', 1, 'x', '{}', now(), '${person}', '{}')`,
      `insert into count_signature values ('${assembly}', '${round}', 1, '${person}', 'scrutineer', now())`,
      `insert into decision values ('${assembly}', '${meeting}', '${decision}', 'officers', '样例名单', 1, 1, 1, 0, 0,
         '[]', true, '${person}', now())`,
      `insert into officer (assembly_id, meeting_id, id, person_id, office, decision_id)
       values ('${assembly}', '${meeting}', '${id(6)}', '${person}', 'scrutineer', '${decision}')`,
      `insert into published_box values ('${assembly}', '${round}', repeat('0', 64), 0, '{}', now(), '${person}')`,
      `insert into audit_chain values ('${assembly}', 1, decode(repeat('01', 32), 'hex'))`,
      `insert into audit_entry values ('${assembly}', 1, now(), 'round.counted', '${person}', 'chair',
         '{"round": "${round}", "version": 1}', '', '')`,
    ]) {
      await query(database.ownerUrl, statement);
    }

    await migrate(database.ownerUrl);
    const one = async (text: string) => (await query(database.ownerUrl, text))[0];
    expect(
      await one(
        `select made_by_name, meeting_title, assembly_name, count_stands(c) as stands from round_count c`,
      ),
    ).toEqual({
      made_by_name: '样例甲',
      meeting_title: '样例会议',
      assembly_name: '样例镇',
      // The log says nothing of it yet.
      stands: false,
    });
    // The start writes it there, once, whoever starts at the same time.
    await Promise.all([keepHashes(database.ownerUrl), keepHashes(database.ownerUrl)]);
    await keepHashes(database.ownerUrl);
    expect(
      await query(
        database.ownerUrl,
        `select seq, event, detail ->> 'version' as version from audit_entry where seq > 1`,
      ),
    ).toEqual([{ seq: 2, event: 'count.hash_kept', version: '1' }]);
    const stands = async () =>
      (await one('select count_stands(c) as stands from round_count c'))?.['stands'];
    expect(await stands()).toBe(true);
    // What is changed afterwards is told, and no further start makes it right.
    await query(database.ownerUrl, `update round_count set held_back = 'small_class'`);
    await keepHashes(database.ownerUrl);
    expect(await stands()).toBe(false);
    await query(database.ownerUrl, 'update round_count set held_back = null');
    expect(await one('select person_name from count_signature')).toEqual({ person_name: '样例甲' });
    expect(await one('select person_name from officer')).toEqual({ person_name: '样例甲' });
    expect(await one('select recorded_by_name, meeting_title from decision')).toEqual({
      recorded_by_name: '样例甲',
      meeting_title: '样例会议',
    });
    expect(await one('select published_by_name from published_box')).toEqual({
      published_by_name: '样例甲',
    });
    expect(await one('select published_meeting, published_assembly from round')).toEqual({
      published_meeting: '样例会议',
      published_assembly: '样例镇',
    });
    expect(await one(`select name from earlier_name where id = '${person}'`)).toEqual({
      name: '样例甲',
    });
  } finally {
    await database.drop();
    await rm(folder, { recursive: true });
  }
});
