import { parseArgs } from 'node:util';
import { err, ok, type Outcome } from '../server/domain/outcome.ts';

export const SCENARIOS = [
  'ballot-rush',
  'reconnect-storm',
  'evening',
  'public-results',
  'check-in-rush',
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export const USAGE = `usage: npm run -s load-test -- [--scenario NAME] [--voters N] [--spread S] [--processes N]
       [--json] [--no-record]

Lets N deputies' tablets meet a server of its own over real sockets, and compares with two floors measured in
the same run: a bare WebSocket echo with the same frames and clients, and the same rows in one batched INSERT.

  --scenario NAME   ballot-rush, reconnect-storm, evening, public-results, check-in-rush; without it all of them
  --voters N        deputies with a tablet each (default 3000, at most 20000)
  --spread S        seconds in which they all vote, or sign in (default 5; check-in-rush 60, evening 120)
  --processes N     server processes on the one database (default 1)
  --json            one line of JSON a scenario; progress goes to standard error
  --no-record       adds nothing to the history in docs/performance.md

Needs k6, which is got with "go install" where Go is found (K6_PATH names one of your own).
Exit code 0: every acknowledged vote was counted. 1: something failed. 2: the options are wrong.`;

export type Options = {
  scenarios: readonly ScenarioName[];
  voters: number;
  /** Undefined: what the scenario takes by itself. */
  spreadMs: number | undefined;
  processes: number;
  json: boolean;
  record: boolean;
};

/** Reads the command line, or says what is wrong with it. */
export function readOptions(args: readonly string[]): Outcome<Options | 'help', string> {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        scenario: { type: 'string' },
        voters: { type: 'string', default: '3000' },
        spread: { type: 'string' },
        processes: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        'no-record': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return err(error.message);
  }
  if (values.help) return ok('help');
  const named = SCENARIOS.find((name) => name === values.scenario);
  if (values.scenario !== undefined && named === undefined) {
    return err(`there is no scenario ${values.scenario}`);
  }
  const voters = whole(values.voters, 1, 20_000);
  if (voters === undefined) return err('--voters takes a whole number from 1 to 20000');
  const processes = whole(values.processes, 1, 16);
  if (processes === undefined) return err('--processes takes a whole number from 1 to 16');
  const spread = values.spread === undefined ? undefined : seconds(values.spread);
  if (spread === null) return err('--spread takes seconds from 0 to 3600');
  return ok({
    scenarios: named === undefined ? SCENARIOS : [named],
    voters,
    spreadMs: spread === undefined ? undefined : spread * 1_000,
    processes,
    json: values.json,
    record: !values['no-record'],
  });
}

function whole(text: string, least: number, most: number): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
}

function seconds(text: string): number | null {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  return value <= 3_600 ? value : null;
}
