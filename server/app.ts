import type { Server } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { MAX_FRAME_BYTES } from './contract/room/socket.ts';
import type { Context } from './context.ts';
import { cleanTexts } from './domain/cleanText.ts';
import { features } from './features/index.ts';
import { hasSite, siteRoutes } from './features/site/site.routes.ts';
import { liveRoutes } from './live/live.routes.ts';
import { Live } from './live/live.ts';
import { TIMING } from './live/timing.ts';
import { isCollision, isStorageFull, isUnavailable, unkeptText } from './platform/database.ts';
import { cookieName, fromOwnOrigin, refuse, seatOf, type App } from './platform/http.ts';
import { Kept } from './platform/kept.ts';
import { loggerOptions } from './platform/logger.ts';
import { actorLookup } from './platform/sessions/sessions.service.ts';
import { tokenHash } from './platform/secrets.ts';
import { OLDEST_TLS } from './platform/tls.ts';
import { Turns } from './platform/turns.ts';
import { serveWeb } from './platform/web.ts';

/**
 * Requests of one sign-in, and of one address without any, that are worked on at the same time, and sockets
 * of one sign-in that are opened within `OPENING_MS`. Others of theirs wait; a flood of one client holds up
 * nobody else.
 */
const AT_ONCE = { signedIn: 4, anybody: 8, sockets: 8 };
const OPENING_MS = 200;
/**
 * The longest turn of somebody without a sign-in: a phone that has lost its network in the middle of an answer doesn't
 * hold up everybody else who comes from its address.
 */
const ANYBODYS_TURN_MS = 5_000;
/** So many more of them may wait. Many residents can come from one address. */
const MOST_WAITING = { signedIn: 500, anybody: 10_000, sockets: 500 };
const TOO_MANY = { code: 'too_many_requests', detail: { seconds: 1 } } as const;

/** Largest JSON body; uploads name a limit of their own. */
const BODY_LIMIT = 1024 * 1024;
/**
 * Largest body of somebody who isn't signed in: a name and a password, a code. Their connections aren't counted, and
 * what arrives is kept in memory until it is whole.
 */
const ANYBODYS_BODY = 16 * 1024;
/** How long a request may take to arrive whole (milliseconds). */
const REQUEST_MS = 120_000;

/**
 * The whole server as one Fastify instance. Tests start exactly what production starts.
 * `close()` ends sockets with a reason, lets votes on their way be written, and leaves the database open:
 * whoever opened it closes it.
 */
