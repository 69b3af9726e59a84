import { describe, expect, it } from 'vitest';
import { run, story } from './run.ts';
import { FAILED, FRESH, type Seed } from './seeds.ts';
import { shorten } from './shorten.ts';

/** Many times what a run takes: other tests share the machine. */
const PATIENCE_MS = 400_000;

/** `npm run fuzz` names the runs; the suite takes those that are kept. */
const asked = process.env['GONGYI_FUZZ'];

type Asked = Seed & { shorten: boolean };

async function expectKept({ seed, steps }: Seed): Promise<void> {
  const result = await run(seed, steps);
  expect(result.broken, story(result)).toBeUndefined();
}

async function runAsked(of: Asked): Promise<void> {
  const result = await run(of.seed, of.steps);
  console.log(`seed ${String(of.seed)}: ${JSON.stringify(result.happened)}`);
  if (result.broken === undefined) return;
  console.log(story(result));
  if (of.shorten) {
    const shortest = await shorten(result, ({ steps }) => {
      console.log(`shorter: ${String(steps.length)} steps`);
    });
    console.log(`As short as it gets: ${story(shortest)}`);
  }
  expect.fail(result.broken.what);
}

if (asked === undefined) {
  describe('the room, driven by chance', { timeout: PATIENCE_MS }, () => {
    it.each(FAILED)('seed $seed, $steps steps: $found', expectKept);
    it.each(FRESH)('seed $seed, $steps steps', expectKept);
  });
} else {
  const { runs, ...first } = JSON.parse(asked) as Asked & { runs: number };
  const seeds = Array.from({ length: runs }, (_, i) => ({ ...first, seed: first.seed + i }));
  it.each(seeds)('seed $seed, $steps steps', { timeout: 3_600_000 }, runAsked);
}
