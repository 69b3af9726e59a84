/**
 * Lets at most `width` of the tasks given to it run at the same time; the others wait their turn. For work
 * that queues on one row of the database anyway: waiting here holds no connection, so everything else in
 * the process keeps its share of the pool.
 */
export function gate(width: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place goes to the next in line; it is only given up when nobody waits.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
