import * as reference from '../../contract/reference/routes.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { contentSecurityPolicy } from '../../platform/web.ts';
import type { App } from '../../platform/http.ts';
import { ANSWERED, serve } from '../../platform/serve.ts';
import { openApi } from './openapi.ts';
import { referencePage } from './page.ts';

/** The interface described: for programs as OpenAPI, for people as a page that needs nothing from anywhere else. */
export function referenceFeature(app: App, context: Context): void {
  serve(app, reference, {
    openApi: async ({ request, reply }) => {
      const { download: type } = reference.openApi.gives;
      await context.kept.send(request, reply, 'openapi', () =>
        Promise.resolve(ok({ type, body: JSON.stringify(openApi()) })),
      );
      return ANSWERED;
    },
    page: async ({ request, reply }) => {
      const { download: type } = reference.page.gives;
      await context.kept.send(request, reply, 'reference', () => {
        const body = referencePage();
        const headers = { 'content-security-policy': contentSecurityPolicy(body) };
        return Promise.resolve(ok({ type, body, headers }));
      });
      return ANSWERED;
    },
  });
}
