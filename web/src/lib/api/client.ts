import type { z } from 'zod';
import { callOf, readBy, type AnswerOf, type ArgsOf, type Spec } from '$contract/common/route.ts';
import { RefusalBody } from '$contract/refusals.ts';
import { SEAT_HEADER, type Seat } from '$contract/common/roles.ts';
import type { Answer, Failure } from './failure.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Longest wait for an answer; a hall's network that is slower counts as away. */
const PATIENCE_MS = 20_000;

/**
 * Requests of one seat (its cookie and its header), or of nobody in particular with `null`. Each takes
 * the path, the contract's schema of the answer (`null` where the answer has no body) and, to write, a
 * body: a plain value goes as JSON, a Blob or File as it is. Expected failures come back as values.
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

  get<T>(path: string, schema: z.ZodType<T>): Promise<Answer<T>> {
    return this.#send('GET', path, schema, undefined);
  }

  post(path: string, schema: null, body?: unknown): Promise<Answer<null>>;
  post<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<Answer<T>>;
  post<T>(path: string, schema: z.ZodType<T> | null, body?: unknown): Promise<Answer<T | null>> {
    return this.#send('POST', path, schema, body);
  }

  put(path: string, schema: null, body?: unknown): Promise<Answer<null>>;
  put<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<Answer<T>>;
  put<T>(path: string, schema: z.ZodType<T> | null, body?: unknown): Promise<Answer<T | null>> {
    return this.#send('PUT', path, schema, body);
  }

  patch(path: string, schema: null, body?: unknown): Promise<Answer<null>>;
  patch<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<Answer<T>>;
  patch<T>(path: string, schema: z.ZodType<T> | null, body?: unknown): Promise<Answer<T | null>> {
    return this.#send('PATCH', path, schema, body);
  }

  del(path: string, schema: null): Promise<Answer<null>>;
  del<T>(path: string, schema: z.ZodType<T>): Promise<Answer<T>>;
  del<T>(path: string, schema: z.ZodType<T> | null): Promise<Answer<T | null>> {
    return this.#send('DELETE', path, schema, undefined);
  }

  #send<T>(method: Method, path: string, schema: z.ZodType<T>, body: unknown): Promise<Answer<T>>;
  #send<T>(
    method: Method,
    path: string,
    schema: z.ZodType<T> | null,
    body: unknown,
  ): Promise<Answer<T | null>>;
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
