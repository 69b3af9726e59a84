import { describe, expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { patience, tell, times, withSeed } from '../support/faults.ts';
import { roundsUnder, Scene } from '../support/scene.ts';

// kill -9 at random points under load. Where a kill is meant to hit something certain it stands in kill.test.ts.

const VOTERS = 60;
/** Within so many milliseconds everybody votes, and the kill and perhaps the closing come. */
const SPREAD_MS = 500;

describe('kill -9 at random points while people vote: acknowledged is counted', () => {
  const ofServer = times(4, 200);
  it('of the server process', { timeout: patience(ofServer, 15_000) }, () =>
    withSeed(async (random) => {
      const database = await freshDatabase();
      onTestFinished(() => database.drop());
      const environment = { DATABASE_URL: database.url };
      const scene = await Scene.set({ voters: VOTERS, random, environment });
      const how = { random, many: ofServer, spreadMs: SPREAD_MS };
      const found = await roundsUnder(scene, how, async () => {
        await scene.killServer();
        await scene.startServer();
      });
      tell('server process killed', found);
      expect(found.sentAgain).toBeGreaterThan(0);
    }),
  );

  const ofDatabase = times(3, 50);
  it(
    'of PostgreSQL, all its processes; every third time of the server at once, as when the power goes',
    { timeout: patience(ofDatabase, 30_000) },
    () =>
      withSeed(async (random) => {
        const scene = await Scene.set({ voters: VOTERS, random });
        const how = { random, many: ofDatabase, spreadMs: SPREAD_MS };
        const found = await roundsUnder(scene, how, async (n) => {
          const killed = scene.server.killDatabase();
          if (n % 3 === 2) await scene.killServer();
          await killed;
          if (n % 3 === 2) await scene.startServer();
        });
        tell('PostgreSQL killed, every third time with the server process', found);
        expect(found.sentAgain).toBeGreaterThan(0);
      }),
  );
});
