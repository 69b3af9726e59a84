import { z } from 'zod';
import { ErrorBody } from '../../contract/errors.ts';
import {
  RosterApplied,
  RosterImport,
  RosterPreview,
  type RosterAnswers,
} from '../../contract/roster/schemas.ts';
import type { Context } from '../../context.ts';
import { allowed } from '../../platform/permissions.ts';
import { gate } from '../../platform/gate.ts';
import { answer, refuse, type App } from '../../platform/http.ts';
import { MAX_BYTES } from './file.ts';
import { applyRoster, previewRoster } from './roster.service.ts';
import { ROSTER_TEMPLATE } from './template.ts';

const JSON_TYPE = 'application/json';
/** What a browser may call the file. Its content decides what it is. */
const CONTENT_TYPES = [
  'application/octet-stream',
  'text/csv',
  'text/html',
  'text/plain',
  'text/xml',
  'application/vnd.ms-excel',
  'application/vnd.oasis.opendocument.spreadsheet',
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
    uploads.addContentTypeParser(
      JSON_TYPE,
      { parseAs: 'buffer', bodyLimit: WITH_ANSWERS },
      (_request, body, parsed) => {
        parsed(null, body);
      },
    );

    uploads.post(
      '/people/roster/preview',
      { schema: { response: { 200: RosterPreview, '4xx': ErrorBody } } },
      async (request, reply) => {
        if (isJson(request)) return refuse(reply, { code: 'invalid_input' });
        const bytes = bytesOf(request.body);
        return answer(reply, await readers(() => previewRoster(context, request.actor, bytes)));
      },
    );
    uploads.post(
      '/people/roster',
      { schema: { querystring: Query, response: { 200: RosterApplied, '4xx': ErrorBody } } },
      async (request, reply) => {
        const { actor, query } = request;
        const sent = sentIn(request);
        if (sent === undefined) return refuse(reply, { code: 'invalid_input' });
        const { file, answers } = sent;
        return answer(
          reply,
          await readers(() => applyRoster(context, actor, query.sha256, file, answers)),
        );
      },
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

/** A file of the greatest size as base64, and an answer to each of its rows. */
const WITH_ANSWERS = Math.ceil((MAX_BYTES * 4) / 3) + 4 * 1024 * 1024;

type Sent = { headers: { 'content-type'?: string | undefined }; body: unknown };

function isJson({ headers }: Sent): boolean {
  return headers['content-type']?.startsWith(JSON_TYPE) === true;
}

/** The file, alone or with its answers; undefined where it is neither. */
function sentIn(request: Sent): { file: Buffer; answers?: RosterAnswers } | undefined {
  const bytes = bytesOf(request.body);
  if (!isJson(request)) return { file: bytes };
  try {
    const { file, answers } = RosterImport.parse(JSON.parse(bytes.toString('utf8')));
    return { file: Buffer.from(file, 'base64'), answers };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** The uploaded bytes; an upload without any is an empty file. */
function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
