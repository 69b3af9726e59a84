import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Id } from '../../contract/common/id.ts';
import type { Context } from '../../context.ts';
import { err, ok } from '../../domain/outcome.ts';
import type { Failure } from '../../platform/failure.ts';
import type { App } from '../../platform/http.ts';
import { contentSecurityPolicy } from '../../platform/web.ts';
import { publicResult, publicResults } from '../results/results.service.ts';
import { healthOf } from '../setup/health.service.ts';
import { rendererOf, type Page } from './site.ts';

/**
 * The public pages: `/` and `/r/:roundId`, rendered on the server, `?lang=en` in English. Each is made once and kept; it reads
 * without a script. Links in it name the address under which it was asked for, or the configured one.
 */
export async function siteRoutes(app: App, context: Context, webDir: string): Promise<void> {
  const render = await rendererOf(webDir, {
    front: async () => {
      const results = await publicResults(context);
      if (!results.ok) throw new Error(results.error.code);
      return { health: await healthOf(context, undefined), ...results.value };
    },
    result: async (asked) => {
      const id = Id.safeParse(asked);
      if (!id.success) return null;
      const result = await publicResult(context, id.data);
      if (result.ok) return result.value;
      return result.error.code === 'result_differs' ? 'differs' : null;
    },
  });
  const page = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const url = addressOf(request, context.config.publicOrigin);
    return context.kept.send(
      request,
      reply,
      url.href,
      async () => {
        const { status, html }: Page = await render(url);
        if (status >= 500) return err({ code: 'internal' });
        const headers = { 'content-security-policy': contentSecurityPolicy(html) };
        return ok({ status, type: HTML, body: html, headers });
      },
      unavailable,
    );
  };
  app.get('/', page);
  app.get('/r/:roundId', page);
}

const HTML = 'text/html; charset=utf-8';

/** What somebody reads whose page couldn't be made just now. */
function unavailable(reply: FastifyReply, failure: Failure): FastifyReply {
  const busy = failure.code === 'too_many_requests';
  return reply
    .code(busy ? 429 : 503)
    .header('retry-after', busy ? 1 : 10)
    .type(HTML)
    .send(
      '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>公议</title>' +
        '<p>页面暂时打不开，已公布的内容没有受影响。请稍后刷新。</p>' +
        '<p lang="en">This page can’t be shown just now; what was published is safe. Please reload it in a moment.</p>',
    );
}

/** The address to render: of the query only the language counts, so that nobody fills the memory with others. */
function addressOf(request: FastifyRequest, publicOrigin: string | undefined): URL {
  const asked = new URL(request.url, publicOrigin ?? `${request.protocol}://${request.host}`);
  const url = new URL(asked.pathname, asked.origin);
  if (asked.searchParams.get('lang') === 'en') url.searchParams.set('lang', 'en');
  return url;
}

/** Whether the built pages are there; without them `/` is the app's, as everything else. */
export function hasSite(webDir: string): boolean {
  return existsSync(join(webDir, '..', 'server', 'instance.js'));
}
