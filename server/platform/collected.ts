/** Readings that may be under way at once, and the most that one of them reads. */
const AT_ONCE = 4;
const MOST = 500;

type Asked<V> = {
  key: string;
  resolve: (value: V | undefined) => void;
  reject: (error: unknown) => void;
};

/**
 * Reads what many ask for at the same time in few statements: somebody alone is read for at once; while a few
 * readings are under way the next collects. A reading always begins after it was asked for, so nobody gets
 * what is older than their question.
 */
export class Collected<V> {
  readonly #read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>;
  #asked: Asked<V>[] = [];
  #underWay = 0;

  constructor(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) {
    this.#read = read;
  }

  /** What is there under the key, or undefined. Rejects when it could not be read. */
  of(key: string): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ key, resolve, reject });
      if (this.#underWay < AT_ONCE) void this.#next();
    });
  }

  async #next(): Promise<void> {
    const asked = this.#asked.splice(0, MOST);
    if (asked.length === 0) return;
    this.#underWay += 1;
    try {
      const found = await this.#read([...new Set(asked.map(({ key }) => key))]);
      for (const { key, resolve } of asked) resolve(found.get(key));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
    this.#underWay -= 1;
    await this.#next();
  }
}
