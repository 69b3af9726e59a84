import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from '../../db/schema.ts';

export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;
/** For queries that are right both alone and inside a transaction. */
export type Connection = Database | Tx;

// int8 is only ever a counter here; it comes as a number, and one beyond 2^53 would crash loudly.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('an int8 column holds more than 2^53');
  return value;
});

/**
 * Opens a pool on `url`. Connections lost while idle are reported to `onError` and replaced by the pool
 * itself, so that the service returns by itself when the database does.
 */
export function openDatabase(
  url: string,
  options: { max?: number; onError: (error: Error) => void },
): { db: Database; pool: pg.Pool; close: () => Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    // A request that gets no connection answers "unavailable" instead of waiting for ever.
    connectionTimeoutMillis: 5_000,
    application_name: 'gongyi',
    keepAlive: true,
  });
  pool.on('error', options.onError);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

/** Whether an error means that PostgreSQL could not be reached or went away, so that nothing is known or done. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(08|57P0)/.test(code) || code === '53300') return true;
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/.test(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}

/** The SQLSTATE of a database error, or undefined. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** The violated constraint or index of a database error, or undefined. */
export function violated(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}
