import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { err, ok, type Outcome } from './domain/outcome.ts';
import { newSetupLink } from './features/setup/setup.service.ts';
import type { World } from './platform/clock.ts';
import { isUnavailable, openDatabase, sqlState } from './platform/database.ts';
import { migrateToLatest, type MigrationFailure } from './platform/migrate.ts';
import { sentence } from './platform/postgres/failure.ts';
import { startPostgres, type EmbeddedPostgres } from './platform/postgres/start.ts';
import { version } from './platform/version.ts';

/** The built web app, if there is one. */
export const WEB_BUILD = join(import.meta.dirname, '..', 'web', 'build');

/** A migration that gives no sign of life for this long (milliseconds) has failed. */
const MIGRATION_MS = 30 * 60_000;

export type Running = {
  /** The address to open in a browser on this computer. */
  origin: string;
  /** Addresses for the tablets and screens of the hall. */
  hallOrigins: string[];
  /** Where the first administrator sets the assembly up; undefined once one exists. */
  setupLink: string | undefined;
  context: Context;
  /** Lets votes on their way finish, closes the sockets, and stops the embedded database. */
  stop: () => Promise<void>;
};

/**
 * Starts everything: the embedded database (unless one is configured), migrations, the server. A reason why
 * it can't start comes back as a sentence for the operator; nothing is left running then.
 */
export async function serve(
  config: Config,
  world: World,
  options: { demo?: boolean; say: (line: string) => void },
): Promise<Outcome<Running, string>> {
  const database = await databaseOf(config, options.say);
  if (!database.ok) return database;
  const { url, embedded } = database.value;
  const { db, pool, close } = openDatabase(url, {
    onError: (error) => {
      options.say(`A database connection was lost and is replaced: ${error.message}`);
    },
  });
  const stopDatabase = async (): Promise<void> => {
    await close();
    await embedded?.stop();
  };
  try {
    const migrated = await migrate(url);
    if (!migrated.ok) {
      await stopDatabase();
      return err(migrationSentence(migrated.error));
    }
    const { app, context } = await buildApp({
      db,
      pool,
      databaseUrl: url,
      world,
      config,
      version,
      webDir: existsSync(join(WEB_BUILD, 'index.html')) ? WEB_BUILD : undefined,
      demo: options.demo ?? false,
    });
    const stop = async (): Promise<void> => {
      await app.close();
      await stopDatabase();
    };
    try {
      await app.listen({ host: config.host, port: config.port });
    } catch (error) {
      await stop();
      return err(listenSentence(error, config));
    }
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    const origin = config.publicOrigin ?? `http://localhost:${String(port)}`;
    const token = await newSetupLink(db, world);
    return ok({
      origin,
      hallOrigins: config.publicOrigin === undefined ? hallOrigins(config.host, port) : [],
      setupLink: token === undefined ? undefined : `${origin}/setup#${token}`,
      context,
      stop,
    });
  } catch (error) {
    await stopDatabase();
    if (isUnavailable(error) || isRefusedLogin(error)) return err(unreachableSentence(error));
    throw error;
  }
}

/** Migrations wait for one another, and a large table takes its time: a connection with more patience. */
async function migrate(url: string): ReturnType<typeof migrateToLatest> {
  const { db, close } = openDatabase(url, {
    max: 1,
    patienceMs: MIGRATION_MS,
    onError: () => undefined, // Whoever waits for the migration hears of it.
  });
  try {
    return await migrateToLatest(db);
  } finally {
    await close();
  }
}

async function databaseOf(
  config: Config,
  say: (line: string) => void,
): Promise<Outcome<{ url: string; embedded: EmbeddedPostgres | undefined }, string>> {
  if (config.databaseUrl !== undefined) {
    return ok({ url: config.databaseUrl, embedded: undefined });
  }
  const started = await startPostgres({ dataDir: config.dataDir, log: say });
  if (!started.ok) return err(sentence(started.error));
  return ok({ url: started.value.url, embedded: started.value });
}

/** The addresses under which other devices in the hall reach this computer. */
function hallOrigins(host: string, port: number): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => `http://${address.address}:${String(port)}`);
}

function migrationSentence(failure: MigrationFailure): string {
  switch (failure.code) {
    case 'database_newer_than_code':
      return (
        `The database was written by a newer version of this program (it knows ${failure.unknown.join(', ')}); nothing was changed: start the newer version.\n` +
        `数据库由本程序的更新版本写入（含 ${failure.unknown.join('、')}），未作任何更改：请启动新版本。`
      );
    case 'migration_failed':
      return (
        `The database could not be brought up to date (${failure.migration}: ${failure.reason}); nothing was changed: keep the data and report this.\n` +
        `数据库升级失败（${failure.migration}：${failure.reason}），未作任何更改：请保留数据并报告此问题。`
      );
  }
}

/** A wrong name or password (class 28), or a database that doesn't exist (3D000): the address is wrong. */
function isRefusedLogin(error: unknown): boolean {
  const state = sqlState(error);
  return state !== undefined && (state.startsWith('28') || state === '3D000');
}

function unreachableSentence(error: unknown): string {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return (
    `The database of DATABASE_URL can't be reached (${reason}); nothing was changed: check the address and that PostgreSQL runs.\n` +
    `无法连接 DATABASE_URL 指定的数据库（${reason}），未作任何更改：请检查地址以及 PostgreSQL 是否在运行。`
  );
}

function listenSentence(error: unknown, config: Config): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return (
      `Port ${String(config.port)} is taken by another program; the data is safe: stop that program or choose another port with PORT.\n` +
      `端口 ${String(config.port)} 已被其他程序占用，数据未受影响：请停止该程序，或用 PORT 另选端口。`
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return (
    `The server can't listen on ${config.host}:${String(config.port)} (${reason}); the data is safe: check HOST and PORT.\n` +
    `服务无法监听 ${config.host}:${String(config.port)}（${reason}），数据未受影响：请检查 HOST 与 PORT。`
  );
}
