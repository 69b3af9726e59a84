import { ErrorBody } from '../../contract/errors.ts';
import { CardSignInBody, Me, SignInBody } from '../../contract/sessions.ts';
import type { Seat } from '../../contract/roles.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Result } from '../../platform/failure.ts';
import { gate } from '../../platform/gate.ts';
import { answer, cookieName, refuse, setSessionCookie, type App } from '../../platform/http.ts';
import { signInWithCard } from './card.service.ts';
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
  const response = { 200: Me, '4xx': ErrorBody };

  async function welcome(
    request: FastifyRequest,
    reply: FastifyReply,
    seat: Seat,
    result: Result<SignedIn>,
  ): Promise<FastifyReply> {
    if (!result.ok) return refuse(reply, result.error);
    await endReplaced(context, seat, request.cookies[cookieName(seat)]);
    setSessionCookie(request, reply, seat, result.value.token);
    return reply.send(result.value.me);
  }

  app.post(
    '/sign-in',
    {
      schema: { body: SignInBody, response },
      config: { rateLimit: { max: 30, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const result = await signInWithPassword(context, request.ip, request.body);
      return welcome(request, reply, request.body.seat, result);
    },
  );

  app.post('/sign-in/card', { schema: { body: CardSignInBody, response } }, (request, reply) =>
    cards(async () => {
      const result = await signInWithCard(context, request.ip, request.body.code);
      return welcome(request, reply, 'tablet', result);
    }),
  );

  app.post('/sign-out', async (request, reply) => {
    const result = await signOut(context, request.actor);
    if (!result.ok) return refuse(reply, result.error);
    if (request.me !== undefined) reply.clearCookie(cookieName(request.me.seat), { path: '/' });
    return reply.code(204).send();
  });

  app.get('/me', { schema: { response } }, async (request, reply) =>
    request.me === undefined
      ? refuse(reply, { code: 'not_signed_in' })
      : answer(reply, { ok: true, value: request.me }),
  );
}
