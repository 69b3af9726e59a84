import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearAway, passableFolder, query, smallDisk } from '../../../tests/support/postgres.ts';
import { isRoot } from './account.ts';
import { fromOutput, sentence, type PostgresFailure } from './failure.ts';
import { startPostgres } from './start.ts';

const run = promisify(execFile);

let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = await passableFolder();
  dataDir = join(folder, 'data');
  const started = await startPostgres({ dataDir, log: () => undefined });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  await query(started.value.url, 'create table kept as select 7 as n');
  await started.value.stop();
});
afterAll(() => clearAway(folder, [dataDir]));

async function refusal(dir: string): Promise<PostgresFailure> {
  const started = await startPostgres({ dataDir: dir, log: () => undefined });
  if (!started.ok) return started.error;
  await started.value.stop();
  throw new Error('it started');
}

async function expectKept(dir: string): Promise<void> {
  const started = await startPostgres({ dataDir: dir, log: () => undefined });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  expect(await query(started.value.url, 'select n from kept')).toEqual([{ n: 7 }]);
  await started.value.stop();
}

describe('data that cannot be used is refused, untouched', () => {
  test('when another major version wrote it', async () => {
    const version = join(dataDir, 'postgres', 'PG_VERSION');
    await writeFile(version, '17\n');
    expect(await refusal(dataDir)).toEqual({
      code: 'data_other_version',
      dataDir,
      found: '17',
      needed: '18',
    });
    await writeFile(version, '18\n');
    await expectKept(dataDir);
  });

  test('when a file is where the folder should be', async () => {
    const path = join(folder, 'a-file');
    await writeFile(path, '');
    expect(await refusal(path)).toMatchObject({ code: 'data_not_writable', path });
    expect(await refusal(join(path, 'below'))).toMatchObject({ code: 'data_not_writable' });
  });

  test('when we may not write to the folder', async (context) => {
    if (isRoot()) context.skip('root may write everywhere; see the read-only disk');
    const path = join(folder, 'closed');
    await mkdir(path, { mode: 0o500 });
    expect(await refusal(path)).toMatchObject({ code: 'data_not_writable', path });
    await chmod(path, 0o700);
  });

  test('when the disk is read-only', async (context) => {
    const path = join(folder, 'disk-1m');
    await smallDisk(context, path, '1m');
    await run('mount', ['-o', 'remount,ro', path]);
    const failure = await refusal(join(path, 'data'));
    expect(failure).toMatchObject({ code: 'data_not_writable' });
    expect(sentence(failure)).toContain('read-only file system');
  });

  test('when the disk is full while the cluster is made', async (context) => {
    const path = join(folder, 'disk-20m');
    await smallDisk(context, path, '20m');
    const data = join(path, 'data');
    expect(await refusal(data)).toMatchObject({ code: 'disk_full' });
    await expect(stat(join(data, 'postgres'))).rejects.toThrow('ENOENT');
    await expect(stat(join(data, 'gongyi.lock'))).rejects.toThrow('ENOENT');
    // Nothing half-made is left to fill the disk.
    expect((await run('du', ['-sm', path])).stdout).toMatch(/^[01]\t/);
  });

  test('when the disk is full at a later start, which works once there is room', async (context) => {
    const path = join(folder, 'disk-96m');
    await smallDisk(context, path, '96m');
    await run('cp', ['-a', dataDir, path]);
    const data = join(path, 'data');
    const filler = join(path, 'filler');
    await run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']).catch(() => undefined);
    expect(await refusal(data)).toMatchObject({ code: 'disk_full' });
    await rm(filler);
    await expectKept(data);
  });
});

describe('what PostgreSQL says', () => {
  test.each<[string, string, Partial<PostgresFailure>]>([
    [
      'a full disk',
      'FATAL:  could not write lock file "postmaster.pid": No space left on device',
      { code: 'disk_full', path: '/d' },
    ],
    [
      'a quota',
      'PANIC:  could not write to file "pg_wal/xlogtemp.1": Disk quota exceeded',
      { code: 'disk_full', path: '/d' },
    ],
    [
      'a folder it may not enter',
      'FATAL:  could not open file "/d/PG_VERSION": Permission denied',
      { code: 'data_not_writable' },
    ],
    [
      'anything else',
      'LOG:  starting\n2026-01-01 UTC [1] FATAL:  bogus data in lock file\nLOG:  end',
      { code: 'start_failed', reason: 'bogus data in lock file', log: '/l' },
    ],
    ['nothing', '', { code: 'start_failed', reason: 'it said nothing' }],
  ])('about %s becomes a failure', (_, output, failure) => {
    expect(fromOutput(output, '/d', '/l')).toMatchObject(failure);
  });

  test('in the log is the reason of a start that fails', async () => {
    const rules = join(dataDir, 'postgres', 'pg_hba.conf');
    const before = await readFile(rules, 'utf8');
    await writeFile(rules, 'nonsense\n');
    expect(await refusal(dataDir)).toMatchObject({
      code: 'start_failed',
      reason: expect.stringContaining('pg_hba.conf') as string,
      log: join(dataDir, 'postgres.log'),
    });
    await writeFile(rules, before);
    await expectKept(dataDir);
  });
});

test('every failure is one sentence for the operator in English and one in Chinese', () => {
  const failures: PostgresFailure[] = [
    { code: 'data_in_use', dataDir: '/d', pid: 7 },
    { code: 'data_other_version', dataDir: '/d', found: '17', needed: '18' },
    { code: 'disk_full', path: '/d' },
    { code: 'data_not_writable', path: '/d', reason: 'why' },
    { code: 'data_missing', dataDir: '/d', place: '/p' },
    { code: 'no_account', account: 'postgres', reason: 'why' },
    { code: 'binaries_missing', platform: 'sunos-x64', reason: 'why' },
    { code: 'start_failed', reason: 'why', log: '/l' },
  ];
  for (const failure of failures) {
    const [english, chinese, ...more] = sentence(failure).split('\n');
    expect(english).toMatch(/^.+: .+\.$/);
    expect(chinese).toMatch(/[\u4e00-\u9fff].*。$/u);
    expect(more).toEqual([]);
    for (const [name, value] of Object.entries(failure)) {
      if (name !== 'code') expect(english).toContain(String(value));
    }
  }
});