export async function buildApp(
  given: Omit<Context, 'log' | 'kept'>,
): Promise<{ app: App; live: Live; context: Context }> {
  const fastify = Fastify({
    https: given.tls === undefined ? null : { ...given.tls, minVersion: OLDEST_TLS },
    logger: loggerOptions(given.config.logLevel),
    trustProxy: (_address, hop) => hop < given.config.trustProxy,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    // Three thousand tablets would fill a disk with lines that say nothing; what goes wrong is logged.
    logController: new LogController({ disableRequestLogging: true }),
    // Sockets are closed with a reason before; what is left is idle keep-alive connections.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 100 },
    // An address that is none: answered like one of which there is nothing, without repeating it.
    frameworkErrors: (_error, _request, reply) => {
      refuse(reply, { code: 'not_found' });
    },
  });
  const app = fastify.withTypeProvider<ZodTypeProvider>() as unknown as App;
  app.decorate('encryptedOrigin', given.config.publicOrigin?.startsWith('https:') ?? false);
  const context: Context = { ...given, log: app.log, kept: new Kept() };
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  await app.register(cookie);
  await app.register(helmet, { contentSecurityPolicy: false, hsts: false });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, limit) => ({
      statusCode: limit.statusCode,
      tooManySeconds: Math.ceil(limit.ttl / 1000),
    }),
  });
  // Before the sockets' own: each is told why before it is closed. No further connection is taken meanwhile:
  // where there are other processes, they take it.
  const atEnd: { live?: Live } = {};
  app.addHook('preClose', async () => {
    if (app.server.listening) closeWhenIdle(app.server);
    await atEnd.live?.stop();
  });
  // A closed socket whose device doesn't answer is cut off after closeTimeout (not yet in the types of ws).
  const socketOptions = {
    maxPayload: MAX_FRAME_BYTES,
    closeTimeout: { ...TIMING, ...given.timing }.farewellMs,
  };
  await app.register(websocket, {
    options: socketOptions,
    // Only reports what ws has closed already, with a code that says why.
    errorHandler: (error, socket, request) => {
      request.log.debug({ err: error }, 'socket closed for an error');
      socket.close(1011, 'internal');
    },
  });

  const actorOf = actorLookup(context.db, context.world);
  const signedIn = new Turns(AT_ONCE.signedIn, MOST_WAITING.signedIn);
  const anybody = new Turns(AT_ONCE.anybody, MOST_WAITING.anybody);
  const sockets = new Turns(AT_ONCE.sockets, MOST_WAITING.sockets);
  app.decorateRequest('actor', undefined);
  app.decorateRequest('me', undefined);
  // Whatever the route: no control character and no sign that turns text around gets into a name or a title, nor past
  // what is compared with one.
  app.addHook('preValidation', (request, _reply, done) => {
    request.body = cleanTexts(request.body);
    request.query = cleanTexts(request.query);
    request.params = cleanTexts(request.params);
    done();
  });
  app.addHook('onRequest', async (request, reply) => {
    // By the route that was found: an address can be written in more ways than one (/%61pi/…).
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    if (!(request.routeOptions.url ?? request.url).startsWith('/api/')) {
      // Pages are only read. Before its body is taken in.
      return writes ? refuse(reply, { code: 'not_found' }) : undefined;
    }
    reply.header('cache-control', 'no-store');
    const upgrades = request.headers.upgrade !== undefined;
    if ((writes || upgrades) && !fromOwnOrigin(request, context.config.publicOrigin)) {
      return refuse(reply, { code: 'wrong_origin' });
    }
    const seat = seatOf(request);
    const token = seat === undefined ? undefined : request.cookies[cookieName(seat)];
    if (seat !== undefined && token !== undefined) {
      const turns = upgrades ? sockets : signedIn;
      const end = await turnOf(turns, tokenHash(token).toString('hex'), reply);
      if (end === undefined) return refuse(reply, TOO_MANY);
      // A socket stays; only the opening of further ones waits.
      if (upgrades) setTimeout(end, OPENING_MS);
      const found = await actorOf(token, seat);
      request.actor = found?.actor;
      request.me = found?.me;
    }
    if (request.actor !== undefined) return;
    if (writes && !saysLittle(request)) {
      return refuse(reply, { code: seat === undefined ? 'too_large' : 'not_signed_in' });
    }
    // Who writes without a sign-in wants to sign in; that has limits of its own too.
    if (writes || upgrades) return;
    const end = await turnOf(anybody, request.ip, reply);
    if (end === undefined) return refuse(reply, TOO_MANY);
    setTimeout(end, ANYBODYS_TURN_MS).unref();
  });

  app.setErrorHandler(
    (
      error: Error & { statusCode?: number; code?: string; tooManySeconds?: number },
      request,
      reply,
    ) => {
      if (hasZodFastifySchemaValidationErrors(error)) {
        const issues = error.validation.map((issue) => ({
          path: issue.instancePath,
          message: issue.message,
        }));
        return refuse(reply, { code: 'invalid_input', detail: { issues } });
      }
      if (error.tooManySeconds !== undefined) {
        return refuse(reply, {
          code: 'too_many_requests',
          detail: { seconds: error.tooManySeconds },
        });
      }
      // Whoever was sending has gone: the error is of their connection (ECONNRESET, as a database's may be), and
      // nobody is left to be answered.
      if (brokenOff(request)) {
        request.log.debug({ err: error }, 'a request broke off while it was being sent');
        return refuse(reply, { code: 'invalid_input' });
      }
      if (isUnavailable(error)) {
        request.log.error({ err: error }, 'database unavailable');
        return refuse(reply, { code: 'unavailable' });
      }
      if (isStorageFull(error)) {
        request.log.error({ err: error }, 'no room on the disk of the database');
        return refuse(reply, { code: 'storage_full' });
      }
      const unkept = unkeptText(error);
      if (unkept !== undefined) {
        const issues = [{ path: '', message: unkept }];
        return refuse(reply, { code: 'invalid_input', detail: { issues } });
      }
      if (isCollision(error)) {
        request.log.error({ err: error }, 'two acts got in each other’s way');
        return refuse(reply, { code: 'busy' });
      }
      if (error.statusCode === 413) {
        // Not closed in the middle of what is being sent: who sends would see a broken connection, not the reason.
        reply.removeHeader('connection');
        return refuse(reply, { code: 'too_large' });
      }
      if (error.statusCode !== undefined && error.statusCode < 500) {
        // Fastify's own refusals (malformed JSON, unknown content type): no input is echoed.
        return refuse(reply, {
          code: 'invalid_input',
          detail: { issues: [{ path: '', message: error.code ?? 'bad_request' }] },
        });
      }
      request.log.error({ err: error }, 'request failed');
      return refuse(reply, { code: 'internal' });
    },
  );
  const live = new Live(context, app.log);
  atEnd.live = live;
  await app.register(
    async (api) => {
      await liveRoutes(api as unknown as App, context, live);
      for (const feature of features) await feature(api as unknown as App, context, live);
    },
    { prefix: '/api' },
  );
  if (context.webDir === undefined) {
    app.setNotFoundHandler((_request, reply) => refuse(reply, { code: 'not_found' }));
  } else {
    if (hasSite(context.webDir)) await siteRoutes(app, context, context.webDir);
    await serveWeb(app, context.webDir);
  }

  await live.start();
  await app.ready();
  return { app, live, context };
}

/** Whether the connection went before the request had arrived whole. */
function brokenOff({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

/** Whether a request says beforehand that its body is small, or has none. */
function saysLittle({ headers }: FastifyRequest): boolean {
  if (headers['transfer-encoding'] !== undefined) return false;
  return Number(headers['content-length'] ?? 0) <= ANYBODYS_BODY;
}

/** Waits for a request's turn, which ends with its answer or its connection; undefined when too many wait. */
async function turnOf(
  turns: Turns,
  key: string,
  reply: FastifyReply,
): Promise<(() => void) | undefined> {
  const over = new Promise<void>((resolve) => {
    reply.raw.once('finish', resolve);
    reply.raw.once('close', resolve);
  });
  const end = await turns.take(key);
  // At once where whoever asked has gone meanwhile.
  if (end !== undefined) void over.then(end);
  return end;
}

/**
 * Takes no further connection, and ends each one as soon as nothing is asked on it: one whose request is being
 * answered right now becomes idle afterwards, and would be kept for another minute.
 */
function closeWhenIdle(server: Server): void {
  const sweeping = setInterval(() => {
    server.closeIdleConnections();
  }, 50);
  server.close(() => {
    clearInterval(sweeping);
  });
}
