import { ErrorBody } from '../../contract/errors.ts';
import { Demo, DemoSignIn, DemoSignInBody } from '../../contract/demo/schemas.ts';
import type { Context } from '../../context.ts';
import { answer, setSessionCookie, type App } from '../../platform/http.ts';
import { demoSignIn, demoSignIns } from './demo.service.ts';

/** One-tap sign-ins of the demonstration. In any other deployment these routes don't exist. */
export function demoFeature(app: App, context: Context): void {
  if (context.demo !== true) return;
  app.get(
    '/demo',
    { schema: { response: { 200: Demo, '4xx': ErrorBody } } },
    async (_request, reply) => answer(reply, await demoSignIns(context)),
  );
  app.post(
    '/demo/sign-in',
    { schema: { body: DemoSignInBody, response: { 200: DemoSignIn, '4xx': ErrorBody } } },
    async (request, reply) => {
      const signedIn = await demoSignIn(context, request.body.id);
      if (!signedIn.ok) return answer(reply, signedIn);
      const { signIn, token } = signedIn.value;
      setSessionCookie(request, reply, signIn.seat, token);
      return reply.send(signIn);
    },
  );
}
