import { Socket } from 'node:net';
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

/** A database that is silent for this long (milliseconds) while something is asked of it is given up. */
const PATIENCE_MS = 120_000;

/**
 * Makes the sockets of connections that end after `ms` without a byte in either direction. Where a machine or a
 * network dies without a word, TCP alone would keep a statement waiting for a quarter of an hour.
 */
export function patientSocket(ms: number): () => Socket {
  return () => {
    const socket = new Socket();
    socket.setTimeout(ms, () => {
      const error = new Error(`no word from the database for ${String(ms / 1000)} s`);
      socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
    });
    return socket;
  };
}

/**
 * Opens a pool on `url`. Connections lost while idle are reported to `onError` and replaced by the pool
 * itself, so that the service returns by itself when the database does. A statement that stays without any
 * answer for `patienceMs` fails with the connection; whether it was carried out is unknown then.
 */
export function openDatabase(
  url: string,
  options: { max?: number; patienceMs?: number; onError: (error: Error) => void },
): { db: Database; pool: pg.Pool; close: () => Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 12,
    // A request that gets no connection answers "unavailable" instead of waiting for ever.
    connectionTimeoutMillis: 5_000,
    application_name: 'gongyi',
    keepAlive: true,
    // Idle connections are closed long before.
    stream: patientSocket(options.patienceMs ?? PATIENCE_MS),
  });
  pool.on('error', options.onError);
  // One that is lost between two statements of a transaction has nobody else who listens; the transaction's
  // next statement fails.
  pool.on('connect', (client) => client.on('error', options.onError));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

/**
 * Whether an error means that PostgreSQL could not be reached or went away, or that it is no primary (a standby, or
 * one that another took over from): nothing is done, or it is not known whether it is.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(08|57P0)/.test(code) || code === '53300' || code === '25006') return true;
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/.test(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}

/** Whether an error means that PostgreSQL found no room on its disk: the statement was taken back. */
export function isStorageFull(error: unknown): boolean {
  return sqlState(error) === '53100';
}

/** The SQLSTATE of a database error, or undefined. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** Whether PostgreSQL took a transaction back because another one was in its way; done again it can succeed. */
export function isCollision(error: unknown): boolean {
  return ['40P01', '40001', '55P03'].includes(sqlState(error) ?? '');
}

/**
 * What is wrong with text that is good JSON and that PostgreSQL doesn't keep: a zero byte, or half of a
 * character in a JSON column. Undefined for every other error.
 */
export function unkeptText(error: unknown): 'zero_byte' | 'half_character' | undefined {
  if (!(error instanceof pg.DatabaseError)) return undefined;
  if (error.code === '22021' || error.code === '22P05') return 'zero_byte';
  const isJson = error.code === '22P02' && (error.routine ?? '').startsWith('json');
  return isJson ? 'half_character' : undefined;
}

/** The violated constraint or index of a database error, or undefined. */
export function violated(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}
