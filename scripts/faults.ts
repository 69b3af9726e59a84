import { programOf, runVisibly } from './programs.ts';

/**
 * `npm run faults`: the tests of faults (docs/faults.md) with all their repetitions, one after the other; this takes
 * an hour or more. Arguments are handed on to Vitest: `npm run faults -- tests/faults/kills.test.ts`. FAULTS_SEED takes
 * the seed that a failure has printed.
 */
const given = process.argv.slice(2);
const filters = given.length === 0 ? ['tests/faults'] : given;
process.exitCode = await runVisibly(
  process.execPath,
  [programOf('vitest'), 'run', '--maxWorkers=1', '--disableConsoleIntercept', ...filters],
  { env: { ...process.env, FAULTS: 'full' } },
);
