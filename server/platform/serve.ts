import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { z } from 'zod';
import {
  paramsOf,
  type BodyOf,
  type Download,
  type GivesOf,
  type ParamsOf,
  type QueryOf,
  type Spec,
  type Upload,
} from '../contract/common/route.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Failure } from './failure.ts';
import { attachment } from './attachment.ts';
import { answer, refuse, type App } from './http.ts';
import type { Actor } from './permissions.ts';

/** What a handler is given: who asks, and what the route's schemas let through. */
export type Asked<S extends Spec> = {
  actor: Actor | undefined;
  params: ParamsOf<S>;
  query: QueryOf<S>;
  body: BodyOf<S>;
  request: FastifyRequest;
  reply: FastifyReply;
};

/** A file to be saved: under its name, or where a system takes no such signs under the plain one. */
export type File = {
  fileName: string;
  plainName: string;
  contentType?: string;
  bytes: string | Buffer | Readable;
};
/** A handler that answered by itself: something kept, with headers of its own. */
export const ANSWERED = { answered: true } as const;

type Given<S extends Spec> = S['gives'] extends Download ? File : GivesOf<S>;
type Answer<S extends Spec> = Outcome<Given<S>, Failure> | typeof ANSWERED;
export type Handler<S extends Spec> = (asked: Asked<S>) => Promise<Answer<S>> | Answer<S>;

/** Fastify's own options of single routes: limits. */
type Options<R> = { [K in keyof R]?: Pick<RouteShorthandOptions, 'config'> };

/**
 * Registers the routes of a feature below /api. Doesn't compile while a route has no handler, a handler answers something else
 * than its route gives, or refuses with a code that its route doesn't declare.
 */
export function serve<R extends Readonly<Record<string, Spec>>>(
  app: App,
  routes: R,
  handlers: { [K in keyof R]: Handler<R[K]> },
  options: Options<R> = {},
): void {
  for (const [name, spec] of Object.entries(routes)) {
    const handler = handlers[name] as unknown as Handler<Spec>;
    app.route({
      method: spec.method,
      url: spec.path,
      ...options[name],
      ...(spec.bytes !== undefined && { bodyLimit: spec.bytes }),
      schema: schemaOf(spec),
      handler: async (request, reply) => {
        const given = await handler({
          actor: request.actor,
          params: request.params as never,
          query: request.query as never,
          body: request.body as never,
          request,
          reply,
        });
        if ('answered' in given) return reply;
        if (!given.ok) return refuse(reply, given.error);
        if (spec.gives === null) return reply.code(204).send();
        if (isDownload(spec.gives)) return save(reply, spec.gives, given.value as unknown as File);
        return answer(reply, given);
      },
    });
  }
}

/** The schemas by which Fastify takes in and gives out; `seat` may stand in the query of what a link opens. */
function schemaOf(spec: Spec): object {
  const query = isDownload(spec.gives)
    ? (spec.query ?? z.object({})).extend({ seat: z.string().optional() })
    : spec.query;
  return {
    ...(spec.path.includes(':') && { params: paramsOf(spec) }),
    ...(query !== undefined && { querystring: query }),
    ...(spec.body !== undefined && !isUpload(spec.body) && { body: spec.body }),
    ...(spec.gives !== null && !isDownload(spec.gives) && { response: { 200: spec.gives } }),
  };
}

export function isDownload(gives: Spec['gives']): gives is Download {
  return gives !== null && 'download' in gives;
}

export function isUpload(body: NonNullable<Spec['body']>): body is Upload {
  return 'upload' in body;
}

function save(reply: FastifyReply, { download }: Download, file: File): FastifyReply {
  return reply
    .header('content-disposition', attachment(file.fileName, file.plainName))
    .type(file.contentType ?? download)
    .send(file.bytes);
}
