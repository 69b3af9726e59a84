import { realWorld, type World } from '../../server/platform/clock.ts';

/** The key of codes, the same for all server processes of a test. */
export const TEST_CODE_KEY = Buffer.alloc(32, 'test');

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
