import { report, runChecks } from './checks.ts';

// `npm run check`: everything that can be said of the files without running a test, in less than a minute.
const checked = await runChecks({ fresh: false }, (one) => {
  console.log(report(one));
});
process.exitCode = checked.every(({ passed }) => passed) ? 0 : 1;
