import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb } from './build-web.ts';
import { report, runChecks } from './checks.ts';
import { ensureChromium, WHAT_TO_INSTALL } from './chromium.ts';
import { programOf, runVisibly } from './programs.ts';
import { add, checkTotals, readReport, line, type Totals } from './totals.ts';

/**
 * `npm test`: every check, each whatever became of the others, and at the end one line of totals: the tests, and one for
 * each check. Arguments are handed on to Vitest (`npm test -- server/domain`).
 */
async function build(): Promise<boolean> {
  const built = await buildWeb();
  if (!built.ok) console.log(built.error.output);
  else console.log(built.value === 'fresh' ? 'is up to date' : 'built');
  return built.ok;
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
function count(title: string, passed: boolean): void {
  if (!passed) failed.push(title);
  totals = add(totals, checkTotals(passed));
}

heading('Checks');
await runChecks({ fresh: true }, (checked) => {
  console.log(report(checked));
  count(checked.title, checked.passed);
});
for (const { title, run } of [
  { title: 'Web app: build', run: build },
  { title: 'Chromium', run: getChromium },
]) {
  heading(title);
  const passed = await run().catch((error: unknown) => {
    console.error(error);
    return false;
  });
  count(title, passed);
}
heading('Tests');
const tested = await tests(process.argv.slice(2));
if (tested.failed > 0) failed.push('Tests');
totals = add(totals, tested);

heading('Totals');
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
console.log(line(totals));
process.exitCode = totals.failed > 0 ? 1 : 0;
