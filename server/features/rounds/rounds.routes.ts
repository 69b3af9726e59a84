import { z } from 'zod';
import { RecountBody, SignBody, Signatures } from '../../contract/counting/schemas.ts';
import { SuccessorBody } from '../../contract/following/schemas.ts';
import { ErrorBody } from '../../contract/errors.ts';
import { fileName } from '../../contract/common/file-name.ts';
import { Id } from '../../contract/common/id.ts';
import {
  Copied,
  CopyBody,
  OrderBody,
  Readiness,
  Round,
  RoundAction,
  RoundDraft,
  RoundChange,
  RoundList,
  Waiting,
} from '../../contract/rounds/schemas.ts';
import { RoundCount } from '../../contract/counting/schemas.ts';
import type { Context } from '../../context.ts';
import { roundDocument } from '../../domain/round/document.ts';
import { attachment } from '../../platform/attachment.ts';
import { answer, refuse, type App } from '../../platform/http.ts';
import {
  announceRound,
  countRound,
  exportRound,
  publishRound,
  readCount,
  recountRound,
} from './counting.service.ts';
import {
  backToDraft,
  changeRound,
  deleteRound,
  draftRound,
  makeReady,
  rounds,
} from './drafting.service.ts';
import { copyMeeting, orderRounds } from './agenda.service.ts';
import { followRound } from './following.service.ts';
import { closeRound, openRound, presentRound, readiness, showRound } from './floor.service.ts';
import { publishBox } from './publication.service.ts';
import { readWaiting } from './waiting.service.ts';
import { signaturesOf, signCount } from './signing.service.ts';

const ById = z.object({ id: Id });
const refusals = { '4xx': ErrorBody, '5xx': ErrorBody };

const ACTIONS: Record<RoundAction, typeof openRound> = {
  'make-ready': makeReady,
  'back-to-draft': backToDraft,
  present: presentRound,
  show: showRound,
  open: openRound,
  close: closeRound,
  count: countRound,
  announce: announceRound,
  publish: publishRound,
  'publish-box': publishBox,
};

/** Rounds: drafting at the desk, the floor at the chair, counting and announcing. */
export function roundsFeature(app: App, context: Context): void {
  app.get(
    '/meetings/:id/rounds',
    { schema: { params: ById, response: { 200: RoundList, ...refusals } } },
    async (request, reply) =>
      answer(reply, await rounds(context, request.actor, request.params.id)),
  );
  app.post(
    '/meetings/:id/rounds',
    { schema: { params: ById, body: RoundDraft, response: { 200: Round, ...refusals } } },
    async (request, reply) =>
      answer(reply, await draftRound(context, request.actor, request.params.id, request.body)),
  );
  app.put(
    '/meetings/:id/rounds/order',
    { schema: { params: ById, body: OrderBody, response: { 200: RoundList, ...refusals } } },
    async (request, reply) =>
      answer(reply, await orderRounds(context, request.actor, request.params.id, request.body)),
  );
  app.post(
    '/meetings/:id/copy',
    { schema: { params: ById, body: CopyBody, response: { 200: Copied, ...refusals } } },
    async (request, reply) =>
      answer(reply, await copyMeeting(context, request.actor, request.params.id, request.body)),
  );
  app.put(
    '/rounds/:id',
    { schema: { params: ById, body: RoundChange, response: { 200: Round, ...refusals } } },
    async (request, reply) =>
      answer(reply, await changeRound(context, request.actor, request.params.id, request.body)),
  );
  app.delete('/rounds/:id', { schema: { params: ById } }, async (request, reply) => {
    const gone = await deleteRound(context, request.actor, request.params.id);
    return gone.ok ? reply.code(204).send() : answer(reply, gone);
  });
  app.post(
    '/rounds/:id/:action',
    {
      schema: {
        params: ById.extend({ action: RoundAction }),
        response: { 200: Round, ...refusals },
      },
    },
    async (request, reply) => {
      const { id, action } = request.params;
      return answer(reply, await ACTIONS[action](context, request.actor, id));
    },
  );
  app.post(
    '/rounds/:id/recount',
    { schema: { params: ById, body: RecountBody, response: { 200: Round, ...refusals } } },
    async (request, reply) => {
      const { id } = request.params;
      return answer(reply, await recountRound(context, request.actor, id, request.body.reason));
    },
  );
  app.post(
    '/rounds/:id/sign',
    { schema: { params: ById, body: SignBody, response: { 200: Round, ...refusals } } },
    async (request, reply) => {
      const { id } = request.params;
      return answer(reply, await signCount(context, request.actor, id, request.body.version));
    },
  );
  app.get(
    '/rounds/:id/signatures',
    { schema: { params: ById, response: { 200: Signatures, ...refusals } } },
    async (request, reply) =>
      answer(reply, await signaturesOf(context, request.actor, request.params.id)),
  );
  app.post(
    '/rounds/:id/successor',
    { schema: { params: ById, body: SuccessorBody, response: { 200: Round, ...refusals } } },
    async (request, reply) =>
      answer(reply, await followRound(context, request.actor, request.params.id, request.body)),
  );
  app.get(
    '/rounds/:id/readiness',
    { schema: { params: ById, response: { 200: Readiness, ...refusals } } },
    async (request, reply) =>
      answer(reply, await readiness(context, request.actor, request.params.id)),
  );
  app.get(
    '/rounds/:id/waiting',
    { schema: { params: ById, response: { 200: Waiting, ...refusals } } },
    async (request, reply) =>
      answer(reply, await readWaiting(context, request.actor, request.params.id)),
  );
  app.get(
    '/rounds/:id/count',
    { schema: { params: ById, response: { 200: RoundCount, ...refusals } } },
    async (request, reply) =>
      answer(reply, await readCount(context, request.actor, request.params.id)),
  );
  app.get(
    '/rounds/:id/export',
    { schema: { params: ById, response: { 200: roundDocument, ...refusals } } },
    async (request, reply) => {
      const { id } = request.params;
      const made = await exportRound(context, request.actor, id);
      if (!made.ok) return refuse(reply, made.error);
      const { document, meeting, title } = made.value;
      const name = fileName([meeting, title, '计票数据'], 'json');
      return reply
        .header('content-disposition', attachment(name, `round-${id}.json`))
        .send(document);
    },
  );
}
