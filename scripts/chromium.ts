import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { programOf, runQuietly, runVisibly } from './programs.ts';

/** Where Chromium, or Chrome, lies on the systems we know. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export const WHAT_TO_INSTALL =
  'No Chromium found: install one (Debian: apt-get install chromium fonts-noto-cjk; ' +
  'elsewhere: npx playwright-core install chromium) or name it in CHROMIUM_PATH.';

/**
 * The path of a Chromium to drive, or undefined: the one in CHROMIUM_PATH (which has to exist if it is
 * set), the system's, or Playwright's own.
 */
export function findChromium(
  named: string | undefined = process.env['CHROMIUM_PATH'],
  places: string[] = [...USUAL_PLACES, chromium.executablePath()],
): string | undefined {
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return named;
  }
  return places.find((place) => existsSync(place));
}

/**
 * What Playwright's `chromium.launch` needs to start the Chromium found here. Throws, with what to
 * install, where there is none: browser tests are never skipped in silence.
 */
export function chromiumToLaunch(): { executablePath: string; args: string[] } {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(WHAT_TO_INSTALL);
  // Chromium's sandbox does not work for root. Nothing may be asked of hosts outside.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    executablePath,
    args: [
      ...sandbox,
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  };
}

export type Machine = { root: boolean; osRelease: string };

/** The commands that may bring a Chromium onto the machine, to be tried one after the other. */
export function waysToGet({ root, osRelease }: Machine): string[][][] {
  const debian = /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease);
  const playwright = [process.execPath, programOf('playwright-core'), 'install'];
  const own = [[...playwright, ...(root && debian ? ['--with-deps'] : []), 'chromium']];
  if (!root || !debian) return [own];
  const packages = [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ];
  return [packages, own];
}

/** Finds a Chromium that runs, getting one where there is none; undefined when that was not possible. */
export async function ensureChromium(): Promise<string | undefined> {
  const already = findChromium();
  if (already !== undefined) return (await runs(already)) ? already : undefined;
  const osRelease = existsSync('/etc/os-release') ? await readFile('/etc/os-release', 'utf8') : '';
  for (const way of waysToGet({ root: process.getuid?.() === 0, osRelease })) {
    await follow(way);
    const found = findChromium();
    if (found !== undefined && (await runs(found))) return found;
  }
  return undefined;
}

async function follow(commands: string[][]): Promise<void> {
  for (const [command = '', ...args] of commands) {
    console.log(`$ ${[command, ...args].join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const code = await runVisibly(command, args, { env }).catch((error: unknown) => {
      console.log(String(error));
      return 1;
    });
    if (code !== 0) return;
  }
}

async function runs(path: string): Promise<boolean> {
  const { code, output } = await runQuietly(path, ['--version']);
  if (code !== 0) console.error(`${path} does not run: ${output}`);
  return code === 0;
}

if (import.meta.main) {
  const path = await ensureChromium();
  if (path === undefined) {
    console.error(WHAT_TO_INSTALL);
    process.exitCode = 1;
  } else console.log(path);
}
