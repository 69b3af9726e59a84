import { createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { accountFor, canReach, isRoot, type Account } from './account.ts';
import { codeOf, onDisk, StartFailure } from './failure.ts';

/** Where things lie. `home` holds the cluster's folder and is `dataDir` wherever that is possible. */
export type Placement = { dataDir: string; home: string; cluster: string; account: Account };

const NOTE = 'postgres-is-elsewhere.txt';
const UNFINISHED = 'unfinished';

/** For what cannot lie in the user's own folders because another account has to get at it. */
export const SHARED_PLACE = process.platform === 'darwin' ? '/var/db/gongyi' : '/var/lib/gongyi';

/** Makes the data folder where it is missing and gives its real path. */
export async function openDataDir(wanted: string): Promise<string> {
  await onDisk(wanted, () => makeFolder(resolve(wanted)));
  return onDisk(wanted, () => realpath(wanted));
}

/**
 * Decides where the cluster of `dataDir` (a real path, locked by us) lies. Permissions of a folder that was
 * already there are never changed: if the account cannot enter `dataDir`, the cluster lies below
 * `sharedPlace` and a note in `dataDir` says so. The note is binding from then on, because a folder that
 * was moved would otherwise start an empty database without a word.
 */
export async function place(
  dataDir: string,
  sharedPlace: string,
  accountName: string,
  log: (line: string) => void,
): Promise<Placement> {
  const noted = await readNote(dataDir);
  const home = noted ?? dataDir;
  const cluster = join(home, 'postgres');
  const account = await accountFor(cluster, accountName);
  if (noted !== undefined) {
    if ((await isThere(cluster)) || (await isThere(join(home, UNFINISHED)))) {
      return { dataDir, home, cluster, account };
    }
    throw new StartFailure({ code: 'data_missing', dataDir, place: noted });
  }
  if (await canReach(account, [['-x', dataDir]])) return { dataDir, home, cluster, account };
  if (await isThere(cluster)) {
    const reason = 'the account that owns the database in it can no longer enter this folder';
    throw new StartFailure({ code: 'data_not_writable', path: dataDir, reason });
  }
  const elsewhere = await homeElsewhere(dataDir, sharedPlace, log);
  return { dataDir, home: elsewhere, cluster: join(elsewhere, 'postgres'), account };
}

/** To be called once the cluster exists. */
export async function settled({ home }: Placement): Promise<void> {
  await rm(join(home, UNFINISHED), { force: true });
}

/** Makes a folder that only the account may enter. */
export async function privateFolder(path: string, account: Account): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (account) await chown(path, account.uid, account.gid);
}

/**
 * Makes a folder and those above it. Others may not look around in what we make, but as root they may
 * pass through whatever the mask, since PostgreSQL's account has to. (Node's own recursive mkdir says
 * ENOENT for a read-only disk.)
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o711 });
    if (isRoot()) await chmod(path, 0o711);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' && dirname(path) !== path) {
      await makeFolder(dirname(path));
      await makeFolder(path);
    } else if (code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  }
}

async function homeElsewhere(
  dataDir: string,
  sharedPlace: string,
  log: (line: string) => void,
): Promise<string> {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  // Never the same place twice: who deletes the data folder expects to begin anew.
  const home = join(sharedPlace, `${hash}-${randomBytes(3).toString('hex')}`);
  await onDisk(home, async () => {
    await makeFolder(home);
    for (const name of await readdir(dirname(home))) {
      if (!name.startsWith(hash) || name === basename(home)) continue;
      log(`an earlier database of this folder is still in ${join(sharedPlace, name)}`);
    }
    await writeFile(join(home, UNFINISHED), '');
  });
  const text = [
    home,
    '',
    'The database of this folder is in the folder named in the first line: PostgreSQL does not run as root,',
    'and the account it runs as cannot enter this folder. A backup has to take both; do not remove this file.',
    '数据库位于首行所示的文件夹：PostgreSQL 不以 root 身份运行，其账户无法进入本文件夹。',
    '备份须同时包含两处；请勿删除本文件。',
    '',
  ].join('\n');
  const path = join(dataDir, NOTE);
  await onDisk(path, () => writeFile(path, text, { mode: 0o644 }));
  log(`the database is kept in ${home}, because its account cannot enter ${dataDir}`);
  return home;
}

/** Where the cluster of this folder lies when it could not lie in it; undefined otherwise. */
export async function readNote(dataDir: string): Promise<string | undefined> {
  const path = join(dataDir, NOTE);
  try {
    const place = (await onDisk(path, () => readFile(path, 'utf8'))).split('\n')[0]?.trim();
    return place === '' ? undefined : place;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the path exists; what cannot be looked at is an error, not an absence. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
