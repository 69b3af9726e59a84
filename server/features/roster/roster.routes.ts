import { z } from 'zod';
import * as roster from '../../contract/roster/routes.ts';
import {
  ROSTER_BYTES,
  RosterImport,
  WITH_ANSWERS_BYTES,
  type RosterAnswers,
} from '../../contract/roster/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { fail } from '../../platform/failure.ts';
import { allowed } from '../../platform/permissions.ts';
import { gate } from '../../platform/gate.ts';
import type { App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
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

/** Importing people from a file, with a preview. */
export async function rosterFeature(app: App, context: Context): Promise<void> {
  // Each reader is a thread with memory of its own.
  const readers = gate(2);

  await app.register((scoped, _, done) => {
    const uploads = scoped as unknown as App;
    uploads.removeAllContentTypeParsers();
    for (const [types, bodyLimit] of [
      [CONTENT_TYPES, ROSTER_BYTES],
      [JSON_TYPE, WITH_ANSWERS_BYTES],
    ] as const) {
      uploads.addContentTypeParser(
        types,
        { parseAs: 'buffer', bodyLimit },
        (_request, body, parsed) => {
          parsed(null, body);
        },
      );
    }
    serve(uploads, roster, {
      preview: ({ actor, request }) =>
        isJson(request)
          ? fail('invalid_input', { issues: [] })
          : readers(() => previewRoster(context, actor, bytesOf(request.body))),
      apply: ({ actor, query, request }) => {
        const sent = sentIn(request);
        if (sent === undefined) return fail('invalid_input', { issues: [] });
        const { file, answers } = sent;
        return readers(() => applyRoster(context, actor, query.sha256, file, answers));
      },
      template: ({ actor }) => {
        const who = allowed(actor, 'people.import');
        if (!who.ok) return who;
        const name = 'roster-template.csv';
        return ok({ fileName: name, plainName: name, bytes: ROSTER_TEMPLATE });
      },
    });
    done();
  });
}

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
