import * as signIn from '../../contract/sign-in/routes.ts';
import type { Me } from '../../contract/sign-in/schemas.ts';
import type { Seat } from '../../contract/common/roles.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { fail, type Result } from '../../platform/failure.ts';
import { gate } from '../../platform/gate.ts';
import {
  browserOf,
  cookieName,
  fromOf,
  setBrowserCookie,
  setSessionCookie,
  type App,
} from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
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
  ): Promise<Result<Me>> {
    await endReplaced(context, seat, request.cookies[cookieName(seat)]);
    setSessionCookie(request, reply, seat, token);
    return ok(me);
  }

  serve(app, signIn, {
    withPassword: async ({ body, request, reply }) => {
      const browser = { from: fromOf(request), token: browserOf(request) };
      const result = await signInWithPassword(context, { hashing, noted }, browser, body);
      if (!result.ok) return result;
      setBrowserCookie(request, reply, result.value.browser);
      return welcome(request, reply, body.seat, result.value);
    },
    withCard: async ({ body, request, reply }) => {
      const asking = { from: fromOf(request), me: await sittingAt('tablet', request) };
      const desk = { codes, noted, inTurn: cards };
      const result = await signInWithCard(context, desk, asking, body);
      if (!result.ok) return result;
      if (result.value !== undefined) return welcome(request, reply, 'tablet', result.value);
      return asking.me === undefined ? fail('not_signed_in') : ok(asking.me);
    },
    signOut: async ({ actor, request, reply }) => {
      const result = await signOut(context, actor);
      if (result.ok && request.me !== undefined) {
        reply.clearCookie(cookieName(request.me.seat), { path: '/' });
      }
      return result;
    },
    me: ({ request: { me } }) => (me === undefined ? fail('not_signed_in') : ok(me)),
    changePassword: ({ actor, body, request }) =>
      changeOwnPassword(context, { hashing, browser: browserOf(request) }, actor, body),
    sessions: ({ actor }) => ownSessions(context, actor),
    endSession: ({ actor, params }) => endOwnSessions(context, actor, { sessionId: params.id }),
    endOthers: ({ actor }) => endOwnSessions(context, actor, 'others'),
  });
}
