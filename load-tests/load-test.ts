/**
 * `npm run load-test`: lets a full hall meet a server of its own, and compares with floors measured in the same
 * run. `--help` says how; load-tests/README.md says what is measured.
 */
import { readOptions, USAGE, type Options, type ScenarioName } from './options.ts';
import { recordIn } from './history.ts';
import { findK6, WHAT_TO_INSTALL } from './k6-process.ts';
import { machine } from './machine.ts';
import { lineOf, type Outcome } from './outcome.ts';
import { ballotRush } from './scenarios/ballot-rush.ts';
import { checkInRush } from './scenarios/check-in-rush.ts';
import { evening } from './scenarios/evening.ts';
import { publicResults } from './scenarios/public-results.ts';
import { reconnectStorm } from './scenarios/reconnect-storm.ts';
import type { Run } from './scenarios/run.ts';

const SCENARIO: Record<ScenarioName, (run: Run) => Promise<Outcome>> = {
  'ballot-rush': ballotRush,
  'reconnect-storm': reconnectStorm,
  evening,
  'public-results': publicResults,
  'check-in-rush': checkInRush,
};

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (!options.ok) {
    console.error(`${options.error}\n\n${USAGE}`);
    return 2;
  }
  if (options.value === 'help') {
    console.log(USAGE);
    return 0;
  }
  const say = (line: string): void => {
    console.error(line);
  };
  const k6Path = await findK6(say);
  if (k6Path === undefined) {
    say(WHAT_TO_INSTALL);
    return 1;
  }
  const on = await machine(k6Path);
  let lost = false;
  for (const name of options.value.scenarios) {
    say(`━━ ${name}: ${String(options.value.voters)} deputies`);
    const outcome = await carryOut(name, k6Path, options.value, say);
    console.log(options.value.json ? JSON.stringify(outcome) : lineOf(outcome));
    if (outcome.acknowledged !== outcome.counted) lost = true;
    if (options.value.record) await recordIn(on, options.value.processes, outcome);
  }
  return lost ? 1 : 0;
}

async function carryOut(
  name: ScenarioName,
  k6Path: string,
  { voters, spreadMs, processes }: Options,
  say: Run['say'],
): Promise<Outcome> {
  await using afterwards = new AsyncDisposableStack();
  return await SCENARIO[name]({ k6Path, voters, spreadMs, processes, say, afterwards });
}

process.exit(await main(process.argv.slice(2)));
