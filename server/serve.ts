import { existsSync } from 'node:fs';
import { Server as HttpsServer } from 'node:https';
import { join } from 'node:path';
import { addresses, listenSentence, type Addresses } from './addresses.ts';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { err, ok, type Outcome } from './domain/outcome.ts';
import type { World } from './platform/clock.ts';
import { agreeOnKey, readCodeKey } from './platform/codes/key.ts';
import { openDatabase } from './platform/database.ts';
import { watchDisk } from './platform/disk.ts';
import { OLDEST_TLS, readCertificate } from './platform/tls.ts';
import { version } from './platform/version.ts';
import { prepareDatabase, unreachable } from './prepare.ts';

/** The built web app, if there is one. */
export const WEB_BUILD = join(import.meta.dirname, '..', 'web', 'build', 'client');

/**
 * Connections that may wait to be taken. With Node's usual 511 a hall that comes back all at once has most of its
 * connections dropped by the system, and tried again after one, three and seven seconds. (The system may allow
 * less: net.core.somaxconn.)
 */
const BACKLOG = 4_096;

export type Running = Addresses & {
  context: Context;
  /** Takes a renewed certificate from its files; connections that are open keep the old one. */
  renew: () => Promise<void>;
  /** Lets votes on their way finish, closes the sockets, and stops the embedded database. */
  stop: () => Promise<void>;
};

type Options = {
  demo?: boolean;
  /** Without the pages that were built, where they come from somewhere else. */
  pages?: boolean;
  say: (line: string) => void;
};

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
    const { port, context, renew, stop } = listening.value;
    // The disk of a database of the operator's own is theirs to watch.
    const unwatch =
      config.databaseUrl === undefined ? watchDisk(config.dataDir, options.say) : () => undefined;
    return ok({
      ...(await addresses(config, port, context.db, world)),
      context,
      renew,
      stop: async () => {
        unwatch();
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
export type Listening = Pick<Running, 'context' | 'renew' | 'stop'> & { port: number };

/** Starts the server on the database at `url`, which has the newest schema already. */
export async function listen(
  config: Config,
  world: World,
  options: Options & { url: string },
): Promise<Outcome<Listening, string>> {
  const certificate = config.tls === undefined ? undefined : await readCertificate(config.tls);
  if (certificate?.ok === false) return certificate;
  const codeKey = await readCodeKey(config);
  if (!codeKey.ok) return codeKey;
  const { db, pool, close } = openDatabase(options.url, {
    onError: (error) => {
      options.say(`A database connection was lost and is replaced: ${error.message}`);
    },
  });
  try {
    const agreed = await agreeOnKey(db, codeKey.value, config.codeKeyRenew);
    if (!agreed.ok) {
      await close();
      return agreed;
    }
    const { app, context } = await buildApp({
      db,
      pool,
      databaseUrl: options.url,
      world,
      config,
      codeKey: codeKey.value,
      version,
      webDir:
        options.pages !== false && existsSync(join(WEB_BUILD, 'index.html'))
          ? WEB_BUILD
          : undefined,
      demo: options.demo ?? false,
      ...(certificate !== undefined && { tls: certificate.value }),
    });
    const { server } = app;
    const renew = async (): Promise<void> => {
      if (config.tls === undefined || !(server instanceof HttpsServer)) return;
      const read = await readCertificate(config.tls);
      if (read.ok) server.setSecureContext({ ...read.value, minVersion: OLDEST_TLS });
      options.say(read.ok ? 'The certificate was read again / 已重新读取证书' : read.error);
    };
    const stop = async (): Promise<void> => {
      await app.close();
      await close();
    };
    try {
      await app.listen({ host: config.host, port: config.port, backlog: BACKLOG });
    } catch (error) {
      await stop();
      return err(listenSentence(error, config));
    }
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    return ok({ port, context, renew, stop });
  } catch (error) {
    await close();
    throw error;
  }
}
