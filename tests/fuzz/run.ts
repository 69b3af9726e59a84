import { play } from './play.ts';
import { Random } from './random.ts';
import { Scene } from './scene.ts';
import { stepsOf, type Step } from './steps.ts';
import { Violation, type Promised } from './violation.ts';

export type RunResult = {
  seed: number;
  /** Steps that were taken, the last of them the one after which something was broken. */
  steps: readonly Step[];
  broken: { promised: Promised; what: string } | undefined;
  /** How often what happened. */
  happened: Record<string, number>;
};

/**
 * Plays a run: sets the scene, takes step after step, checks after each, and at the end lets everything come to
 * rest and counts what is still open. The same seed gives the same people, steps, ballots and ids; how they fall
 * between one another on the wire is the machine's own.
 */
export async function run(seed: number, many: number): Promise<RunResult> {
  return playSteps(seed, stepsOf(new Random(`${String(seed)}/steps`), many));
}

/** Plays these steps with the people and the chance of a seed. */
export async function playSteps(seed: number, steps: readonly Step[]): Promise<RunResult> {
  const scene = await Scene.set(new Random(String(seed)));
  let taken = 0;
  let broken: RunResult['broken'];
  try {
    for (const step of opening(scene)) await take(scene, step);
    for (const step of steps) {
      taken += 1;
      await take(scene, step);
    }
    await scene.heal();
    for (const step of ENDING) {
      await take(scene, step);
      await scene.done();
      await scene.check();
    }
    await scene.heal();
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    broken = { promised: error.promised, what: error.message };
  } finally {
    await scene.end();
  }
  return { seed, steps: steps.slice(0, taken), broken, happened: scene.model.happened };
}

async function take(scene: Scene, step: Step): Promise<void> {
  await play(scene, step);
  if (step.waitMs > 0) await new Promise((resolve) => setTimeout(resolve, step.waitMs));
  await scene.check();
}

/** Most come in: without people in the room the other steps have nothing to do. Some will be late. */
function opening({ tablets, hall, random }: Scene): Step[] {
  const inTime = tablets.flatMap(({ person }, who) =>
    (hall.deputies as string[]).includes(person) || random.chance(0.4) ? [who] : [],
  );
  return [
    { does: 'draft', of: 'first', waitMs: 0 },
    { does: 'draft', of: 'second', waitMs: 0 },
    ...inTime.map((who): Step => ({ does: 'come', who, waitMs: 0 })),
    { does: 'wait', waitMs: 0 },
  ];
}

/** What is open is closed, counted, announced and published, by two who press at once. */
const ENDING: readonly Step[] = Array.from({ length: 4 }, () => ({
  does: 'go on',
  presider: 0,
  both: true,
  patient: false,
  waitMs: 0,
}));

/** A run as a person reads it. */
export function story({ seed, steps, broken }: RunResult): string {
  const lines = steps.map((step, at) => {
    const { does, waitMs, ...rest } = step;
    const how = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
    return `${String(at + 1).padStart(4)}  ${does}${how}${waitMs > 0 ? `, ${String(waitMs)} ms` : ''}`;
  });
  return [`seed ${String(seed)}, ${String(steps.length)} steps`, ...lines, broken?.what].join('\n');
}
