import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import type { Config } from './config.ts';
import type { Timing } from './live/timing.ts';
import type { World } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import type { Kept } from './platform/kept.ts';
import type { Certificate } from './platform/tls.ts';

/** What every feature is given: the database, the outside world and the settings. */
export type Context = {
  db: Database;
  pool: pg.Pool;
  /** Where a connection of one's own (LISTEN) is opened. */
  databaseUrl: string;
  world: World;
  config: Pick<Config, 'publicOrigin' | 'trustProxy' | 'logLevel'> &
    Partial<Pick<Config, 'host' | 'dataDir'>>;
  /** The key of card codes and pairing codes, which is in no database. */
  codeKey: Buffer;
  version: string;
  /** Folder of the built web app; undefined serves the API alone. */
  webDir: string | undefined;
  log: FastifyBaseLogger;
  /** What people without a sign-in read, made once. */
  kept: Kept;
  /** Whether the demonstration with simulated deputies runs in this process. */
  demo?: boolean;
  /** Where the server speaks https itself. */
  tls?: Certificate;
  /** Time limits of the live side that are not the usual ones. */
  timing?: Partial<Timing>;
};
