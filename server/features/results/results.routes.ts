import { fileName } from '../../contract/common/file-name.ts';
import * as results from '../../contract/results/routes.ts';
import { PublicResult, PublicResultList } from '../../contract/results/schemas.ts';
import type { Context } from '../../context.ts';
import { ok } from '../../domain/outcome.ts';
import { attachment } from '../../platform/attachment.ts';
import type { App } from '../../platform/http.ts';
import type { Made } from '../../platform/kept.ts';
import { ANSWERED, serve } from '../../platform/serve.ts';
import { publicResult, publicResults } from './results.service.ts';

/** Published results, for anybody without a sign-in. */
export function resultsFeature(app: App, context: Context): void {
  serve(app, results, {
    list: async ({ request, reply }) => {
      await context.kept.send(request, reply, 'results', async () => {
        const list = await publicResults(context);
        return list.ok ? ok(json(PublicResultList.parse(list.value))) : list;
      });
      return ANSWERED;
    },
    read: async ({ request, reply, params: { id } }) => {
      await context.kept.send(request, reply, `result ${id}`, async () => {
        const found = await publicResult(context, id);
        if (!found.ok) return found;
        // A link to it saves a file, instead of filling a phone with signs; the page reads it all the same.
        const { meeting, title } = found.value;
        const name = fileName([meeting, title, '结果'], 'json');
        const headers = { 'content-disposition': attachment(name, `result-${id}.json`) };
        return ok({ ...json(PublicResult.parse(found.value)), headers });
      });
      return ANSWERED;
    },
  });
}

function json(value: unknown): Made {
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}
