// How often the fault tests do what they do, and by which random numbers. In every run they do a share of it, with
// `npm run faults` all of it (docs/faults.md).

const FULL = process.env['FAULTS'] === 'full';

/** `share` times in every run, `all` times with FAULTS=full. */
export function times(share: number, all: number): number {
  return FULL ? all : share;
}

/** Time for so many repetitions (milliseconds), many times what they take: the machine may be busy. */
export function patience(repetitions: number, eachMs: number): number {
  return 180_000 + repetitions * eachMs;
}

/** Random numbers, 0 ≤ x < 1, that are the same again for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Does `act` with random numbers; when it fails the error says which FAULTS_SEED does the same again. */
export async function withSeed<T>(act: (random: () => number) => Promise<T>): Promise<T> {
  const given = process.env['FAULTS_SEED'] ?? '';
  const seed = given === '' ? Math.floor(Math.random() * 2 ** 32) : Number(given);
  try {
    return await act(randomOf(seed));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`FAULTS_SEED=${String(seed)}: ${what}`, { cause: error });
  }
}

/** What a fault test found: the line that goes into the table of docs/faults.md. */
export function tell(
  fault: string,
  found: { times: number; acknowledged: number; counted: number; [figure: string]: number },
): void {
  if (FULL) console.log(`faults: ${JSON.stringify({ fault, ...found })}`);
}
