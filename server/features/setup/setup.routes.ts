import { ErrorBody } from '../../contract/errors.ts';
import { Health, SetupBody } from '../../contract/setup/schemas.ts';
import { Me } from '../../contract/sign-in/schemas.ts';
import type { Context } from '../../context.ts';
import { fromOf, refuse, setSessionCookie, type App } from '../../platform/http.ts';
import { healthOf } from './health.service.ts';
import { setUp } from './setup.service.ts';

/** Setting an empty deployment up, and whether it is well. */
export function setupFeature(app: App, context: Context): void {
  app.post(
    '/setup',
    {
      schema: { body: SetupBody, response: { 200: Me, '4xx': ErrorBody } },
      config: { rateLimit: { max: 30, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const result = await setUp(context, fromOf(request), request.body);
      if (!result.ok) return refuse(reply, result.error);
      setSessionCookie(request, reply, 'desk', result.value.token);
      return reply.send(result.value.me);
    },
  );

  app.get(
    '/health',
    { schema: { response: { 200: Health, 503: Health } } },
    async (request, reply) => {
      const health = await healthOf(context, request.actor);
      return reply.code(health.status === 'ok' ? 200 : 503).send(health);
    },
  );
}
