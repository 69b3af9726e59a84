import { z } from 'zod';
import {
  BallotPaperQuery,
  DocumentCheck,
  DocumentFormat,
  DocumentName,
} from '../../contract/certification.ts';
import { Id } from '../../contract/id.ts';
import type { Context } from '../../context.ts';
import { answer, type App } from '../../platform/http.ts';
import { checkDocuments, makeDocument } from './documents.service.ts';
import { Maker } from './make.ts';

const Params = z.object({ id: Id, name: DocumentName, format: DocumentFormat });

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
      return reply
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        )
        .type(contentType)
        .send(bytes);
    },
  );
}
