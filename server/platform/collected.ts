/** The most that one statement reads. */
const MOST = 500;
/** A reading that takes longer (milliseconds) holds up the next no more, */
const SLOW_MS = 200;
/** as long as no more than these are under way: others need connections to the database too. */
const AT_ONCE = 4;

type Asked<V> = {
  key: string;
  resolve: (value: V | undefined) => void;
  reject: (error: unknown) => void;
};

/**
 * Reads what many ask for at the same time in few statements: somebody alone is read for at once; while a
 * reading is under way the next collects. A reading always begins after it was asked for, so nobody gets
 * what is older than their question.
 */
export class Collected<V> {
  readonly #read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>;
  #asked: Asked<V>[] = [];
  #underWay = 0;
  /** Whether what is asked for waits for a reading that is under way. */
  #held = false;

  constructor(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) {
    this.#read = read;
  }

  /** What is there under the key, or undefined. Rejects when it could not be read. */
  of(key: string): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ key, resolve, reject });
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#held || this.#underWay >= AT_ONCE) return;
    const asked = this.#asked.splice(0, MOST);
    if (asked.length === 0) return;
    this.#held = true;
    this.#underWay += 1;
    let holds = true;
    const letGo = (): void => {
      if (holds) this.#held = false;
      holds = false;
      void this.#next();
    };
    const timer = setTimeout(letGo, SLOW_MS);
    try {
      const found = await this.#read([...new Set(asked.map(({ key }) => key))]);
      for (const { key, resolve } of asked) resolve(found.get(key));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
    clearTimeout(timer);
    this.#underWay -= 1;
    letGo();
  }
}
