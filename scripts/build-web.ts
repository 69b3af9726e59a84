import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { err, ok, type Outcome } from '../server/domain/outcome.ts';
import { programOf, ROOT, runQuietly } from './programs.ts';

/** `fresh`: the last build is of these very sources. `no_sources`: there is no web app to build. */
export type WebBuild = 'built' | 'fresh' | 'no_sources';

/** What goes into the web app; versions of its tools are in the lock file. */
const SOURCES = ['web', 'server/contract', 'server/domain', 'package-lock.json'];
const NOT_SOURCES = new Set(['build', '.svelte-kit', 'node_modules']);

/** Builds the web app below `root` into web/build, unless the last build there was of the very same sources. */
export async function buildWeb(
  root: string = ROOT,
): Promise<Outcome<WebBuild, { code: 'build_failed'; output: string }>> {
  const web = join(root, 'web');
  if (!existsSync(join(web, 'src'))) return ok('no_sources');
  const stamp = join(web, 'build', '.stamp');
  const sources = await digest(
    SOURCES.map((path) => join(root, path)),
    root,
  );
  if (await isBuildOf(stamp, sources)) return ok('fresh');
  // A build that breaks off must not pass for a whole one.
  await rm(stamp, { force: true });
  const { code, output } = await runQuietly(process.execPath, [programOf('vite'), 'build'], {
    cwd: web,
    // Whoever builds, a test too: otherwise Svelte's own checks for developers go along.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) return err({ code: 'build_failed', output });
  await writeFile(stamp, sources);
  return ok('built');
}

async function isBuildOf(stamp: string, sources: string): Promise<boolean> {
  return existsSync(stamp) && (await readFile(stamp, 'utf8')) === sources;
}

/** One figure for names (from `root`) and contents of all files below the paths, whatever their times. */
async function digest(paths: string[], root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesBelow(path)) {
      const content = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
      hash.update(`${relative(root, file)}\0${content}\n`);
    }
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true }).catch(notAFolder);
  if (entries === undefined) return [path];
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (NOT_SOURCES.has(entry.name) || /\.test\.ts$/.test(entry.name)) continue;
    files.push(...(await filesBelow(join(path, entry.name))));
  }
  return files;
}

function notAFolder(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOTDIR') throw error;
}

if (import.meta.main) {
  const built = await buildWeb();
  if (built.ok) console.log(`web app: ${built.value}`);
  else {
    console.error(built.error.output);
    process.exitCode = 1;
  }
}
