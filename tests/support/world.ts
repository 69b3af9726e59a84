import { realWorld, type World } from '../../server/platform/clock.ts';

/** A world whose clock stands still until a test moves it on. Randomness is real. */
export type TestWorld = World & { pass(seconds: number): void };

export function testWorld(start = new Date()): TestWorld {
  let now = start.getTime();
  return {
    ...realWorld,
    now: () => new Date(now),
    pass(seconds) {
      now += seconds * 1000;
    },
  };
}
