import * as boxPublication from '../../contract/box-publication/routes.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { attachment } from '../../platform/attachment.ts';
import type { App } from '../../platform/http.ts';
import { ANSWERED, serve } from '../../platform/serve.ts';
import { publicBox, publishBox, publishedBox } from './publication.service.ts';

/** The published box, for scrutineers and for the public: byte for byte as it was published, the hash is of the file. */
export function publicationFeature(app: App, context: Context): void {
  serve(app, boxPublication, {
    publish: ({ actor, params }) => publishBox(context, actor, params.id),
    read: async ({ actor, params: { id }, reply }) => {
      const box = await publishedBox(context, actor, id);
      if (!box.ok) return box;
      const { text, sha256, name } = box.value;
      reply.header('etag', `"${sha256}"`);
      return ok({ fileName: name, plainName: `box-${id}.json`, bytes: text });
    },
    // A whole hall fetches the last one within half a minute, perhaps while the next round votes.
    readPublic: async ({ params: { id }, request, reply }) => {
      await context.kept.send(request, reply, `box ${id}`, async () => {
        const box = await publicBox(context, id);
        if (!box.ok) return box;
        const { text, sha256, name } = box.value;
        const headers = { 'content-disposition': attachment(name, `box-${id}.json`) };
        const { download: type } = boxPublication.readPublic.gives;
        return ok({ type, body: text, etag: sha256, headers });
      });
      return ANSWERED;
    },
  });
}
