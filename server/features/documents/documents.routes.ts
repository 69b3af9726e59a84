import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  BallotPaperQuery,
  DocumentCheck,
  DocumentFormat,
  DocumentName,
} from '../../contract/documents/schemas.ts';
import { Id } from '../../contract/common/id.ts';
import type { Context } from '../../context.ts';
import { answer, type App } from '../../platform/http.ts';
import { checkDocuments, makeDocument, TYPES } from './documents.service.ts';
import { Maker } from './make.ts';
import { makeSignInSheet, packDocuments } from './package.service.ts';

const Params = z.object({ id: Id, name: DocumentName, format: DocumentFormat });

const SheetParams = z.object({ id: Id, format: DocumentFormat });
/** A link opens these, so the seat may stand in the query. */
const Seated = z.object({ seat: z.string().optional() });

/** Documents of a round as DOCX and PDF: a link can open them, so the seat may stand in the query. */
export function documentsFeature(app: App, context: Context): void {
  const maker = new Maker();
  app.addHook('onClose', () => maker.close());
  app.get(
    '/rounds/:id/documents',
    { schema: { params: z.object({ id: Id }), response: { 200: DocumentCheck } } },
    async (request, reply) =>
      answer(reply, await checkDocuments(context, request.actor, request.params.id)),
  );
  app.get(
    '/rounds/:id/documents/:name.:format',
    {
      schema: {
        params: Params,
        querystring: BallotPaperQuery.extend({ seat: z.string().optional() }),
      },
    },
    async (request, reply) => {
      const { id, name, format } = request.params;
      const made = await makeDocument(context, maker, request.actor, id, {
        name,
        format,
        paper: request.query,
      });
      if (!made.ok) return answer(reply, made);
      const { fileName, contentType, bytes } = made.value;
      return attached(reply, fileName).type(contentType).send(bytes);
    },
  );
  app.get(
    '/meetings/:id/sign-in-sheet.:format',
    { schema: { params: SheetParams, querystring: Seated } },
    async (request, reply) => {
      const { id, format } = request.params;
      const made = await makeSignInSheet(context, maker, request.actor, id, format);
      if (!made.ok) return answer(reply, made);
      return attached(reply, made.value.fileName).type(TYPES[format]).send(made.value.bytes);
    },
  );
  app.get(
    '/meetings/:id/documents.zip',
    { schema: { params: z.object({ id: Id }), querystring: Seated } },
    async (request, reply) => {
      const packed = await packDocuments(context, maker, request.actor, request.params.id);
      if (!packed.ok) return answer(reply, packed);
      return attached(reply, packed.value.fileName)
        .type('application/zip')
        .send(packed.value.stream);
    },
  );
}

function attached(reply: FastifyReply, fileName: string): FastifyReply {
  return reply.header(
    'content-disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  );
}
