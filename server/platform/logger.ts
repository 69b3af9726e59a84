import type { FastifyServerOptions } from 'fastify';
import type { Config } from '../config.ts';

/**
 * What a log line may hold: method, path without its query, status, time, error. No body, no header, no
 * cookie, no frame: a vote or a code can't get into a log because nothing that carries one is ever given
 * to the logger.
 */
export function loggerOptions(
  level: Config['logLevel'],
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    serializers: {
      req: (request) => ({ method: request.method, path: request.url.split('?')[0] }),
      res: (reply) => ({ status: reply.statusCode }),
      err: (error) => ({
        type: error.name,
        // PostgreSQL's detail and parameters may quote rows; message, code and stack are enough to find it.
        message: error.message,
        code: 'code' in error ? error.code : undefined,
        stack: error.stack ?? '',
      }),
    },
  };
}
