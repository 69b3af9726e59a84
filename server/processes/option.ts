import { parseArgs } from 'node:util';
import { err, ok, type Outcome } from '../domain/outcome.ts';

/** More than this many processes on one computer is a mistake: their database connections would run out. */
const MOST = 16;

export const USAGE = `npm start [-- --processes N]
  --processes N   server processes behind one port, 1 to ${String(MOST)} (1 without it)
                  同一端口上的服务进程数，1 到 ${String(MOST)}，默认 1
  Everything else is set by environment variables (PORT, DATA_DIR, DATABASE_URL, …): README.md.
  其余设置用环境变量（PORT、DATA_DIR、DATABASE_URL 等），见 README.zh-CN.md。`;

/** Reads `--processes N` of the command line (1 without it) or `--help`, or says in a sentence what is wrong with it. */
export function readProcesses(args: string[]): Outcome<number | 'help', string> {
  let given: string | undefined;
  try {
    const { values } = parseArgs({
      args,
      options: { processes: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help === true) return ok('help');
    given = values.processes;
  } catch (error) {
    return err(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
  if (given === undefined) return ok(1);
  const processes = /^\d+$/.test(given) ? Number(given) : 0;
  if (processes >= 1 && processes <= MOST) return ok(processes);
  return err(
    `--processes takes a whole number from 1 to ${String(MOST)}, not ${JSON.stringify(given)}.\n` +
      `--processes 应为 1 到 ${String(MOST)} 的整数，而不是 ${JSON.stringify(given)}。`,
  );
}
