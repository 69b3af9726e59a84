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
        message: isPostgres(error) ? '(not written down)' : error.message,
        code: 'code' in error ? error.code : undefined,
        stack: isPostgres(error) ? framesOf(error) : (error.stack ?? ''),
      }),
    },
  };
}

/** What PostgreSQL says of an error, not only its detail, may quote rows: its code and our stack have to do. */
function isPostgres(error: Error): boolean {
  return 'severity' in error;
}

/** The stack without the message that it begins with. */
export function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .join('\n');
}
