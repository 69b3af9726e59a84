import { addressOf } from '$contract/common/route.ts';
import * as signInRoutes from '$contract/sign-in/routes.ts';
import { createContext } from 'svelte';
import type { Role } from '$contract/common/roles.ts';
import type { Me } from '$contract/sign-in/schemas.ts';
import { Api, type Failure } from '#lib/api/index.ts';

/**
 * Who sits at the desk, and the requests that speak for them. `expired`: somebody was signed in, their
 * session ended, and what they were writing is still on the page.
 */
export class DeskSession {
  #me = $state.raw<Me | null>(null);
  #state = $state<'loading' | 'out' | 'in' | 'expired'>('loading');
  #failure = $state.raw<Failure | null>(null);
  readonly api: Api;

  constructor() {
    this.api = new Api('desk', async (input, init) => {
      const response = await fetch(input, init);
      const signingIn = input === addressOf(signInRoutes.withPassword);
      if (response.status === 401 && !signingIn && this.#state === 'in') this.#state = 'expired';
      return response;
    });
  }

  get me(): Me | null {
    return this.#me;
  }
  get state(): 'loading' | 'out' | 'in' | 'expired' {
    return this.#state;
  }
  /** Why nobody could be asked who sits here; null when the answer came. */
  get failure(): Failure | null {
    return this.#failure;
  }
  get administrator(): boolean {
    return this.holds('administrator');
  }
  /** May prepare meetings, rolls and rounds. */
  get office(): boolean {
    return this.holds('administrator') || this.holds('staff');
  }

  holds(role: Role): boolean {
    return this.#me?.roles.includes(role) ?? false;
  }

  async load(): Promise<void> {
    this.#failure = null;
    const answer = await this.api.call(signInRoutes.me);
    if (answer.ok) this.#enter(answer.value);
    else if (answer.error.code === 'not_signed_in') this.#state = 'out';
    else this.#failure = answer.error;
  }

  /** Gives null when it worked. After an expiry only the same person gets back to the page they left. */
  async signIn(loginName: string, password: string): Promise<Failure | null> {
    const body = { loginName, password, seat: 'desk' as const };
    const answer = await this.api.call(signInRoutes.withPassword, body);
    if (!answer.ok) return answer.error;
    if (this.#state === 'expired' && answer.value.personId !== this.#me?.personId) {
      location.assign('/desk');
      return null;
    }
    this.#enter(answer.value);
    return null;
  }

  async signOut(): Promise<Failure | null> {
    const answer = await this.api.call(signInRoutes.signOut);
    if (!answer.ok && answer.error.code !== 'not_signed_in') return answer.error;
    this.#me = null;
    this.#state = 'out';
    return null;
  }

  #enter(me: Me): void {
    this.#me = me;
    this.#state = 'in';
  }
}

export const [getDesk, setDesk] = createContext<DeskSession>();
