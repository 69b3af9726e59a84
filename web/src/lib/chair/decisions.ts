import * as rollRoutes from '$contract/roll/routes.ts';
import * as decisionsRoutes from '$contract/decisions/routes.ts';
import type { DecisionList, DecisionBody } from '$contract/decisions/schemas.ts';
import type { Roll, RollEntry } from '$contract/roll/schemas.ts';
import type { z } from 'zod';
import { Remote } from '#lib/state/remote.svelte.ts';
import type { Api, Failure } from '../api/index.ts';

/** The meeting's decisions by show of hands (举手表决), who holds an office by them, and the roll to choose from. */
export class Decisions {
  readonly #api: Api;
  readonly #meetingId: string;
  readonly #list: Remote<z.infer<typeof DecisionList>>;
  readonly #roll: Remote<z.infer<typeof Roll>>;

  constructor(api: Api, meetingId: string) {
    this.#api = api;
    this.#meetingId = meetingId;
    const of = { id: meetingId };
    this.#list = new Remote(() => api.call(decisionsRoutes.list, of));
    this.#roll = new Remote(() => api.call(rollRoutes.read, of));
  }

  get list(): z.infer<typeof DecisionList> | null {
    return this.#list.value;
  }
  get failure(): Failure | null {
    return this.#list.failure;
  }
  /** Everybody on the roll; null until it was read. */
  get people(): readonly RollEntry[] | null {
    return this.#roll.value?.entries ?? null;
  }
  get peopleFailure(): Failure | null {
    return this.#roll.failure;
  }

  async read(): Promise<void> {
    await this.#list.read();
  }

  async readPeople(): Promise<void> {
    await this.#roll.read();
  }

  /** Records a decision; gives the refusal, which changed nothing, or null. */
  async record(body: z.infer<typeof DecisionBody>): Promise<Failure | null> {
    const answer = await this.#api.call(decisionsRoutes.record, { id: this.#meetingId }, body);
    if (!answer.ok) return answer.error;
    this.#list.set(answer.value);
    return null;
  }
}
