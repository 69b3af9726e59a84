import { z } from 'zod';
import { ErrorBody } from '../../contract/errors.ts';
import { Id } from '../../contract/id.ts';
import { ScreenList, ScreenThemeBody } from '../../contract/meetings.ts';
import { PairBody, PairingStart, PairingState } from '../../contract/sessions.ts';
import type { Context } from '../../context.ts';
import { answer, cookieName, refuse, setSessionCookie, type App } from '../../platform/http.ts';
import {
  pairingState,
  pairScreen,
  screensFor,
  setScreenTheme,
  startPairing,
  unpairScreen,
} from './screens.service.ts';

const Params = z.object({ id: Id });
const ScreenParams = z.object({ id: Id, sessionId: Id });

/** Pairing projectors: the screen shows a code, somebody at desk or chair types it. */
export function screensFeature(app: App, context: Context): void {
  app.post(
    '/screens',
    {
      schema: { response: { 200: PairingStart, '4xx': ErrorBody, '5xx': ErrorBody } },
      // A hall's projectors and everybody behind its address share it.
      config: { rateLimit: { max: 300, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const started = await startPairing(context);
      if (!started.ok) return refuse(reply, started.error);
      const { secret, code, expiresAt } = started.value;
      setSessionCookie(request, reply, 'screen', secret);
      return reply.send({ code, expiresAt });
    },
  );
  app.get(
    '/screens/pairing',
    { schema: { response: { 200: PairingState } } },
    async (request, reply) =>
      reply.send(await pairingState(context, request.cookies[cookieName('screen')])),
  );

  const response = { 200: ScreenList, '4xx': ErrorBody };
  app.get(
    '/meetings/:id/screens',
    { schema: { params: Params, response } },
    async (request, reply) =>
      answer(reply, await screensFor(context, request.actor, request.params.id)),
  );
  app.post(
    '/meetings/:id/screens',
    { schema: { params: Params, body: PairBody, response } },
    async (request, reply) =>
      answer(reply, await pairScreen(context, request.actor, request.params.id, request.body.code)),
  );
  app.put(
    '/meetings/:id/screen-theme',
    { schema: { params: Params, body: ScreenThemeBody } },
    async (request, reply) => {
      const { id } = request.params;
      const result = await setScreenTheme(context, request.actor, id, request.body.theme);
      return result.ok ? reply.code(204).send() : refuse(reply, result.error);
    },
  );
  app.delete(
    '/meetings/:id/screens/:sessionId',
    { schema: { params: ScreenParams } },
    async (request, reply) => {
      const { id, sessionId } = request.params;
      const result = await unpairScreen(context, request.actor, id, sessionId);
      return result.ok ? reply.code(204).send() : refuse(reply, result.error);
    },
  );
}
