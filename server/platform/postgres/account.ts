import { execFile, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { codeOf, StartFailure } from './failure.ts';

const run = promisify(execFile);

/** The unprivileged user PostgreSQL runs as when we are root; undefined when it runs as ourselves. */
export type Account = { uid: number; gid: number } | undefined;

/** Whether this process is root (never so on Windows). */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account for a cluster in `cluster`: as root, whoever owns it already, else the system user `name`,
 * made when it is missing. PostgreSQL refuses to run as root, and refuses data of another owner.
 */
export async function accountFor(cluster: string, name: string): Promise<Account> {
  if (!isRoot()) return undefined;
  const owner = await ownerOf(cluster);
  if (owner !== undefined && owner.uid !== 0) return owner;
  return (await lookUp(name)) ?? (await create(name));
}

async function ownerOf(path: string): Promise<Account> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function lookUp(name: string): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined; // `id` ends with 1 for a name it doesn't know.
  }
}

async function create(name: string): Promise<Account> {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]], // BusyBox, as on Alpine
  ];
  const reasons: string[] = [];
  for (const [command, args] of attempts) {
    try {
      await run(command, args);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message.trim() : String(error));
    }
    // Also when it was refused: two starts at once may both have tried, and one of them made it.
    const made = await lookUp(name);
    if (made) return made;
  }
  throw new StartFailure({ code: 'no_account', account: name, reason: reasons.join('; ') });
}

/**
 * Whether the account gets at everything: shell test operators with their paths, e.g. `['-x', '/srv/data']`.
 * Asked of the system itself, because access lists and mount options count as well as mode bits.
 */
export async function canReach(
  account: Account,
  tests: [operator: string, path: string][],
): Promise<boolean> {
  if (account === undefined) return true;
  for (const [operator, path] of tests) {
    const reached = await new Promise<boolean>((resolve, reject) => {
      const child = spawn('/bin/sh', ['-c', `test ${operator} "$1"`, 'sh', path], {
        ...account,
        cwd: '/',
        stdio: 'ignore',
        env: {},
      });
      child.once('error', reject);
      child.once('exit', (code) => {
        resolve(code === 0);
      });
    });
    if (!reached) return false;
  }
  return true;
}
