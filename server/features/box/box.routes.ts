import { z } from 'zod';
import {
  BoxStatus,
  EntryList,
  FiguresEntry,
  OwnFigures,
  PaperBody,
  ReleaseBody,
  StockBody,
} from '../../contract/paper/schemas.ts';
import { ErrorBody } from '../../contract/errors.ts';
import { Id } from '../../contract/common/id.ts';
import type { Context } from '../../context.ts';
import { answer, type App } from '../../platform/http.ts';
import {
  enterPaper,
  finishEntries,
  ownEntries,
  readBox,
  recordStock,
  removePaper,
  reopenEntries,
} from './box.service.ts';
import { releaseTeller } from './release.service.ts';
import { enterFigures, ownFigures } from './figures.service.ts';

const ById = z.object({ id: Id });
const ByPosition = ById.extend({ position: z.coerce.number().int().min(1).max(100_000) });
const ByTeller = ById.extend({ personId: Id });
const refusals = { '4xx': ErrorBody, '5xx': ErrorBody };
const status = { 200: BoxStatus, ...refusals };

/** Paper beside tablets: the record of ballots, and the entry of the pile by two tellers. */
export function boxFeature(app: App, context: Context): void {
  app.get(
    '/rounds/:id/box',
    { schema: { params: ById, response: status } },
    async (request, reply) =>
      answer(reply, await readBox(context, request.actor, request.params.id)),
  );
  app.put(
    '/rounds/:id/stock',
    { schema: { params: ById, body: StockBody, response: status } },
    async (request, reply) =>
      answer(reply, await recordStock(context, request.actor, request.params.id, request.body)),
  );
  app.get(
    '/rounds/:id/entry',
    { schema: { params: ById, response: { 200: EntryList, ...refusals } } },
    async (request, reply) =>
      answer(reply, await ownEntries(context, request.actor, request.params.id)),
  );
  app.put(
    '/rounds/:id/entry/:position',
    { schema: { params: ByPosition, body: PaperBody, response: status } },
    async (request, reply) => {
      const { id, position } = request.params;
      return answer(reply, await enterPaper(context, request.actor, id, position, request.body));
    },
  );
  app.delete(
    '/rounds/:id/entry/:position',
    { schema: { params: ByPosition, response: status } },
    async (request, reply) => {
      const { id, position } = request.params;
      return answer(reply, await removePaper(context, request.actor, id, position));
    },
  );
  app.get(
    '/rounds/:id/figures',
    { schema: { params: ById, response: { 200: OwnFigures, ...refusals } } },
    async (request, reply) =>
      answer(reply, await ownFigures(context, request.actor, request.params.id)),
  );
  app.put(
    '/rounds/:id/figures',
    { schema: { params: ById, body: FiguresEntry, response: status } },
    async (request, reply) =>
      answer(reply, await enterFigures(context, request.actor, request.params.id, request.body)),
  );
  app.post(
    '/rounds/:id/tellers/:personId/release',
    { schema: { params: ByTeller, body: ReleaseBody, response: status } },
    async (request, reply) => {
      const { id, personId } = request.params;
      const { reason } = request.body;
      return answer(reply, await releaseTeller(context, request.actor, id, personId, reason));
    },
  );
  app.post(
    '/rounds/:id/entry/done',
    { schema: { params: ById, response: status } },
    async (request, reply) =>
      answer(reply, await finishEntries(context, request.actor, request.params.id)),
  );
  app.post(
    '/rounds/:id/entry/reopen',
    { schema: { params: ById, response: status } },
    async (request, reply) =>
      answer(reply, await reopenEntries(context, request.actor, request.params.id)),
  );
}
