import { createContext } from 'svelte';
import { z } from 'zod';
import type { Role } from '$contract/common/roles.ts';
import * as signInRoutes from '$contract/sign-in/routes.ts';
import type { Me, SignInBody } from '$contract/sign-in/schemas.ts';
import type { SignedOutReason } from '$contract/room/socket.ts';
import { Api, type Answer, type Failure } from '#lib/api/index.ts';

/** The one refusal that says that this browser is not signed in any more; a wrong password is a 401 too. */
const NotSignedIn = z.object({ error: z.object({ code: z.literal('not_signed_in') }) });

/**
 * `asking`: not known yet, or nobody could be asked (then `failure` says why). `expired`: somebody was signed in,
 * their session ended, and what they were writing is still on the page.
 */
export type SessionState = 'asking' | 'in' | 'out' | 'expired';

/** The seats that somebody signs in to with a password. */
type Seat = z.infer<typeof SignInBody>['seat'];

type Options = {
  /** Where the page stays as it is when the session ends, so that nothing written is lost. */
  readonly stays?: boolean;
  readonly fetcher?: typeof fetch;
};

/** Who sits at a seat of this browser, and the requests that speak for them. */
export class Session {
  readonly api: Api;
  readonly #seat: Seat;
  readonly #stays: boolean;
  #me = $state.raw<Me | null>(null);
  #state = $state<SessionState>('asking');
  #failure = $state.raw<Failure | null>(null);
  #reason = $state<SignedOutReason | null>(null);

  constructor(seat: Seat, { stays = false, fetcher = (...args) => fetch(...args) }: Options = {}) {
    this.#seat = seat;
    this.#stays = stays;
    this.api = new Api(seat, async (input, init) => {
      const response = await fetcher(input, init);
      if (response.status === 401 && this.#state === 'in') {
        const body: unknown = await response
          .clone()
          .json()
          .catch(() => null);
        if (NotSignedIn.safeParse(body).success) this.#over();
      }
      return response;
    });
  }

  get me(): Me | null {
    return this.#me;
  }
  get state(): SessionState {
    return this.#state;
  }
  /** Why nobody could be asked who sits here; null when the answer came. */
  get failure(): Failure | null {
    return this.#failure;
  }
  /** Why an earlier sign-in ended. */
  get reason(): SignedOutReason | null {
    return this.#reason;
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

  /** Asks the server who this browser is. */
  async ask(): Promise<void> {
    this.#failure = null;
    const answer = await this.api.call(signInRoutes.me);
    if (answer.ok) this.#enter(answer.value);
    else if (answer.error.code === 'not_signed_in') this.#leave();
    else this.#failure = answer.error;
  }

  /** After an expiry only the same person gets back to the page they left. */
  async signIn(loginName: string, password: string): Promise<Answer<Me>> {
    const body = { loginName, password, seat: this.#seat };
    const answer = await this.api.call(signInRoutes.withPassword, body);
    if (!answer.ok) return answer;
    if (this.#state === 'expired' && answer.value.personId !== this.#me?.personId)
      location.assign(`/${this.#seat}`);
    else this.#enter(answer.value);
    return answer;
  }

  async signOut(): Promise<Failure | null> {
    const answer = await this.api.call(signInRoutes.signOut);
    if (!answer.ok && answer.error.code !== 'not_signed_in') return answer.error;
    this.ended('signed_out');
    return null;
  }

  /** The server no longer knows this browser. */
  ended(reason: SignedOutReason | null): void {
    this.#leave();
    this.#reason = reason;
  }

  #over(): void {
    if (this.#stays) this.#state = 'expired';
    else this.ended('expired');
  }

  #enter(me: Me): void {
    this.#me = me;
    this.#state = 'in';
    this.#reason = null;
  }

  #leave(): void {
    this.#me = null;
    this.#state = 'out';
  }
}

export const [getSession, setSession] = createContext<Session>();
