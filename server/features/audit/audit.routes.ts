import { ErrorBody } from '../../contract/errors.ts';
import { AuditList, AuditQuery, AuditVerified } from '../../contract/audit/schemas.ts';
import type { Context } from '../../context.ts';
import { answer, type App } from '../../platform/http.ts';
import { auditFor, verifiedFor } from './audit.service.ts';

/** The audit log of an assembly, for its administrators. */
export function auditFeature(app: App, context: Context): void {
  app.get(
    '/audit',
    { schema: { querystring: AuditQuery, response: { 200: AuditList, '4xx': ErrorBody } } },
    async (request, reply) => answer(reply, await auditFor(context, request.actor, request.query)),
  );
  app.get(
    '/audit/verify',
    { schema: { response: { 200: AuditVerified, '4xx': ErrorBody } } },
    async (request, reply) => answer(reply, await verifiedFor(context, request.actor)),
  );
}
