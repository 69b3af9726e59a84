import { z } from 'zod';
import { ErrorBody } from '../../contract/errors.ts';
import { RosterApplied, RosterPreview } from '../../contract/people.ts';
import type { Context } from '../../context.ts';
import { allowed } from '../../platform/permissions.ts';
import { gate } from '../../platform/gate.ts';
import { answer, refuse, type App } from '../../platform/http.ts';
import { MAX_BYTES } from './file.ts';
import { applyRoster, previewRoster } from './roster.service.ts';
import { ROSTER_TEMPLATE } from './template.ts';

/** What a browser may call the file. Its content decides what it is. */
const CONTENT_TYPES = [
  'application/octet-stream',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];
const Query = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Importing people from a file, with a preview. */
export async function rosterFeature(app: App, context: Context): Promise<void> {
  // Each reader is a thread with memory of its own.
  const readers = gate(2);

  await app.register((scoped, _, done) => {
    const uploads = scoped as unknown as App;
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser(
      CONTENT_TYPES,
      { parseAs: 'buffer', bodyLimit: MAX_BYTES },
      (_request, body, parsed) => {
        parsed(null, body);
      },
    );

    uploads.post(
      '/people/roster/preview',
      { schema: { response: { 200: RosterPreview, '4xx': ErrorBody } } },
      async (request, reply) =>
        answer(
          reply,
          await readers(() => previewRoster(context, request.actor, bytesOf(request.body))),
        ),
    );
    uploads.post(
      '/people/roster',
      { schema: { querystring: Query, response: { 200: RosterApplied, '4xx': ErrorBody } } },
      async (request, reply) =>
        answer(
          reply,
          await readers(() =>
            applyRoster(context, request.actor, request.query.sha256, bytesOf(request.body)),
          ),
        ),
    );
    done();
  });

  app.get('/people/roster/template', async (request, reply) => {
    const who = allowed(request.actor, 'people.import');
    if (!who.ok) return refuse(reply, who.error);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="roster-template.csv"')
      .send(ROSTER_TEMPLATE);
  });
}

/** The uploaded bytes; an upload without any is an empty file. */
function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
