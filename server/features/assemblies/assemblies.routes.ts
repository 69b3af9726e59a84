import { ErrorBody } from '../../contract/errors.ts';
import {
  Assembly,
  AssemblyBody,
  AssemblyList,
  AssemblyName,
  AssemblyPatch,
} from '../../contract/assemblies/schemas.ts';
import type { Context } from '../../context.ts';
import { answer, type App } from '../../platform/http.ts';
import { addAssembly, assembliesFor, renameAssembly } from './assemblies.service.ts';

/** The assemblies of a deployment, for its operator; the name of each, for its administrator. */
export function assembliesFeature(app: App, context: Context): void {
  app.patch(
    '/assembly',
    { schema: { body: AssemblyPatch, response: { 200: AssemblyName, '4xx': ErrorBody } } },
    async (request, reply) =>
      answer(reply, await renameAssembly(context, request.actor, request.body.name)),
  );
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
