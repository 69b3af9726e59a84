import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb } from './build-web.ts';
import { ensureChromium, WHAT_TO_INSTALL } from './chromium.ts';
import { programOf, ROOT, runVisibly } from './programs.ts';
import { add, checkTotals, readReport, line, type Totals } from './totals.ts';

/**
 * `npm test`: every check in sequence, each whatever became of those before it, and at the end one line of
 * totals: the tests, and one for each check. Arguments are handed on to Vitest (`npm test -- server/domain`).
 */
type Check = { title: string; run: () => Promise<boolean> };

const node = async (script: string, args: string[], cwd = ROOT): Promise<boolean> =>
  (await runVisibly(process.execPath, [script, ...args], { cwd })) === 0;

const web = join(ROOT, 'web');
const hasWeb = existsSync(join(web, 'src'));

const checks: Check[] = [
  { title: 'Types', run: () => node(programOf('typescript', 'tsc'), ['--noEmit', '-p', '.']) },
  { title: 'Lint', run: () => node(programOf('eslint'), ['.', '--max-warnings', '0']) },
  { title: 'Formatting', run: () => node(programOf('prettier'), ['--check', '.']) },
];
if (existsSync(join(ROOT, '.dependency-cruiser.cjs'))) {
  const folders = ['server', 'web/src', 'scripts', 'load-tests'].filter((name) =>
    existsSync(join(ROOT, name)),
  );
  checks.push({
    title: 'Structure',
    run: () =>
      node(programOf('dependency-cruiser', 'depcruise'), [
        '--config',
        '.dependency-cruiser.cjs',
        ...folders,
      ]),
  });
}
if (hasWeb) {
  checks.push({ title: 'Web app: build', run: build }, { title: 'Web app: types', run: checkWeb });
}
checks.push({ title: 'Chromium', run: getChromium });

async function build(): Promise<boolean> {
  const built = await buildWeb();
  if (!built.ok) console.log(built.error.output);
  else console.log(built.value === 'fresh' ? 'is up to date' : 'built');
  return built.ok;
}

async function checkWeb(): Promise<boolean> {
  const synced = await node(programOf('@sveltejs/kit', 'svelte-kit'), ['sync'], web);
  const args = ['--tsconfig', './tsconfig.json', '--fail-on-warnings'];
  return synced && (await node(programOf('svelte-check'), args, web));
}

async function getChromium(): Promise<boolean> {
  const path = await ensureChromium();
  console.log(path ?? WHAT_TO_INSTALL);
  return path !== undefined;
}

async function tests(filters: string[]): Promise<Totals> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyi-report-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const code = await runVisibly(process.execPath, [
      programOf('vitest'),
      'run',
      ...reporters,
      ...filters,
    ]);
    return readReport(existsSync(report) ? await readFile(report, 'utf8') : undefined, code);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function heading(title: string): void {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 76 - title.length))}`);
}

const failed: string[] = [];
let totals: Totals = { passed: 0, failed: 0, skipped: 0 };
for (const { title, run } of checks) {
  heading(title);
  const passed = await run().catch((error: unknown) => {
    console.error(error);
    return false;
  });
  if (!passed) failed.push(title);
  totals = add(totals, checkTotals(passed));
}
heading('Tests');
const tested = await tests(process.argv.slice(2));
if (tested.failed > 0) failed.push('Tests');
totals = add(totals, tested);

heading('Totals');
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
console.log(line(totals));
process.exitCode = totals.failed > 0 ? 1 : 0;
