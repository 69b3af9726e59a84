import type { z } from 'zod';
import { callOf, readBy, type AnswerOf, type ArgsOf, type Spec } from '$contract/common/route.ts';
import { RefusalBody } from '$contract/refusals.ts';
import { SEAT_HEADER, type Seat } from '$contract/common/roles.ts';
import type { Answer, Failure } from './failure.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Longest wait for an answer; a hall's network that is slower counts as away. */
const PATIENCE_MS = 20_000;

/**
 * Requests of one seat (its cookie and its header), or of nobody in particular with `null`. Expected failures come back as
 * values; what a route takes goes as JSON, a Blob or File as it is.
 */
export class Api {
  readonly #seat: Seat | null;
  readonly #fetch: typeof fetch;

  constructor(seat: Seat | null, fetcher: typeof fetch = (input, init) => fetch(input, init)) {
    this.#seat = seat;
    this.#fetch = fetcher;
  }

  /** Calls a route of the contract with what it takes: its parameters, its body, its query, each only where it has one. */
  call<S extends Spec>(route: S, ...args: ArgsOf<S>): Promise<Answer<AnswerOf<S>>> {
    const { method, url, body } = callOf(route, ...args);
    return this.#send(method, url, readBy(route), body) as Promise<Answer<AnswerOf<S>>>;
  }

  async #send<T>(
    method: Method,
    path: string,
    schema: z.ZodType<T> | null,
    body: unknown,
  ): Promise<Answer<T | null>> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (this.#seat !== null) headers[SEAT_HEADER] = this.#seat;
    const init: RequestInit = {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    };
    if (body instanceof Blob) {
      headers['content-type'] = 'application/octet-stream';
      init.body = body;
    } else if (body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(body);
    }

    let response: Response;
    let text: string;
    try {
      response = await this.#fetch(path, init);
      text = await response.text();
    } catch {
      // fetch rejects for one reason only: no (whole) answer came.
      return failed({ code: 'offline' });
    }
    const json = parseJson(text);
    if (!response.ok) {
      const parsed = RefusalBody.safeParse(json);
      if (parsed.success) return failed(parsed.data.error);
      // A proxy between us and the server answers in its own words when the server is away.
      return failed({ code: response.status >= 502 ? 'offline' : 'bad_answer' });
    }
    if (schema === null) return { ok: true, value: null };
    const parsed = schema.safeParse(json);
    return parsed.success ? { ok: true, value: parsed.data } : failed({ code: 'bad_answer' });
  }
}

function failed(error: Failure): { ok: false; error: Failure } {
  return { ok: false, error };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
