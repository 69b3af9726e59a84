import type { z } from 'zod';
import type { Answer, Failure } from '#lib/api/index.ts';
import { Act } from './act.svelte.ts';
import { issuesOf, type Issues } from './issues.ts';

/** What of a form is not simply its fields, checked by its schema. */
type Shape<Fields> = {
  /** What is sent of the fields; they themselves where nothing else is said. */
  readonly body?: (fields: Fields) => unknown;
  /** What is wrong besides what the schema knows, such as a password that was not repeated. */
  readonly further?: (fields: Fields) => Issues;
};

/**
 * One form: what its fields hold, what is wrong with them by the contract, whether a close would lose
 * anything, and its sending, one at a time.
 */
export class Form<Fields extends object, Schema extends z.ZodType> {
  fields: Fields;
  /** The fields as they were when they were last the server's. */
  #saved: string;
  #issues = $state.raw<Issues>({});
  readonly #act = new Act();
  readonly #schema: Schema;
  readonly #shape: Shape<Fields>;

  constructor(schema: Schema, start: Fields, shape: Shape<Fields> = {}) {
    this.#schema = schema;
    this.#shape = shape;
    this.fields = $state(start);
    this.#saved = $state(JSON.stringify(start));
  }

  /** What is wrong, by the path of its field, as of the last sending. */
  get issues(): Issues {
    return this.#issues;
  }
  get busy(): boolean {
    return this.#act.busy;
  }
  /** Why the last sending was refused. */
  get failure(): Failure | null {
    return this.#act.failure;
  }
  /** Whether anything was changed that is not saved. */
  get dirty(): boolean {
    return JSON.stringify(this.fields) !== this.#saved;
  }

  /** Checks the fields; gives what is to be sent, or null where something is wrong, which is then shown. */
  check(): z.output<Schema> | null {
    const fields = $state.snapshot(this.fields) as Fields;
    const body = this.#shape.body?.(fields) ?? fields;
    this.#issues = { ...issuesOf(this.#schema, body), ...this.#shape.further?.(fields) };
    return Object.keys(this.#issues).length > 0 ? null : this.#schema.parse(body);
  }

  /** Checks and sends; gives the value, or null where that was refused here or there. */
  async submit<T>(
    send: (body: z.output<Schema>) => Promise<Answer<T>>,
  ): Promise<{ value: T } | null> {
    if (this.busy) return null;
    const body = this.check();
    if (body === null) return null;
    const sent = JSON.stringify(this.fields);
    const done = await this.#act.run(() => send(body));
    if (done !== null) this.#saved = sent;
    return done;
  }

  /** Says a refusal that no server gave. */
  refuse(failure: Failure): void {
    void this.#act.run(() => Promise.resolve({ ok: false, error: failure }));
  }

  /** Forgets why the last sending was refused. */
  clear(): void {
    this.#issues = {};
    this.#act.clear();
  }
}
