import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { programOf, ROOT, runQuietly } from './programs.ts';
import { add, checkTotals, line, readReport, type Totals } from './totals.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyi-totals-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs Vitest itself on these files and reads what it reports. */
async function totalsOf(files: Record<string, string>): Promise<Totals> {
  for (const [name, body] of Object.entries(files)) {
    await writeFile(join(folder, name), `import { test, expect } from 'vitest';\n${body}`);
  }
  const report = join(folder, 'report.json');
  const args = ['run', '--root', folder, '--reporter=json', '--outputFile', report];
  const { code } = await runQuietly(process.execPath, [programOf('vitest'), ...args], {
    cwd: folder,
  });
  return readReport(await readFile(report, 'utf8').catch(() => undefined), code);
}

describe('the totals of a Vitest run', () => {
  test('count what passed, failed and was skipped', async () => {
    const totals = await totalsOf({
      'a.test.js': `test('1', () => {}); test('2', () => { expect(1).toBe(2); }); test.skip('3', () => {});`,
      'b.test.js': `test('4', () => {}); test.todo('5');`,
    });
    expect(totals).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  test('count a file that cannot be loaded as a failure', async () => {
    const totals = await totalsOf({
      'a.test.js': `test('1', () => {});`,
      'b.test.js': `import './nowhere.js';`,
    });
    expect(totals).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('count an error outside any test as a failure', async () => {
    const totals = await totalsOf({
      'a.test.js': `test('1', () => { setTimeout(() => { throw new Error('late'); }, 0); });
        test('2', () => new Promise((done) => setTimeout(done, 50)));`,
    });
    expect(totals).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  test('count a run without tests, without a report or with half a report as a failure', async () => {
    const failure = { passed: 0, failed: 1, skipped: 0 };
    expect(await totalsOf({})).toEqual(failure);
    expect(readReport(undefined, 0)).toEqual(failure);
    expect(readReport('{"numPassedTests":', 0)).toEqual(failure);
    expect(readReport('{"numPassedTests":7}', 0)).toEqual(failure);
  });
});

test('totals add up to one line', () => {
  const sum = [checkTotals(true), checkTotals(false), { passed: 3, failed: 0, skipped: 2 }].reduce(
    add,
  );
  expect(line(sum)).toBe('4 passed, 1 failed, 2 skipped');
});
