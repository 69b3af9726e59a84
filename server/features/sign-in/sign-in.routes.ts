import { z } from 'zod';
import { ErrorBody } from '../../contract/errors.ts';
import { Id } from '../../contract/common/id.ts';
import {
  CardSignInBody,
  Me,
  OwnSessions,
  PasswordBody,
  SignInBody,
} from '../../contract/sign-in/schemas.ts';
import type { Seat } from '../../contract/common/roles.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { gate } from '../../platform/gate.ts';
import {
  answer,
  browserOf,
  cookieName,
  fromOf,
  refuse,
  setBrowserCookie,
  setSessionCookie,
  type App,
} from '../../platform/http.ts';
import { actorOf } from '../../platform/sessions/sessions.service.ts';
import { Noted } from '../../platform/throttle/noted.ts';
import { Hashing } from './hashing.ts';
import { changeOwnPassword } from './change-password.service.ts';
import { endOwnSessions, ownSessions } from './own-sessions.service.ts';
import { codesOf, signInWithCard } from './card.service.ts';
import { signInWithPassword } from './password.service.ts';
import type { SignedIn } from '../../platform/sessions/signed-in.ts';
import { endReplaced, signOut } from './sign-out.service.ts';

/**
 * A hall signs in within a minute. Every card queues on its meeting's picture and on the audit chain, so
 * more at once would only hold connections that votes need.
 */
const CARDS_AT_ONCE = 4;

/** Signing in and out, and who one is. */
export function signInFeature(app: App, context: Context): void {
  const cards = gate(CARDS_AT_ONCE);
  const codes = codesOf(context);
  const hashing = new Hashing();
  const noted = new Noted(context.world);
  const response = { 200: Me, '4xx': ErrorBody };

  /** Who is signed in at a seat of this browser, whatever seat the request names. */
  async function sittingAt(seat: Seat, request: FastifyRequest): Promise<Me | undefined> {
    const token = request.cookies[cookieName(seat)];
    if (token === undefined) return undefined;
    return (await actorOf(context.db, context.world, token, seat))?.me;
  }

  async function welcome(
    request: FastifyRequest,
    reply: FastifyReply,
    seat: Seat,
    { token, me }: SignedIn,
  ): Promise<FastifyReply> {
    await endReplaced(context, seat, request.cookies[cookieName(seat)]);
    setSessionCookie(request, reply, seat, token);
    return reply.send(me);
  }

  app.post('/sign-in', { schema: { body: SignInBody, response } }, async (request, reply) => {
    const browser = { from: fromOf(request), token: browserOf(request) };
    const result = await signInWithPassword(context, { hashing, noted }, browser, request.body);
    if (!result.ok) return refuse(reply, result.error);
    setBrowserCookie(request, reply, result.value.browser);
    return welcome(request, reply, request.body.seat, result.value);
  });

  app.post(
    '/sign-in/card',
    { schema: { body: CardSignInBody, response } },
    async (request, reply) => {
      const asking = { from: fromOf(request), me: await sittingAt('tablet', request) };
      const desk = { codes, noted, inTurn: cards };
      const result = await signInWithCard(context, desk, asking, request.body);
      if (!result.ok) return refuse(reply, result.error);
      if (result.value !== undefined) return welcome(request, reply, 'tablet', result.value);
      return asking.me === undefined
        ? refuse(reply, { code: 'not_signed_in' })
        : reply.send(asking.me);
    },
  );

  app.post('/sign-out', async (request, reply) => {
    const result = await signOut(context, request.actor);
    if (!result.ok) return refuse(reply, result.error);
    if (request.me !== undefined) reply.clearCookie(cookieName(request.me.seat), { path: '/' });
    return reply.code(204).send();
  });

  app.post('/me/password', { schema: { body: PasswordBody } }, async (request, reply) => {
    const own = { hashing, browser: browserOf(request) };
    const result = await changeOwnPassword(context, own, request.actor, request.body);
    return result.ok ? reply.code(204).send() : refuse(reply, result.error);
  });

  const list = { 200: OwnSessions, '4xx': ErrorBody };
  app.get('/me/sessions', { schema: { response: list } }, async (request, reply) =>
    answer(reply, await ownSessions(context, request.actor)),
  );
  app.delete(
    '/me/sessions/:id',
    { schema: { params: z.object({ id: Id }), response: list } },
    async (request, reply) => {
      const which = { sessionId: request.params.id };
      return answer(reply, await endOwnSessions(context, request.actor, which));
    },
  );
  app.post('/me/sessions/end-others', { schema: { response: list } }, async (request, reply) =>
    answer(reply, await endOwnSessions(context, request.actor, 'others')),
  );

  app.get('/me', { schema: { response } }, async (request, reply) =>
    request.me === undefined
      ? refuse(reply, { code: 'not_signed_in' })
      : answer(reply, { ok: true, value: request.me }),
  );
}
