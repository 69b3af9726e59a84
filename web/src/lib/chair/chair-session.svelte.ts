import * as signInRoutes from '$contract/sign-in/routes.ts';
import { createContext } from 'svelte';
import type { Me } from '$contract/sign-in/schemas.ts';
import type { SignedOutReason } from '$contract/room/socket.ts';
import type { z } from 'zod';
import { Api, type Failure } from '../api/index.ts';

/** `asking`: not known yet; `unreachable`: no answer, so nobody knows. */
export type SessionStep = 'asking' | 'signed_in' | 'signed_out' | 'unreachable';

/** Who sits at the chair of this browser (主持台). */
export class ChairSession {
  readonly api = new Api('chair');
  #me = $state.raw<z.infer<typeof Me> | null>(null);
  #step = $state<SessionStep>('asking');
  #failure = $state.raw<Failure | null>(null);
  #reason = $state<SignedOutReason | null>(null);
  #busy = $state(false);

  get me(): z.infer<typeof Me> | null {
    return this.#me;
  }
  get step(): SessionStep {
    return this.#step;
  }
  /** Why the last sign-in (or asking) failed. */
  get failure(): Failure | null {
    return this.#failure;
  }
  /** Why an earlier sign-in ended. */
  get reason(): SignedOutReason | null {
    return this.#reason;
  }
  get busy(): boolean {
    return this.#busy;
  }

  /** Asks the server who this browser is. */
  async ask(): Promise<void> {
    this.#failure = null;
    const answer = await this.api.call(signInRoutes.me);
    if (answer.ok) return this.#enter(answer.value);
    if (answer.error.code === 'not_signed_in') {
      this.#step = 'signed_out';
      return;
    }
    this.#step = 'unreachable';
    this.#failure = answer.error;
  }

  async signIn(loginName: string, password: string): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#failure = null;
    const answer = await this.api.call(signInRoutes.withPassword, {
      loginName,
      password,
      seat: 'chair',
    });
    this.#busy = false;
    if (answer.ok) this.#enter(answer.value);
    else this.#failure = answer.error;
  }

  async signOut(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const answer = await this.api.call(signInRoutes.signOut);
    this.#busy = false;
    if (answer.ok || answer.error.code === 'not_signed_in') this.ended('signed_out');
    else this.#failure = answer.error;
  }

  /** The server no longer knows this browser. */
  ended(reason: SignedOutReason | null): void {
    this.#me = null;
    this.#step = 'signed_out';
    this.#reason = reason;
  }

  #enter(me: z.infer<typeof Me>): void {
    this.#me = me;
    this.#step = 'signed_in';
    this.#reason = null;
  }
}

export const [getChairSession, setChairSession] = createContext<ChairSession>();
