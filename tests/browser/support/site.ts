import { buildApp } from '../../../server/app.ts';
import type { Database } from '../../../server/platform/database.ts';
import { newSetupLink } from '../../../server/features/setup/setup.service.ts';
import { realWorld } from '../../../server/platform/clock.ts';
import { openDatabase } from '../../../server/platform/database.ts';
import { TEST_CODE_KEY } from '../../support/world.ts';
import { freshDatabase } from '../../support/database.ts';
import { builtWeb } from './web.ts';

/** A server as `npm start` leaves it: an empty database, the web app, and the link to set it up. */
export type Site = {
  origin: string;
  setupLink: { origin: string; token: string };
  db: Database;
  close(): Promise<void>;
};

/** Starts one on a free port. */
export async function openSite(): Promise<Site> {
  const webDir = await builtWeb();
  const database = await freshDatabase();
  const { db, pool, close } = openDatabase(database.url, { onError: () => undefined });
  const { app } = await buildApp({
    db,
    pool,
    databaseUrl: database.url,
    world: realWorld,
    config: { publicOrigin: undefined, trustProxy: 0, logLevel: 'error' },
    codeKey: TEST_CODE_KEY,
    version: 'test',
    webDir,
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const token = await newSetupLink(db, realWorld);
  if (token === undefined) throw new Error('an empty database has a set-up link');
  return {
    origin,
    setupLink: { origin, token },
    db,
    async close() {
      await app.close();
      await close();
      await database.drop();
    },
  };
}
