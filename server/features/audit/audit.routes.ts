import * as audit from '../../contract/audit/routes.ts';
import type { Context } from '../../context.ts';
import type { App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import { auditFor, verifiedFor } from './audit.service.ts';

/** The audit log of an assembly, for its administrators. */
export function auditFeature(app: App, context: Context): void {
  serve(app, audit, {
    list: ({ actor, query }) => auditFor(context, actor, query),
    verify: ({ actor }) => verifiedFor(context, actor),
  });
}
