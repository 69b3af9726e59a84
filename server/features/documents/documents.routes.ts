import * as documents from '../../contract/documents/routes.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import type { App } from '../../platform/http.ts';
import { serve } from '../../platform/serve.ts';
import { checkDocuments, makeDocument, TYPES } from './documents.service.ts';
import { Maker } from './make.ts';
import { makeSignInSheet, packDocuments } from './package.service.ts';

/** Documents of a round and of a meeting as DOCX and PDF. */
export function documentsFeature(app: App, context: Context): void {
  const maker = new Maker();
  app.addHook('onClose', () => maker.close());
  serve(app, documents, {
    check: ({ actor, params }) => checkDocuments(context, actor, params.id),
    make: async ({ actor, params: { id, name, format }, query }) => {
      const made = await makeDocument(context, maker, actor, id, { name, format, paper: query });
      return made.ok ? ok({ ...made.value, plainName: `${name}.${format}` }) : made;
    },
    signInSheet: async ({ actor, params: { id, format } }) => {
      const made = await makeSignInSheet(context, maker, actor, id, format);
      if (!made.ok) return made;
      const plainName = `sign-in-sheet.${format}`;
      return ok({ ...made.value, plainName, contentType: TYPES[format] });
    },
    pack: async ({ actor, params }) => {
      const packed = await packDocuments(context, maker, actor, params.id);
      if (!packed.ok) return packed;
      return ok({
        fileName: packed.value.fileName,
        plainName: 'documents.zip',
        bytes: packed.value.stream,
      });
    },
  });
}
