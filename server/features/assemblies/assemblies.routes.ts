import { ErrorBody } from '../../contract/errors.ts';
import { Assembly, AssemblyBody, AssemblyList } from '../../contract/people.ts';
import type { Context } from '../../context.ts';
import { answer, type App } from '../../platform/http.ts';
import { addAssembly, assembliesFor } from './assemblies.service.ts';

/** The assemblies of a deployment, for its operator. */
export function assembliesFeature(app: App, context: Context): void {
  app.get(
    '/assemblies',
    { schema: { response: { 200: AssemblyList, '4xx': ErrorBody } } },
    async (request, reply) => answer(reply, await assembliesFor(context, request.actor)),
  );
  app.post(
    '/assemblies',
    { schema: { body: AssemblyBody, response: { 200: Assembly, '4xx': ErrorBody } } },
    async (request, reply) =>
      answer(reply, await addAssembly(context, request.actor, request.body)),
  );
}
