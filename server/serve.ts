import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { err, ok, type Outcome } from './domain/outcome.ts';
import { newSetupLink } from './features/setup/setup.service.ts';
import type { World } from './platform/clock.ts';
import { openDatabase, type Database } from './platform/database.ts';
import { version } from './platform/version.ts';
import { prepareDatabase, unreachable } from './prepare.ts';

/** The built web app, if there is one. */
export const WEB_BUILD = join(import.meta.dirname, '..', 'web', 'build');

/** What the operator is told of a server that runs. */
export type Addresses = {
  /** The address to open in a browser on this computer. */
  origin: string;
  /** Addresses for the tablets and screens of the hall. */
  hallOrigins: string[];
  /** Where the first administrator sets the assembly up; undefined once one exists. */
  setupLink: string | undefined;
};

export type Running = Addresses & {
  context: Context;
  /** Lets votes on their way finish, closes the sockets, and stops the embedded database. */
  stop: () => Promise<void>;
};

type Options = { demo?: boolean; say: (line: string) => void };

/**
 * Starts everything: the embedded database (unless one is configured), migrations, the server. A reason why
 * it can't start comes back as a sentence for the operator; nothing is left running then.
 */
export async function serve(
  config: Config,
  world: World,
  options: Options,
): Promise<Outcome<Running, string>> {
  const prepared = await prepareDatabase(config, options.say);
  if (!prepared.ok) return prepared;
  const database = prepared.value;
  try {
    const listening = await listen(config, world, { ...options, url: database.url });
    if (!listening.ok) {
      await database.stop();
      return listening;
    }
    const { port, context, stop } = listening.value;
    return ok({
      ...(await addresses(config, port, context.db, world)),
      context,
      stop: async () => {
        await stop();
        await database.stop();
      },
    });
  } catch (error) {
    await database.stop();
    const reason = unreachable(error);
    if (reason === undefined) throw error;
    return err(reason);
  }
}

/** A server on a database that somebody else looks after. */
export type Listening = { port: number; context: Context; stop: () => Promise<void> };

/** Starts the server on the database at `url`, which has the newest schema already. */
export async function listen(
  config: Config,
  world: World,
  options: Options & { url: string },
): Promise<Outcome<Listening, string>> {
  const { db, pool, close } = openDatabase(options.url, {
    onError: (error) => {
      options.say(`A database connection was lost and is replaced: ${error.message}`);
    },
  });
  try {
    const { app, context } = await buildApp({
      db,
      pool,
      databaseUrl: options.url,
      world,
      config,
      version,
      webDir: existsSync(join(WEB_BUILD, 'index.html')) ? WEB_BUILD : undefined,
      demo: options.demo ?? false,
    });
    const stop = async (): Promise<void> => {
      await app.close();
      await close();
    };
    try {
      await app.listen({ host: config.host, port: config.port });
    } catch (error) {
      await stop();
      return err(listenSentence(error, config));
    }
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    return ok({ port, context, stop });
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where the server is found, with a new set-up link as long as there is no assembly. */
export async function addresses(
  config: Config,
  port: number,
  db: Database,
  world: World,
): Promise<Addresses> {
  const origin = config.publicOrigin ?? `http://localhost:${String(port)}`;
  const token = await newSetupLink(db, world);
  return {
    origin,
    hallOrigins: config.publicOrigin === undefined ? hallOrigins(config.host, port) : [],
    setupLink: token === undefined ? undefined : `${origin}/setup#${token}`,
  };
}

/** The addresses under which other devices in the hall reach this computer. */
function hallOrigins(host: string, port: number): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => `http://${address.address}:${String(port)}`);
}

/** Why nothing can listen on the configured address, for the operator. */
export function listenSentence(error: unknown, config: Config): string {
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
