import { z } from 'zod';
import { Id } from '../../contract/common/id.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { attachment } from '../../platform/attachment.ts';
import { answer, type App } from '../../platform/http.ts';
import { publicBox, publishedBox } from './publication.service.ts';

const ById = z.object({ id: Id });
/** Byte for byte as it was published: the hash is of the file. */
const TYPE = 'application/json; charset=utf-8';

/** The published box, for scrutineers and for the public. A link opens it, so the seat may stand in the query. */
export function publicationFeature(app: App, context: Context): void {
  app.get(
    '/rounds/:id/published-box',
    { schema: { params: ById, querystring: z.object({ seat: z.string().optional() }) } },
    async (request, reply) => {
      const { id } = request.params;
      const box = await publishedBox(context, request.actor, id);
      if (!box.ok) return answer(reply, box);
      const { text, sha256, name } = box.value;
      return reply
        .header('content-disposition', attachment(name, `box-${id}.json`))
        .header('etag', `"${sha256}"`)
        .type(TYPE)
        .serializer((sent: string) => sent)
        .send(text);
    },
  );

  // A whole hall fetches the last one within half a minute, perhaps while the next round votes.
  app.get('/public/boxes/:id', { schema: { params: ById } }, async (request, reply) => {
    const { id } = request.params;
    return context.kept.send(request, reply, `box ${id}`, async () => {
      const box = await publicBox(context, id);
      if (!box.ok) return box;
      const { text, sha256, name } = box.value;
      const headers = { 'content-disposition': attachment(name, `box-${id}.json`) };
      return ok({ type: TYPE, body: text, etag: sha256, headers });
    });
  });
}
