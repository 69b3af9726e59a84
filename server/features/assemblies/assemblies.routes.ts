import * as assemblies from '../../contract/assemblies/routes.ts';
import type { Context } from '../../context.ts';
import type { App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import { addAssembly, assembliesFor, renameAssembly } from './assemblies.service.ts';

/** The assemblies of a deployment, for its operator; the name of each, for its administrator. */
export function assembliesFeature(app: App, context: Context): void {
  serve(app, assemblies, {
    list: ({ actor }) => assembliesFor(context, actor),
    add: ({ actor, body }) => addAssembly(context, actor, body),
    rename: ({ actor, body }) => renameAssembly(context, actor, body.name),
  });
}
