import * as rollRoutes from '$contract/roll/routes.ts';
import * as decisionsRoutes from '$contract/decisions/routes.ts';
import type { DecisionList } from '$contract/decisions/schemas.ts';
import { type DecisionBody } from '$contract/decisions/schemas.ts';
import { type RollEntry } from '$contract/roll/schemas.ts';
import type { z } from 'zod';
import type { Failure } from '../api/index.ts';
import type { Session } from '#lib/state/session.svelte.ts';

/** The meeting's decisions by show of hands (举手表决), who holds an office by them, and the roll to choose from. */
export class Decisions {
  readonly #session: Session;
  readonly #meetingId: string;
  #list = $state.raw<z.infer<typeof DecisionList> | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #people = $state.raw<readonly RollEntry[] | null>(null);
  #peopleFailure = $state.raw<Failure | null>(null);
  #asked = 0;

  constructor(session: Session, meetingId: string) {
    this.#session = session;
    this.#meetingId = meetingId;
  }

  get list(): z.infer<typeof DecisionList> | null {
    return this.#list;
  }
  get failure(): Failure | null {
    return this.#failure;
  }
  /** Everybody on the roll; null until it was read. */
  get people(): readonly RollEntry[] | null {
    return this.#people;
  }
  get peopleFailure(): Failure | null {
    return this.#peopleFailure;
  }

  async read(): Promise<void> {
    const asked = ++this.#asked;
    const answer = await this.#session.api.call(decisionsRoutes.list, { id: this.#meetingId });
    if (asked !== this.#asked) return;
    this.#failure = answer.ok ? null : answer.error;
    if (answer.ok) this.#list = answer.value;
    else if (answer.error.code === 'not_signed_in') this.#session.ended('expired');
  }

  async readPeople(): Promise<void> {
    const answer = await this.#session.api.call(rollRoutes.read, { id: this.#meetingId });
    this.#peopleFailure = answer.ok ? null : answer.error;
    if (answer.ok) this.#people = answer.value.entries;
    else if (answer.error.code === 'not_signed_in') this.#session.ended('expired');
  }

  /** Records a decision; gives the refusal, which changed nothing, or null. */
  async record(body: z.infer<typeof DecisionBody>): Promise<Failure | null> {
    const answer = await this.#session.api.call(
      decisionsRoutes.record,
      { id: this.#meetingId },
      body,
    );
    if (!answer.ok) {
      if (answer.error.code === 'not_signed_in') this.#session.ended('expired');
      return answer.error;
    }
    this.#asked += 1; // What is still being read is older.
    this.#list = answer.value;
    return null;
  }
}
