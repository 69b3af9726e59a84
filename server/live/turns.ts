/** How long one turn may take (milliseconds) before votes that came in meanwhile are looked at. */
const TURN_MS = 4;

/**
 * Does `act` for each, and lets the event loop go round every few milliseconds: telling three thousand devices
 * something holds nobody's vote up. The first turn is at once; a handful is done when this returns.
 */
export async function inTurns<T>(all: Iterable<T>, act: (one: T) => void): Promise<void> {
  let since = performance.now();
  for (const one of all) {
    act(one);
    if (performance.now() - since < TURN_MS) continue;
    await new Promise(setImmediate);
    since = performance.now();
  }
}
