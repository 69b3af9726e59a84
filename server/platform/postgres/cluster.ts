import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { codeOf, fromOutput, onDisk, StartFailure } from './failure.ts';
import { isThere, privateFolder, settled, type Placement } from './placement.ts';
import { environment, settings } from './postmaster.ts';

/** The owner of the database of the same name, who changes its schema, and no superuser. */
export const ROLE = 'gongyi';
/** The role the server works as: it owns nothing (server/platform/grants.ts). */
export const SERVER_ROLE = 'gongyi_server';

/** What opens the cluster, for the owner and for the server. */
export type Passwords = { owner: string; server: string };

/**
 * Sees to it that the placement holds a cluster of our major version and that passwords open it; makes both where
 * they are missing, also the server's role of a cluster from before there was one.
 */
export async function prepareCluster(
  at: Placement,
  binaries: Binaries,
  log: string,
  mayCreateDatabases: boolean,
): Promise<Passwords> {
  const made = await isThere(at.cluster);
  if (made) await checkVersion(at, binaries);
  await onDisk(at.home, () => removeUnfinished(at.home));
  const owner = await keptOrNew(join(at.dataDir, 'postgres.password'));
  const server = await keptOrNew(join(at.dataDir, 'postgres.server.password'));
  const roles = rolesWith({ owner: owner.password, server: server.password }, mayCreateDatabases);
  if (!made) await onDisk(at.home, () => create(at, binaries, roles, log));
  else if (!owner.kept || !server.kept) {
    await tell(binaries, at.cluster, at.account, roles, log);
    await tell(binaries, at.cluster, at.account, IN_DATABASE, log, ROLE);
  }
  for (const { path, kept, password } of [owner, server]) {
    if (!kept) await onDisk(path, () => writeWhole(path, password));
  }
  return { owner: owner.password, server: server.password };
}

async function keptOrNew(path: string) {
  const kept = await onDisk(path, () => readPassword(path));
  return { path, kept: kept !== undefined, password: kept ?? randomBytes(24).toString('hex') };
}

/** Makes the two roles as they should be, whatever of them is there. */
function rolesWith({ owner, server }: Passwords, mayCreateDatabases: boolean): string[] {
  const made = (role: string): string =>
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role}; END IF; END $$`;
  const createdb = mayCreateDatabases ? 'CREATEDB' : 'NOCREATEDB';
  return [
    made(ROLE),
    `ALTER ROLE ${ROLE} LOGIN ${createdb} PASSWORD '${owner}'`,
    made(SERVER_ROLE),
    `ALTER ROLE ${SERVER_ROLE} LOGIN PASSWORD '${server}'`,
    // The owner may end the server's connections.
    `GRANT ${SERVER_ROLE} TO ${ROLE}`,
    `GRANT pg_checkpoint TO ${SERVER_ROLE}`,
  ];
}

/** What takes a superuser to be allowed in the database itself: to begin the write-ahead log anew (live/traces.repo.ts). */
const IN_DATABASE = [
  `GRANT EXECUTE ON FUNCTION pg_catalog.pg_switch_wal() TO ${SERVER_ROLE}`,
  `GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_waldir() TO ${SERVER_ROLE}`,
];

async function checkVersion({ cluster, dataDir }: Placement, binaries: Binaries): Promise<void> {
  const path = join(cluster, 'PG_VERSION');
  const found = (await onDisk(path, () => readFile(path, 'utf8'))).trim();
  if (found !== binaries.major) {
    throw new StartFailure({ code: 'data_other_version', dataDir, found, needed: binaries.major });
  }
}

const UNFINISHED = 'postgres.unfinished-';

/** What an interrupted initdb left: never a cluster, since it gets that name only when it is whole. */
async function removeUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(UNFINISHED)) continue;
    // Its initdb may have outlived our process and still be writing: then it takes more than one go.
    await rm(join(home, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

async function create(
  at: Placement,
  binaries: Binaries,
  roles: string[],
  log: string,
): Promise<void> {
  const draft = join(at.home, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
  const passwordFile = `${draft}.password`;
  try {
    await privateFolder(draft, at.account);
    // initdb reads it as the account; the owner's own copy is written elsewhere.
    await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
    if (at.account) await chown(passwordFile, at.account.uid, at.account.gid);
    const options = [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ];
    await runProgram(binaries.initdb, options, '', at.home, at.account, log);
    const first = [...roles, `CREATE DATABASE ${ROLE} OWNER ${ROLE}`];
    await tell(binaries, draft, at.account, first, log);
    await tell(binaries, draft, at.account, IN_DATABASE, log, ROLE);
    await rename(draft, at.cluster);
    await syncFolder(at.home);
    await settled(at);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** Lets a server without clients carry out statements; the superuser's password is known to nobody. */
export async function tell(
  { postgres }: Binaries,
  cluster: string,
  account: Account,
  statements: string[],
  log: string,
  database = 'postgres',
): Promise<void> {
  const options = ['--single', ...settings({ exit_on_error: 'on' }), '-D', cluster, database];
  await runProgram(postgres, options, `${statements.join('\n')}\n`, cluster, account, log);
}

async function runProgram(
  program: string,
  options: string[],
  input: string,
  cwd: string,
  account: Account,
  log: string,
): Promise<void> {
  const said: Buffer[] = [];
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(program, options, {
      ...account,
      cwd,
      env: environment(),
      windowsHide: true,
    });
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.stdin.on('error', () => undefined); // It ended before reading; its exit code says so.
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  const output = Buffer.concat(said).toString('utf8');
  await writeFile(log, output, { flag: 'a', mode: 0o600 });
  throw new StartFailure(fromOutput(output, cwd, log));
}

/** The password kept in this file, if it is there. */
export async function readPassword(path: string): Promise<string | undefined> {
  try {
    const password = (await readFile(path, 'utf8')).trim();
    return password === '' ? undefined : password;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written beside and renamed, so that a half-written password never stands under the name. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // Folders cannot be opened there.
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
