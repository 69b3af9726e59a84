import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Result } from '../../platform/failure.ts';
import { answer, type App } from '../../platform/http.ts';
import { publicBox, publishedBox, type BoxFile } from './publication.service.ts';

const ById = z.object({ id: z.uuid() });

/** The published box, for scrutineers and for the public. A link opens it, so the seat may stand in the query. */
export function publicationFeature(app: App, context: Context): void {
  app.get(
    '/rounds/:id/published-box',
    { schema: { params: ById, querystring: z.object({ seat: z.string().optional() }) } },
    async (request, reply) => {
      const { id } = request.params;
      return sendBox(reply, id, await publishedBox(context, request.actor, id));
    },
  );
  app.get('/public/boxes/:id', { schema: { params: ById } }, async (request, reply) => {
    const { id } = request.params;
    return sendBox(reply, id, await publicBox(context, id));
  });
}

/** Byte for byte as it was published: the hash is of the file. */
function sendBox(reply: FastifyReply, id: string, box: Result<BoxFile>): FastifyReply {
  if (!box.ok) return answer(reply, box);
  return reply
    .header('content-disposition', `attachment; filename="box-${id}.json"`)
    .header('etag', `"${box.value.sha256}"`)
    .type('application/json; charset=utf-8')
    .send(Buffer.from(box.value.text));
}
