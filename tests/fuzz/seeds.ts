/** A run by its number, and how many steps of it are taken. */
export type Seed = { seed: number; steps: number };

/** Every seed that has ever broken something, with what it found. None is taken out again. */
export const FAILED: readonly (Seed & { found: string })[] = [
  {
    seed: 4,
    steps: 60,
    found:
      'a process told to stop waited 72 seconds for a connection whose last request was just being answered',
  },
];

/** Taken in every run of the tests besides; where they lead changes with the steps there are. */
export const FRESH: readonly Seed[] = [1, 2, 3].map((seed) => ({ seed, steps: 80 }));
