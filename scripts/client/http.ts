import type { z } from 'zod';
import { RefusalBody, type RefusalCode } from '../../server/contract/refusals.ts';
import { SEAT_HEADER, type Seat } from '../../server/contract/common/roles.ts';

/** Longest wait for an answer (milliseconds); a roster of thousands takes its time. */
const PATIENCE_MS = 120_000;

/** The server refused a request. `message` says which and why; the codes are those of the contract. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly code: RefusalCode;
  readonly detail: Record<string, unknown> | undefined;

  constructor(request: string, status: number, error: RefusalBody['error']) {
    const detail = error.detail === undefined ? '' : ` ${JSON.stringify(error.detail)}`;
    super(`${request}: ${error.code}${detail}`);
    this.name = 'RequestRefused';
    this.status = status;
    this.code = error.code;
    this.detail = error.detail;
  }
}

/**
 * Requests of one seat with its cookie, as a browser sends them: the Origin is the server's own.
 * Refusals throw `RequestRefused`, a server that can't be reached throws what fetch throws, and so does an
 * answer that is not as the contract says.
 */
export class SeatClient {
  readonly origin: string;
  readonly seat: Seat | null;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string, seat: Seat | null) {
    this.origin = origin;
    this.seat = seat;
  }

  /** The Cookie header of what the server has set so far. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.send('GET', path, schema);
  }

  post<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    return this.send('POST', path, schema, body);
  }

  /** A body is JSON, or bytes as they are. */
  async send<T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    const headers = new Headers({ origin: this.origin });
    if (this.seat !== null) headers.set(SEAT_HEADER, this.seat);
    if (this.#cookies.size > 0) headers.set('cookie', this.cookie);
    const init: RequestInit = { method, headers, signal: AbortSignal.timeout(PATIENCE_MS) };
    if (body instanceof Uint8Array) {
      headers.set('content-type', 'application/octet-stream');
      init.body = new Uint8Array(body);
    } else if (body !== undefined) {
      headers.set('content-type', 'application/json');
      init.body = JSON.stringify(body);
    }
    const response = await fetch(new URL(path, this.origin), init);
    this.#keepCookies(response.headers.getSetCookie());
    const text = await response.text();
    const request = `${method} ${path}`;
    const json = jsonOf(text);
    if (!response.ok) {
      const refusal = RefusalBody.safeParse(json);
      if (refusal.success) throw new RequestRefused(request, response.status, refusal.data.error);
      throw new Error(`${request}: ${String(response.status)} that is no answer of Gongyi`);
    }
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const where = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
    throw new Error(`${request}: the answer is not as the contract says: ${where}`);
  }

  #keepCookies(set: readonly string[]): void {
    for (const line of set) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const name = pair.slice(0, at).trim();
      const value = pair.slice(at + 1).trim();
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
