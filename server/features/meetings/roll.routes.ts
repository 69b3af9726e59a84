import { z } from 'zod';
import { ErrorBody } from '../../contract/errors.ts';
import { Id } from '../../contract/common/id.ts';
import { OwnEntry, Roll, RollBody, RollEntry, RollPatch } from '../../contract/roll/schemas.ts';
import type { Context } from '../../context.ts';
import { answer, refuse, type App } from '../../platform/http.ts';
import { changeEntry, comeIn, ownEntry, removeEntry, rollFor, setRoll } from './roll.service.ts';

const Params = z.object({ id: Id });
const EntryParams = z.object({ id: Id, personId: Id });
/** A roll of 20,000 people, each with an id, a class and a right. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** Who belongs to a meeting, in what capacity, and who is there. */
export function rollRoutes(app: App, context: Context): void {
  app.get(
    '/meetings/:id/roll/self',
    { schema: { params: Params, response: { 200: OwnEntry, '4xx': ErrorBody } } },
    async (request, reply) =>
      answer(reply, await ownEntry(context, request.actor, request.params.id)),
  );
  app.post(
    '/meetings/:id/roll/self',
    { schema: { params: Params, response: { 200: OwnEntry, '4xx': ErrorBody } } },
    async (request, reply) =>
      answer(reply, await comeIn(context, request.actor, request.params.id)),
  );
  const response = { 200: Roll, '4xx': ErrorBody };

  app.get('/meetings/:id/roll', { schema: { params: Params, response } }, async (request, reply) =>
    answer(reply, await rollFor(context, request.actor, request.params.id)),
  );
  app.put(
    '/meetings/:id/roll',
    { bodyLimit: BODY_LIMIT, schema: { params: Params, body: RollBody, response } },
    async (request, reply) =>
      answer(reply, await setRoll(context, request.actor, request.params.id, request.body)),
  );
  app.patch(
    '/meetings/:id/roll/:personId',
    {
      schema: {
        params: EntryParams,
        body: RollPatch,
        response: { 200: RollEntry, '4xx': ErrorBody },
      },
    },
    async (request, reply) => {
      const { id, personId } = request.params;
      return answer(reply, await changeEntry(context, request.actor, id, personId, request.body));
    },
  );
  app.delete(
    '/meetings/:id/roll/:personId',
    { schema: { params: EntryParams } },
    async (request, reply) => {
      const { id, personId } = request.params;
      const result = await removeEntry(context, request.actor, id, personId);
      return result.ok ? reply.code(204).send() : refuse(reply, result.error);
    },
  );
}
