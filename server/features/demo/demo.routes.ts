import * as demo from '../../contract/demo/routes.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { setSessionCookie, type App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import { demoSignIn, demoSignIns } from './demo.service.ts';

/** One-tap sign-ins of the demonstration. In any other deployment these routes don't exist. */
export function demoFeature(app: App, context: Context): void {
  if (context.demo !== true) return;
  serve(app, demo, {
    signIns: () => demoSignIns(context),
    signIn: async ({ body, request, reply }) => {
      const signedIn = await demoSignIn(context, body.id);
      if (!signedIn.ok) return signedIn;
      const { signIn, token } = signedIn.value;
      setSessionCookie(request, reply, signIn.seat, token);
      return ok(signIn);
    },
  });
}
