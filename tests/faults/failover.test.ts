import { expect, it, onTestFinished } from 'vitest';
import { patience, tell, times, withSeed } from '../support/faults.ts';
import { clearAway, passableFolder } from '../support/postgres.ts';
import { ReplicatedPostgres } from '../support/replicated.ts';
import { roundsUnder, Scene } from '../support/scene.ts';

// A PostgreSQL of the operator's own with a synchronous standby. Every other time the primary dies while its standby
// has been hearing nothing: what nobody but the dead one has must not have been acknowledged.

const VOTERS = 60;
const SPREAD_MS = 1_000;

const failovers = times(2, 20);
it(
  'the primary is killed and its standby takes over: acknowledged is counted',
  { timeout: patience(failovers, 60_000) },
  () =>
    withSeed(async (random) => {
      const folder = await passableFolder();
      onTestFinished(() => clearAway(folder, []));
      const postgres = await ReplicatedPostgres.start(folder);
      onTestFinished(() => postgres.stop());
      const environment = { DATABASE_URL: postgres.address };
      const scene = await Scene.set({ voters: VOTERS, random, environment });
      const { server } = scene;
      const how = { random, many: failovers, spreadMs: SPREAD_MS };
      const found = await roundsUnder(scene, how, async (n) => {
        if (n % 2 === 0) {
          postgres.wire.hold('down');
          await new Promise((resolve) => setTimeout(resolve, random() * SPREAD_MS));
        }
        await postgres.failOver();
      });
      tell('primary killed, synchronous standby promoted', found);
      expect(found.sentAgain).toBeGreaterThan(0);
      // The server went on by itself.
      expect(scene.server).toBe(server);
      expect((await fetch(`${scene.origin}/api/health`)).status).toBe(200);
    }),
);
