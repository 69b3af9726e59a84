/** How long one slice may take (milliseconds) before votes that came in meanwhile are looked at. */
const SLICE_MS = 4;

/**
 * Does `act` for each, and lets the event loop go round every few milliseconds: telling three thousand devices
 * something holds nobody's vote up. The first slice is at once; a handful is done when this returns.
 */
export async function inSlices<T>(all: Iterable<T>, act: (one: T) => void): Promise<void> {
  let since = performance.now();
  for (const one of all) {
    act(one);
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise(setImmediate);
    since = performance.now();
  }
}
