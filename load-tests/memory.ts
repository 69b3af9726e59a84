import { readdir, readFile } from 'node:fs/promises';

/**
 * Resident memory of a server in bytes: the process and those it started of itself (not its database). Reads
 * /proc, so it is null on systems that have none.
 */
export async function residentBytes(pid: number): Promise<number | null> {
  const own = await statusOf(pid);
  if (own === undefined) return null;
  let sum = own.bytes;
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const other = await statusOf(Number(name));
    if (other?.parent === pid && other.name === own.name) sum += other.bytes;
  }
  return sum;
}

async function statusOf(pid: number) {
  const text = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const line = (key: string): string => new RegExp(`^${key}:\\s*(.*)$`, 'm').exec(text)?.[1] ?? '';
  return {
    name: line('Name'),
    parent: Number(line('PPid')),
    bytes: Number.parseInt(line('VmRSS'), 10) * 1024,
  };
}
