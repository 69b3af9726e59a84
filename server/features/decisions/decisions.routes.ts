import * as decisions from '../../contract/decisions/routes.ts';
import type { Context } from '../../context.ts';
import type { App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import { decisionsOf, proposeOfficers, recordDecision } from './decisions.service.ts';

/** Decisions by show of hands, and the officers they appoint. */
export function decisionsFeature(app: App, context: Context): void {
  serve(app, decisions, {
    list: ({ actor, params }) => decisionsOf(context, actor, params.id),
    propose: ({ actor, params, body }) => proposeOfficers(context, actor, params.id, body),
    record: ({ actor, params, body }) => recordDecision(context, actor, params.id, body),
  });
}
