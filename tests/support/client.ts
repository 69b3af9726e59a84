import { SEAT_HEADER, type Seat } from '../../server/contract/common/roles.ts';
import { cookieName } from '../../server/platform/http.ts';
import { ORIGIN, type TestApp } from './app.ts';

export type Answer = {
  status: number;
  /** The parsed JSON body; text where it isn't JSON, null where there is none. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests reach into answers freely
  body: any;
  /** The code of a refusal. */
  code: string | undefined;
  headers: Record<string, string | string[] | number | undefined>;
  cookies: { name: string; value: string }[];
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Sending = {
  headers?: Record<string, string>;
  remoteAddress?: string;
};

/** A browser at one seat: it sends its cookies, its seat and its origin along. */
export type Client = {
  seat: Seat | undefined;
  /** Cookies by name; change them to be somebody else. */
  cookies: Record<string, string>;
  get(path: string, sending?: Sending): Promise<Answer>;
  post(path: string, body?: unknown, sending?: Sending): Promise<Answer>;
  put(path: string, body?: unknown, sending?: Sending): Promise<Answer>;
  patch(path: string, body?: unknown, sending?: Sending): Promise<Answer>;
  delete(path: string, sending?: Sending): Promise<Answer>;
};

/** A browser that isn't signed in. With a seat it says for which one it speaks. */
export function anybody(t: TestApp, seat?: Seat): Client {
  return client(t, seat, {});
}

/** A browser with this session token at this seat. Paths are given below /api: `/people`. */
export function withToken(t: TestApp, seat: Seat, token: string): Client {
  return client(t, seat, { [cookieName(seat)]: token });
}

function client(t: TestApp, seat: Seat | undefined, cookies: Record<string, string>): Client {
  async function send(
    method: Method,
    path: string,
    body: unknown,
    { headers = {}, remoteAddress }: Sending,
  ): Promise<Answer> {
    const response = await t.app.inject({
      method,
      url: `/api${path}`,
      headers: {
        origin: ORIGIN,
        ...(seat === undefined ? {} : { [SEAT_HEADER]: seat }),
        ...headers,
      },
      cookies,
      ...(body === undefined ? {} : { payload: body as object }),
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
    });
    for (const { name, value } of response.cookies) {
      if (value === '') Reflect.deleteProperty(cookies, name);
      else cookies[name] = value;
    }
    const json = (response.headers['content-type'] ?? '').toString().includes('json');
    const parsed: unknown = json ? response.json() : response.payload;
    return {
      status: response.statusCode,
      body: response.payload === '' ? null : parsed,
      code: (parsed as { error?: { code?: string } } | null)?.error?.code,
      headers: response.headers,
      cookies: response.cookies,
    };
  }
  return {
    seat,
    cookies,
    get: (path, sending = {}) => send('GET', path, undefined, sending),
    post: (path, body, sending = {}) => send('POST', path, body, sending),
    put: (path, body, sending = {}) => send('PUT', path, body, sending),
    patch: (path, body, sending = {}) => send('PATCH', path, body, sending),
    delete: (path, sending = {}) => send('DELETE', path, undefined, sending),
  };
}
