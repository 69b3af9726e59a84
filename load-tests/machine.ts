import { cpus, release, totalmem, type } from 'node:os';
import { runQuietly } from '../scripts/programs.ts';
import { version } from '../server/platform/version.ts';

/** The machine and the versions of a run, as they stand in the history. */
export async function machine(k6Path: string): Promise<string> {
  const processors = cpus();
  const model = (processors[0]?.model ?? 'unknown processor').replaceAll(/\s+/g, ' ').trim();
  const k6 = (await runQuietly(k6Path, ['version'])).output.split(' ')[1] ?? '';
  const memory = Math.round(totalmem() / 2 ** 30);
  return (
    `${String(processors.length)} × ${model}, ${String(memory)} GiB, ${type()} ${release()}, ` +
    `Node ${process.versions.node}, k6 ${k6}, Gongyi ${version}`
  );
}
