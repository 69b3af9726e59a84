import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type {
  FastifyBaseLogger,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import { Seat, SEAT_HEADER } from '../contract/common/roles.ts';
import type { Me } from '../contract/sign-in/schemas.ts';
import { httpStatus, type Failure, type Result } from './failure.ts';
import type { Actor } from './permissions.ts';

/** A Fastify instance whose routes take and give what their zod schemas say. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, at the seat the request names; undefined is anybody. */
    actor: Actor | undefined;
    me: Me | undefined;
  }
  interface FastifyInstance {
    /** Whether people reach this server over https, whatever the proxy in front says of a request. */
    encryptedOrigin: boolean;
  }
}

/** The cookie of a seat. */
export function cookieName(seat: Seat): string {
  return `gongyi_${seat}`;
}

/** The seat a request speaks for: its header, or `?seat=` where a browser can't send headers (sockets, downloads). */
export function seatOf(request: FastifyRequest): Seat | undefined {
  const query = request.query;
  const fromQuery =
    typeof query === 'object' && query !== null && 'seat' in query ? query.seat : undefined;
  const parsed = Seat.safeParse(request.headers[SEAT_HEADER] ?? fromQuery);
  return parsed.success ? parsed.data : undefined;
}

/** Whether a cookie may only go over TLS: wherever the page came so, or people reach the server so. */
export function onlyEncrypted(request: FastifyRequest): boolean {
  return request.protocol === 'https' || request.server.encryptedOrigin;
}

/** Sets the session cookie of a seat. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  seat: Seat,
  token: string,
): void {
  reply.setCookie(cookieName(seat), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: onlyEncrypted(request),
    maxAge: 48 * 3600,
  });
}

/** The cookie by which a browser is known that has signed in with a password before. */
const BROWSER_COOKIE = 'gongyi_browser';
/** As long as browsers keep one. */
const BROWSER_COOKIE_SECONDS = 400 * 24 * 3600;

export function browserOf(request: FastifyRequest): string | undefined {
  return request.cookies[BROWSER_COOKIE];
}

export function setBrowserCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
): void {
  reply.setCookie(BROWSER_COOKIE, token, {
    path: '/api',
    httpOnly: true,
    sameSite: 'strict',
    secure: onlyEncrypted(request),
    maxAge: BROWSER_COOKIE_SECONDS,
  });
}

/** Where a request comes from, for the list of somebody's own sign-ins. */
export function fromOf(request: FastifyRequest): { address: string; device: string } {
  const device = (request.headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 300);
  return { address: request.ip, device };
}

/** Whether the Origin header is this server's own (or the configured public one). Required for writes and sockets. */
export function fromOwnOrigin(request: FastifyRequest, publicOrigin: string | undefined): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  if (publicOrigin !== undefined && origin === publicOrigin) return true;
  // Whoever comes past the encryption would send passwords and votes in clear.
  if (request.server.encryptedOrigin && !origin.startsWith('https:')) return false;
  return origin === `${request.protocol}://${request.host}`;
}

/** Sends what a service gave: the value, or the refusal with its status. */
export function answer<T>(reply: FastifyReply, result: Result<T>): FastifyReply {
  if (result.ok) return reply.send(result.value);
  return refuse(reply, result.error);
}

/** Sends a refusal. */
export function refuse(reply: FastifyReply, failure: Failure): FastifyReply {
  const seconds = failure.detail?.['seconds'];
  if (typeof seconds === 'number') reply.header('retry-after', Math.ceil(seconds));
  return reply
    .code(httpStatus(failure.code))
    .type('application/json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      error:
        failure.detail === undefined
          ? { code: failure.code }
          : { code: failure.code, detail: failure.detail },
    });
}
