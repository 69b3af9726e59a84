import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { codeOf } from './failure.ts';

const run = promisify(execFile);

/**
 * Says who has a process id just now, so that a later process with the same number is told apart: a token
 * made of the boot and the start time. Undefined when there is no such process (a zombie is none).
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(absent);
    if (stat === undefined) return undefined;
    // The second field is the name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTime] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || startTime === undefined) return undefined;
    return `${await bootId()}:${startTime}`;
  }
  if (!signalReaches(pid)) return undefined;
  const [command, args] =
    process.platform === 'win32'
      ? [
          'powershell',
          ['-NoProfile', '-Command', `(Get-Process -Id ${String(pid)}).StartTime.Ticks`],
        ]
      : ['ps', ['-o', 'lstart=', '-p', String(pid)]];
  const { stdout } = await run(command as string, args as string[]).catch(() => ({ stdout: '' }));
  return stdout.trim() === '' ? undefined : stdout.trim();
}

/** A token that changes with every boot of the machine; empty where the system has none. */
export async function bootId(): Promise<string> {
  if (process.platform !== 'linux') return '';
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
}

/**
 * Names the space in which process ids mean something: two containers that share a folder have a process
 * 17 each. Empty where the system has no such spaces.
 */
export async function pidSpace(): Promise<string> {
  if (process.platform !== 'linux') return '';
  return readlink('/proc/self/ns/pid');
}

/** Whether a process with this id exists, also when it belongs to somebody else. */
export function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function absent(error: unknown): undefined {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ESRCH') return undefined;
  throw error;
}
