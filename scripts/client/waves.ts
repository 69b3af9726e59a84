/**
 * Does `act` for every entry, at most `width` at once, and gives the results in order. The first that
 * throws ends it: no further one is begun, and it throws that once those under way have ended.
 */
export async function inWaves<T, R>(
  entries: readonly T[],
  width: number,
  act: (entry: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(entries.length);
  const failures: unknown[] = [];
  const queue = entries.entries();
  const lanes = Array.from({ length: Math.min(width, entries.length) }, async () => {
    for (const [index, entry] of queue) {
      if (failures.length > 0) return;
      try {
        results[index] = await act(entry, index);
      } catch (error) {
        failures.push(error);
      }
    }
  });
  await Promise.all(lanes);
  if (failures.length > 0) throw failures[0];
  return results;
}
