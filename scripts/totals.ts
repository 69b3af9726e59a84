import { z } from 'zod';

/** How many tests and checks came out how. */
export type Totals = { passed: number; failed: number; skipped: number };

/** The line that a run of checks ends with. */
export function line({ passed, failed, skipped }: Totals): string {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}

export function add(a: Totals, b: Totals): Totals {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** What one check counts for. */
export function checkTotals(passed: boolean): Totals {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

const vitestReport = z.object({
  numPassedTests: z.number().int(),
  numFailedTests: z.number().int(),
  numPendingTests: z.number().int(),
  numTodoTests: z.number().int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/**
 * The totals of a Vitest run, from its JSON report and its exit code. A file that failed without a failed
 * test (it could not be loaded, or its set-up failed) counts as one; so does a run that failed otherwise,
 * among them one without a report. A run of no tests at all has not passed either.
 */
export function readReport(text: string | undefined, exitCode: number): Totals {
  const report = parse(text);
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const fileFailures = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const totals = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + fileFailures,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  const hidden = totals.failed === 0 && (exitCode !== 0 || totals.passed === 0);
  return hidden ? { ...totals, failed: 1 } : totals;
}

function parse(text: string | undefined): z.infer<typeof vitestReport> | undefined {
  if (text === undefined) return undefined;
  try {
    return vitestReport.parse(JSON.parse(text));
  } catch {
    return undefined; // A report that broke off tells as little as none.
  }
}
