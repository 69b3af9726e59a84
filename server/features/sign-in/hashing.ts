import { Lines } from './lines.ts';

/** Passwords that are hashed at the same time: each takes a core for some 30 ms and 19 MB. */
const AT_ONCE = 2;
/** Who may wait, in all and from one network; others are told to come again. */
const MOST_WAITING = 300;
const MOST_OF_A_NETWORK = 100;

/**
 * The one place where passwords are hashed for signing in. Browsers that have signed in before come first, then the
 * networks in turn: strangers who try passwords by the thousand hold up strangers of their own network.
 */
export class Hashing {
  #running = 0;
  readonly #known: (() => void)[] = [];
  readonly #strangers = new Lines<() => void>();

  /** Hashes at this one's turn; undefined where too many wait already. */
  async inTurn<T>(
    who: { known: boolean; network: string },
    hash: () => Promise<T>,
  ): Promise<{ value: T } | undefined> {
    if (this.#running < AT_ONCE) this.#running += 1;
    else if (who.known) await new Promise<void>((go) => this.#known.push(go));
    else if (
      this.#strangers.size >= MOST_WAITING ||
      this.#strangers.waiting(who.network) >= MOST_OF_A_NETWORK
    ) {
      return undefined;
    } else
      await new Promise<void>((go) => {
        this.#strangers.add(who.network, go);
      });
    try {
      return { value: await hash() };
    } finally {
      const next = this.#known.shift() ?? this.#strangers.next();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
