import { cookieName } from '../../server/platform/http.ts';
import type { Seat } from '../../server/contract/common/roles.ts';
import type { Model } from './model.ts';
import { Network, pace } from './network.ts';
import type { OpenPage, Page, PageStore, PageWorld } from './page.ts';
import type { Random } from './random.ts';
import { watcher } from './screen.ts';
import { TabletStore } from './store.ts';

// By its address: the page belongs to the web app's types and settings, not to the server's.
const PAGE = new URL('../../web/src/lib/live/page.test-support.ts', import.meta.url).pathname;
const { openPage } = (await import(PAGE)) as { openPage: OpenPage };

type Origin = () => string | undefined;
type Around = { model: Model; random: Random; origin: Origin };

/** What tablets and screens have in common: a network, and a page on it that can be torn away. */
abstract class Device {
  readonly name: string;
  readonly network: Network;
  protected readonly model: Model;
  readonly #random: Random;
  readonly #timers = new Set<NodeJS.Timeout>();
  page: Page | undefined;

  constructor(name: string, seat: Seat, { model, random, origin }: Around) {
    this.name = name;
    this.model = model;
    this.#random = random.fork(name);
    const witness = {
      sent: (vote: Parameters<Model['sent']>[1]) => {
        if (this.voter !== null) model.sent(this.voter, vote);
      },
      answered: (answer: Parameters<Model['answered']>[0]) => {
        model.answered(answer);
      },
    };
    this.network = new Network({ seat, origin, witness }, this.#random.fork('network'));
  }

  /** Whose votes leave this device. */
  protected abstract get voter(): string | null;
  protected abstract get store(): PageStore;

  /** Opens the page, or reloads it: what it kept stays, everything else is gone. */
  protected load(of: Parameters<OpenPage>[0]): void {
    this.page?.leave();
    this.page = openPage(of, this.#world(), watcher(this.model, this.name));
  }

  /** The device is switched off. Nothing of its page runs on. */
  off(): void {
    this.page?.leave();
    this.page = undefined;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #world(): PageWorld {
    return {
      now: () => Date.now(),
      random: this.#random.next,
      uuid: this.#random.uuid,
      after: (ms, run) => {
        const timer = setTimeout(() => {
          this.#timers.delete(timer);
          run();
        }, ms / pace.speed);
        this.#timers.add(timer);
        return () => {
          clearTimeout(timer);
          this.#timers.delete(timer);
        };
      },
      openSocket: this.network.openSocket,
      fetch: this.network.fetch as typeof fetch,
      store: this.store,
    };
  }
}

/** A tablet in somebody's hands. */
export class Tablet extends Device {
  readonly person: string;
  protected readonly store: TabletStore;

  constructor(name: string, person: string, around: Around) {
    super(name, 'tablet', around);
    this.person = person;
    this.store = new TabletStore(around.model, name);
  }

  protected get voter(): string {
    return this.person;
  }

  get signedIn(): boolean {
    return this.network.token !== '' && this.page?.link !== 'signed_out';
  }

  /** What is kept here of this person's votes. */
  get votes() {
    return this.store.votes();
  }

  /** Scans a card at some process; gives whether it was taken. */
  async signIn(origin: string, code: string): Promise<boolean> {
    const response = await fetch(`${origin}/api/sign-in/card`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    }).catch(() => undefined); // the process may go down meanwhile
    await response?.text();
    if (response?.ok !== true) return false;
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    const own = `${cookieName('tablet')}=`;
    const token = cookies.find((cookie) => cookie.startsWith(own))?.slice(own.length);
    if (token === undefined) return false;
    this.network.token = token;
    this.reload();
    return true;
  }

  reload(): void {
    if (this.network.token !== '') this.load({ seat: 'tablet', personId: this.person });
  }
}

/** A projector, or the presider's own page. */
export class Screen extends Device {
  readonly #of: Parameters<OpenPage>[0];

  constructor(
    name: string,
    of: { seat: 'screen' | 'chair'; token: string; meetingId: string },
    around: Around,
  ) {
    super(name, of.seat, around);
    this.network.token = of.token;
    this.#of = { seat: of.seat, meetingId: of.meetingId, personId: null };
    this.reload();
  }

  protected get voter(): null {
    return null;
  }

  // A screen keeps nothing.
  protected readonly store: PageStore = {
    length: 0,
    key: () => null,
    getItem: () => null,
    setItem: () => undefined,
    removeItem: () => undefined,
  };

  reload(): void {
    this.load(this.#of);
  }
}
