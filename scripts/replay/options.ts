import { parseArgs } from 'node:util';
import { err, ok, type Outcome } from '../../server/domain/outcome.ts';
import type { Account } from '../client/desk.ts';

export const USAGE = `usage: npm run -s replay -- FILE.pb [--spread SECONDS] [--json]
       [--url URL --login NAME --password PASSWORD [--presider NAME --presider-password PASSWORD]]

Replays the approval votes of a PaBuLib file through a real meeting: every voter a device of its own
over a WebSocket. Without --url on a server and a database of its own that are removed afterwards.

  --spread SECONDS   over how long the votes come in (default 5; 0: all at once)
  --json             prints the outcome as JSON; progress goes to standard error
  --url URL          a server that runs already: sample voters and a meeting are added to the assembly
                     of --login, who is staff or administrator there
  --presider NAME    who presides there; otherwise --login, or a sample presider made by an administrator

Exit code 0: every figure that the file publishes agrees. 1: something differs or failed. 2: the file is refused.`;

export type Options = {
  path: string;
  spreadMs: number;
  json: boolean;
  /** A running server; undefined for one of our own. */
  target: { origin: string; staff: Account; presider: Account | undefined } | undefined;
};

const LONGEST_SPREAD_SECONDS = 3_600;

/** Reads the command line, or says what is wrong with it. */
export function readOptions(args: readonly string[]): Outcome<Options | 'help', string> {
  let values;
  let positionals;
  try {
    ({ values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        login: { type: 'string' },
        password: { type: 'string' },
        presider: { type: 'string' },
        'presider-password': { type: 'string' },
        spread: { type: 'string', default: '5' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return err(error.message);
  }
  if (values.help) return ok('help');
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) return err('exactly one file is needed');
  const spread = /^\d+(\.\d+)?$/.test(values.spread) ? Number(values.spread) : NaN;
  if (!(spread <= LONGEST_SPREAD_SECONDS)) {
    return err(`--spread takes seconds from 0 to ${String(LONGEST_SPREAD_SECONDS)}`);
  }
  const target = targetOf(values);
  if (!target.ok) return target;
  return ok({ path, spreadMs: spread * 1_000, json: values.json, target: target.value });
}

type Named = Partial<
  Record<'url' | 'login' | 'password' | 'presider' | 'presider-password', string>
>;

function targetOf(values: Named): Outcome<Options['target'], string> {
  const { url, login, password, presider, 'presider-password': presiderPassword } = values;
  if (url === undefined) {
    const needless = login ?? password ?? presider ?? presiderPassword;
    return needless === undefined ? ok(undefined) : err('sign-ins are for a server named by --url');
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return err('--url takes an address such as https://vote.example.cn');
  }
  if (login === undefined || password === undefined) {
    return err('--url needs --login and --password');
  }
  if ((presider === undefined) !== (presiderPassword === undefined)) {
    return err('--presider and --presider-password go together');
  }
  return ok({
    origin: new URL(url).origin,
    staff: { loginName: login, password },
    presider:
      presider === undefined || presiderPassword === undefined
        ? undefined
        : { loginName: presider, password: presiderPassword },
  });
}
