import { parseArgs } from 'node:util';
import { err, ok, type Outcome } from '../domain/outcome.ts';

/** More than this many processes on one computer is a mistake: their database connections would run out. */
const MOST = 16;

/** Reads `--processes N` of the command line (1 without it), or says in a sentence what is wrong with it. */
export function readProcesses(args: string[]): Outcome<number, string> {
  let given: string | undefined;
  try {
    const { values } = parseArgs({ args, options: { processes: { type: 'string' } } });
    given = values.processes;
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
  if (given === undefined) return ok(1);
  const processes = /^\d+$/.test(given) ? Number(given) : 0;
  if (processes >= 1 && processes <= MOST) return ok(processes);
  return err(
    `--processes takes a whole number from 1 to ${String(MOST)}, not ${JSON.stringify(given)}.\n` +
      `--processes 应为 1 到 ${String(MOST)} 的整数，而不是 ${JSON.stringify(given)}。`,
  );
}
