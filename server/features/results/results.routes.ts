import { z } from 'zod';
import { ErrorBody } from '../../contract/errors.ts';
import { fileName } from '../../contract/file-name.ts';
import { Id } from '../../contract/id.ts';
import { PublicResult, PublicResultList } from '../../contract/rounds.ts';
import type { Context } from '../../context.ts';
import { attachment } from '../../platform/attachment.ts';
import { answer, type App } from '../../platform/http.ts';
import { publicResult, publicResults } from './results.service.ts';

/** Published results, for anybody without a sign-in. */
export function resultsFeature(app: App, context: Context): void {
  app.get(
    '/public/results',
    { schema: { response: { 200: PublicResultList, '4xx': ErrorBody } } },
    async (_request, reply) => answer(reply, await publicResults(context)),
  );
  app.get(
    '/public/results/:id',
    {
      schema: {
        params: z.object({ id: Id }),
        response: { 200: PublicResult, '4xx': ErrorBody },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const found = await publicResult(context, id);
      if (found.ok) {
        // A link to it saves a file, instead of filling a phone with signs; the page reads it all the same.
        const { meeting, title } = found.value;
        const name = fileName([meeting, title, '结果'], 'json');
        reply.header('content-disposition', attachment(name, `result-${id}.json`));
      }
      return answer(reply, found);
    },
  );
}
