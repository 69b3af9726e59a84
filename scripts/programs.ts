import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The repository's root. */
export const ROOT = join(import.meta.dirname, '..');

const manifest = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) });

/** The script of a program that an installed package brings; the same on every system, unlike `.bin`. */
export function programOf(packageName: string, name = packageName): string {
  const path = join(ROOT, 'node_modules', packageName, 'package.json');
  const { bin } = manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
  const script = typeof bin === 'string' ? bin : bin[name];
  if (script === undefined) throw new Error(`${packageName} brings no program called ${name}`);
  return join(dirname(path), script);
}

export type Run = { cwd?: string; env?: NodeJS.ProcessEnv };

/** Runs a program in sight of whoever started us; gives its exit code (1 when a signal ended it). */
export function runVisibly(command: string, args: string[], options: Run = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, ...options, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** Runs a program and keeps what it says, its errors among it. */
export function runQuietly(
  command: string,
  args: string[],
  options: Run = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const said: Buffer[] = [];
    const child = spawn(command, args, {
      cwd: ROOT,
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(said).toString('utf8') });
    });
  });
}
