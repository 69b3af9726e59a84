import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { programOf, ROOT, runQuietly } from './programs.ts';

/** One program of a check; `cwd` is the repository's root unless said otherwise. */
type Step = { readonly script: string; readonly args: readonly string[]; readonly cwd?: string };

type Check = {
  readonly title: string;
  /** Where it keeps what it found the last time, `cache` being a folder or undefined for "look at everything anew". */
  readonly steps: (cache: string | undefined) => readonly Step[];
};

const WEB = join(ROOT, 'web');
const CACHE = join(ROOT, 'node_modules', '.cache', 'gongyi');

/**
 * What holds for every file, without running a test: `npm run check` asks it quickly, `npm test` thoroughly. Those that take
 * longest stand first, so that none is left alone at the end.
 *
 * Caches go by what is in a file, not by its time. ESLint's knows the file alone, while a few rules follow types into others:
 * what such a rule would say of an unchanged file is found by `npm test`, which keeps nothing.
 */
const CHECKS: readonly Check[] = [
  {
    title: 'Web app: types',
    steps: () => [
      { script: programOf('@sveltejs/kit', 'svelte-kit'), args: ['sync'], cwd: WEB },
      {
        script: programOf('svelte-check'),
        args: ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
        cwd: WEB,
      },
    ],
  },
  {
    title: 'Lint',
    steps: (cache) => [
      {
        script: programOf('eslint'),
        args: ['.', '--max-warnings', '0', ...byContent(cache, 'eslint')],
      },
    ],
  },
  {
    title: 'Formatting',
    steps: (cache) => [
      {
        script: programOf('prettier'),
        args: ['--check', '.', '--log-level', 'warn', ...byContent(cache, 'prettier')],
      },
    ],
  },
  {
    title: 'Types',
    steps: (cache) => [
      {
        script: programOf('typescript', 'tsc'),
        args: [
          '--noEmit',
          '-p',
          '.',
          ...(cache === undefined
            ? []
            : ['--incremental', '--tsBuildInfoFile', join(cache, 'types.json')]),
        ],
      },
    ],
  },
  {
    title: 'Structure',
    steps: () => [
      {
        script: programOf('dependency-cruiser', 'depcruise'),
        args: [
          '--config',
          '.dependency-cruiser.cjs',
          ...['server', 'web/src', 'scripts', 'load-tests'],
        ],
      },
    ],
  },
  {
    title: 'Generated files',
    steps: () => [{ script: join(ROOT, 'scripts', 'generated.ts'), args: [] }],
  },
];

function byContent(cache: string | undefined, name: string): string[] {
  if (cache === undefined) return [];
  return ['--cache', '--cache-location', join(cache, name), '--cache-strategy', 'content'];
}

/** How one check came out; `output` is what its programs said. */
export type Checked = {
  readonly title: string;
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
};

/**
 * Runs all checks, as many side by side as there are cores, and tells of each as soon as it is done. With `fresh` nothing is
 * taken from an earlier run.
 */
export async function runChecks(
  options: { fresh: boolean },
  tell: (checked: Checked) => void,
): Promise<Checked[]> {
  const cache = options.fresh ? undefined : CACHE;
  const waiting = [...CHECKS];
  const done: Checked[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const checked = await run(check, cache);
      done.push(checked);
      tell(checked);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  return done;
}

async function run({ title, steps }: Check, cache: string | undefined): Promise<Checked> {
  const began = performance.now();
  const said: string[] = [];
  let passed = true;
  for (const { script, args, cwd = ROOT } of steps(cache)) {
    const { code, output } = await runQuietly(process.execPath, [script, ...args], { cwd });
    said.push(output);
    passed = code === 0;
    if (!passed) break;
  }
  return { title, passed, seconds: (performance.now() - began) / 1000, output: said.join('') };
}

/** A check in one line; below it what was found, where it failed. */
export function report({ title, passed, seconds, output }: Checked): string {
  const head = `${passed ? '✓' : '✗'} ${title.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s`;
  return passed ? head : `${head}\n${output.trimEnd()}\n`;
}
