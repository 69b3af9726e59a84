import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Id } from '../../contract/common/id.ts';
import type { Context } from '../../context.ts';
import { attachment } from '../../platform/attachment.ts';
import { answer, type App } from '../../platform/http.ts';
import { publicBox, publishedBox, type BoxFile } from './publication.service.ts';

const ById = z.object({ id: Id });
const pack = promisify(gzip);

/** The published box, for scrutineers and for the public. A link opens it, so the seat may stand in the query. */
export function publicationFeature(app: App, context: Context): void {
  app.get(
    '/rounds/:id/published-box',
    { schema: { params: ById, querystring: z.object({ seat: z.string().optional() }) } },
    async (request, reply) => {
      const { id } = request.params;
      const box = await publishedBox(context, request.actor, id);
      return box.ok ? sendBox(reply, id, box.value).send(box.value.text) : answer(reply, box);
    },
  );

  // A whole hall fetches the last one within half a minute, perhaps while the next round votes: it is read and
  // packed once. It never changes, and what is public stays public.
  let kept: { id: string; file: BoxFile; packed: Buffer } | undefined;
  app.get('/public/boxes/:id', { schema: { params: ById } }, async (request, reply) => {
    const { id } = request.params;
    if (kept?.id !== id) {
      const box = await publicBox(context, id);
      if (!box.ok) return answer(reply, box);
      kept = { id, file: box.value, packed: await pack(box.value.text) };
    }
    const { file, packed } = kept;
    sendBox(reply, id, file).header('vary', 'accept-encoding');
    return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      ? reply.header('content-encoding', 'gzip').send(packed)
      : reply.send(file.text);
  });
}

/** Byte for byte as it was published: the hash is of the file. */
function sendBox(reply: FastifyReply, id: string, { sha256, name }: BoxFile): FastifyReply {
  return reply
    .header('content-disposition', attachment(name, `box-${id}.json`))
    .header('etag', `"${sha256}"`)
    .type('application/json; charset=utf-8')
    .serializer((text: string) => text);
}
