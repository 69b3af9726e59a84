/** Lines of those who wait, one for each network: each in turn, so that a crowd in one holds up nobody in another. */
export class Lines<T> {
  readonly #lines = new Map<string, T[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** How many wait in one line. */
  waiting(network: string): number {
    return this.#lines.get(network)?.length ?? 0;
  }

  add(network: string, one: T): void {
    const line = this.#lines.get(network);
    if (line === undefined) this.#lines.set(network, [one]);
    else line.push(one);
    this.#size += 1;
  }

  /** The next one: the first of the line that has not had its turn for longest. */
  next(): T | undefined {
    for (const [network, line] of this.#lines) {
      const one = line.shift();
      this.#lines.delete(network);
      if (line.length > 0) this.#lines.set(network, line);
      if (one === undefined) continue;
      this.#size -= 1;
      return one;
    }
    return undefined;
  }
}
