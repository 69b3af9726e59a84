import * as setup from '../../contract/setup/routes.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { fromOf, setSessionCookie, type App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import { healthOf } from './health.service.ts';
import { setUp } from './setup.service.ts';

/** Setting an empty deployment up, and whether it is well. */
export function setupFeature(app: App, context: Context): void {
  serve(
    app,
    setup,
    {
      setUp: async ({ body, request, reply }) => {
        const result = await setUp(context, fromOf(request), body);
        if (!result.ok) return result;
        setSessionCookie(request, reply, 'desk', result.value.token);
        return ok(result.value.me);
      },
      health: async ({ actor, reply }) => {
        const health = await healthOf(context, actor);
        if (health.status !== 'ok') reply.code(503);
        return ok(health);
      },
    },
    { setUp: { config: { rateLimit: { max: 30, timeWindow: 60_000 } } } },
  );
}
