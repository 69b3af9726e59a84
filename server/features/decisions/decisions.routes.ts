import { z } from 'zod';
import { DecisionBody, DecisionList, ProposedBody } from '../../contract/decisions/schemas.ts';
import { ErrorBody } from '../../contract/errors.ts';
import { Id } from '../../contract/common/id.ts';
import type { Context } from '../../context.ts';
import { answer, type App } from '../../platform/http.ts';
import { decisionsOf, proposeOfficers, recordDecision } from './decisions.service.ts';

const ById = z.object({ id: Id });
const response = { 200: DecisionList, '4xx': ErrorBody, '5xx': ErrorBody };

/** Decisions by show of hands, and the officers they appoint. */
export function decisionsFeature(app: App, context: Context): void {
  app.get(
    '/meetings/:id/decisions',
    { schema: { params: ById, response } },
    async (request, reply) =>
      answer(reply, await decisionsOf(context, request.actor, request.params.id)),
  );
  app.put(
    '/meetings/:id/proposed-officers',
    { schema: { params: ById, body: ProposedBody, response } },
    async (request, reply) =>
      answer(reply, await proposeOfficers(context, request.actor, request.params.id, request.body)),
  );
  app.post(
    '/meetings/:id/decisions',
    { schema: { params: ById, body: DecisionBody, response } },
    async (request, reply) =>
      answer(reply, await recordDecision(context, request.actor, request.params.id, request.body)),
  );
}
