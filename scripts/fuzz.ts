import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { programOf, ROOT, runVisibly } from './programs.ts';

/**
 * `npm run fuzz -- --seed N --steps N --runs N [--shorten]`: drives the room by chance, `runs` times from `seed` on,
 * until a run breaks a promise. It is told step by step; with `--shorten` once more, as short as it could be made.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    steps: { type: 'string' },
    runs: { type: 'string' },
    shorten: { type: 'boolean', default: false },
  },
});

const TEST = 'tests/fuzz/fuzz.test.ts';

function numberOf(text: string | undefined, otherwise: number): number {
  const number = Number(text ?? otherwise);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`A whole number above zero is needed, not “${String(text)}”.`);
  process.exit(1);
}

const asked = {
  seed: numberOf(values.seed, 1 + Math.floor(Math.random() * 1_000_000)),
  steps: numberOf(values.steps, 120),
  runs: numberOf(values.runs, 20),
  shorten: values.shorten,
};
console.log(`Seed ${String(asked.seed)}, ${String(asked.steps)} steps, ${String(asked.runs)} runs`);
// The tablets' pages are the web app's own sources, with its settings.
const sync = [programOf('@sveltejs/kit', 'svelte-kit'), 'sync'];
await runVisibly(process.execPath, sync, { cwd: join(ROOT, 'web') });
process.exitCode = await runVisibly(
  process.execPath,
  [programOf('vitest'), 'run', '--bail=1', '--disableConsoleIntercept=true', TEST],
  { cwd: ROOT, env: { ...process.env, GONGYI_FUZZ: JSON.stringify(asked) } },
);
