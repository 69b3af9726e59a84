import * as floorRoutes from '$contract/floor/routes.ts';
import * as paperRoutes from '$contract/paper/routes.ts';
import * as countingRoutes from '$contract/counting/routes.ts';
import type { BoxStatus } from '$contract/paper/schemas.ts';
import type { Signatures } from '$contract/counting/schemas.ts';
import type { Readiness } from '$contract/rounds/schemas.ts';
import type { z } from 'zod';
import type { Answer, Api, Failure } from '../api/index.ts';
import type { Session } from '#lib/state/session.svelte.ts';
import type { ByRound, Count } from './situation.ts';

/** What of a round is asked for apart, because not everybody in the room may see it. */
const PARTS = {
  count: (api: Api, id: string) => api.call(countingRoutes.read, { id }),
  signatures: (api: Api, id: string) => api.call(countingRoutes.signatures, { id }),
  box: (api: Api, id: string) => api.call(paperRoutes.read, { id }),
  readiness: (api: Api, id: string) => api.call(floorRoutes.readiness, { id }),
};
type Part = keyof typeof PARTS;

/** What was read of single rounds: counts, signatures, boxes of paper ballots, what opening would meet. */
export class Readings {
  readonly #session: Session;
  #counts = $state.raw<ByRound<Count>>({});
  #signatures = $state.raw<ByRound<z.infer<typeof Signatures>>>({});
  #boxes = $state.raw<ByRound<BoxStatus>>({});
  #readiness = $state.raw<ByRound<z.infer<typeof Readiness>>>({});
  #failures = $state.raw<Partial<Record<Part, Failure | null>>>({});
  /** Asked last, for each part: an answer that a later one has overtaken is dropped. */
  readonly #tickets: Record<Part, number> = { count: 0, signatures: 0, box: 0, readiness: 0 };

  constructor(session: Session) {
    this.#session = session;
  }

  get counts(): ByRound<Count> {
    return this.#counts;
  }
  get signatures(): ByRound<z.infer<typeof Signatures>> {
    return this.#signatures;
  }
  get boxes(): ByRound<BoxStatus> {
    return this.#boxes;
  }
  get readiness(): ByRound<z.infer<typeof Readiness>> {
    return this.#readiness;
  }
  /** Why the last reading of this part failed; what was read before stays. */
  failure(part: Part): Failure | null {
    return this.#failures[part] ?? null;
  }

  async readCount(roundId: string): Promise<void> {
    const value = await this.#read('count', roundId, PARTS.count);
    if (value !== null) this.#counts = { ...this.#counts, [roundId]: value };
  }
  async readSignatures(roundId: string): Promise<void> {
    const value = await this.#read('signatures', roundId, PARTS.signatures);
    if (value !== null) this.#signatures = { ...this.#signatures, [roundId]: value };
  }
  async readBox(roundId: string): Promise<void> {
    const value = await this.#read('box', roundId, PARTS.box);
    if (value !== null) this.#boxes = { ...this.#boxes, [roundId]: value };
  }
  async readReadiness(roundId: string): Promise<void> {
    const value = await this.#read('readiness', roundId, PARTS.readiness);
    if (value !== null) this.#readiness = { ...this.#readiness, [roundId]: value };
  }

  async #read<T>(
    part: Part,
    roundId: string,
    ask: (api: Api, id: string) => Promise<Answer<T>>,
  ): Promise<T | null> {
    const ticket = ++this.#tickets[part];
    const answer = await ask(this.#session.api, roundId);
    if (ticket !== this.#tickets[part]) return null;
    this.#failures = { ...this.#failures, [part]: answer.ok ? null : answer.error };
    if (answer.ok) return answer.value;
    if (answer.error.code === 'not_signed_in') this.#session.ended('expired');
    return null;
  }
}
