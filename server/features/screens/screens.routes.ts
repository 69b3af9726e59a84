import { z } from 'zod';
import { ErrorBody } from '../../contract/errors.ts';
import { Id } from '../../contract/common/id.ts';
import { ScreenList, ScreenThemeBody } from '../../contract/screens/schemas.ts';
import { PairBody, PairingStart, PairingState } from '../../contract/screens/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { hallHosts } from '../../platform/hosts.ts';
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

  /** Where the projector's computer finds this server; its own `localhost` is another computer. */
  const origins = ({ protocol }: { protocol: string }): string[] => {
    const { publicOrigin, host } = context.config;
    if (publicOrigin !== undefined) return [publicOrigin];
    const address = app.server.address();
    if (typeof address !== 'object' || address === null) return [];
    return hallHosts(host).map((name) => `${protocol}://${name}:${String(address.port)}`);
  };
  const withOrigins = (
    request: { protocol: string },
    listed: Awaited<ReturnType<typeof screensFor>>,
  ) => (listed.ok ? ok({ ...listed.value, origins: origins(request) }) : listed);

  const response = { 200: ScreenList, '4xx': ErrorBody };
  app.get(
    '/meetings/:id/screens',
    { schema: { params: Params, response } },
    async (request, reply) =>
      answer(
        reply,
        withOrigins(request, await screensFor(context, request.actor, request.params.id)),
      ),
  );
  app.post(
    '/meetings/:id/screens',
    { schema: { params: Params, body: PairBody, response } },
    async (request, reply) => {
      const { actor, params, body } = request;
      const paired = await pairScreen(context, actor, params.id, body.code);
      return answer(reply, withOrigins(request, paired));
    },
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
