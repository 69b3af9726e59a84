import * as screens from '../../contract/screens/routes.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { hallHosts } from '../../platform/hosts.ts';
import { cookieName, setSessionCookie, type App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import {
  pairingState,
  pairScreen,
  screensFor,
  setScreenTheme,
  startPairing,
  unpairScreen,
} from './screens.service.ts';

/** Pairing projectors: the screen shows a code, somebody at desk or chair types it. */
export function screensFeature(app: App, context: Context): void {
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

  serve(
    app,
    screens,
    {
      begin: async ({ request, reply }) => {
        const started = await startPairing(context);
        if (!started.ok) return started;
        const { secret, code, expiresAt } = started.value;
        setSessionCookie(request, reply, 'screen', secret);
        return ok({ code, expiresAt });
      },
      pairing: async ({ request }) =>
        ok(await pairingState(context, request.cookies[cookieName('screen')])),
      list: async ({ actor, params, request }) =>
        withOrigins(request, await screensFor(context, actor, params.id)),
      pair: async ({ actor, params, body, request }) =>
        withOrigins(request, await pairScreen(context, actor, params.id, body.code)),
      unpair: ({ actor, params }) => unpairScreen(context, actor, params.id, params.sessionId),
      setTheme: ({ actor, params, body }) => setScreenTheme(context, actor, params.id, body.theme),
    },
    // A hall's projectors and everybody behind its address share it.
    { begin: { config: { rateLimit: { max: 300, timeWindow: 60_000 } } } },
  );
}
