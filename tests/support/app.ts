import { buildApp } from '../../server/app.ts';
import type { Context } from '../../server/context.ts';
import type { Live } from '../../server/live/live.ts';
import { openDatabase } from '../../server/platform/database.ts';
import type { App } from '../../server/platform/http.ts';
import { freshDatabase } from './database.ts';
import { TEST_CODE_KEY, testWorld, type TestWorld } from './world.ts';

/** The address under which tests speak to the server; every write names it as its origin. */
export const ORIGIN = 'http://gongyi.test';

/** The server as production starts it, on a database of its own. */
export type TestApp = {
  app: App;
  live: Live;
  context: Context;
  db: Context['db'];
  /** A connection of the owner of the tables, for tests that tamper with them. */
  owner: Context['db'];
  /** The clock stands still until `world.pass(seconds)`. */
  world: TestWorld;
  close(): Promise<void>;
};

/**
 * Starts the server on a fresh database: `const t = await startApp()` in beforeAll, `await t.close()` in
 * afterAll. Requests go through `anybody(t)`, `signIn(t, …)` or `tablet(t, …)`, sockets through
 * `t.app.injectWS` or `t.app.listen({ port: 0 })`.
 */
export async function startApp({
  publicOrigin = ORIGIN,
  ...options
}: { demo?: boolean; webDir?: string; publicOrigin?: string } = {}): Promise<TestApp> {
  const database = await freshDatabase();
  const errors: Error[] = [];
  const { db, pool, close } = openDatabase(database.url, {
    onError: (error) => errors.push(error),
  });
  // Connects when it is first used.
  const owner = openDatabase(database.ownerUrl, { max: 1, onError: (error) => errors.push(error) });
  const world = testWorld();
  const { app, live, context } = await buildApp({
    db,
    pool,
    databaseUrl: database.url,
    world,
    config: { publicOrigin, trustProxy: 0, logLevel: 'error' },
    codeKey: TEST_CODE_KEY,
    version: '0.0.0-test',
    webDir: undefined,
    ...options,
  });
  return {
    app,
    live,
    context,
    db,
    owner: owner.db,
    world,
    async close() {
      await app.close();
      await close();
      await owner.close();
      await database.drop();
      if (errors.length > 0) throw new AggregateError(errors, 'database connections were lost');
    },
  };
}
