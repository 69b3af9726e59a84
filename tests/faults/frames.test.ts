import { describe, expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { patience, tell, times, withSeed } from '../support/faults.ts';
import { eventually } from '../support/lock.ts';
import { roundsUnder, Scene } from '../support/scene.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

const VOTERS = 60;
const SPREAD_MS = 1_000;
/** The longest delay of a frame: well beyond the time between two. */
const LATE_MS = 400;
/** What opens a connection comes first whatever happens: TCP does not reorder, one connection has one order. */
const OPENING = ['upgrade', 'upgraded', 'hello'];

describe('frames that come twice, late, and in another order, in both directions', () => {
  const rounds = times(3, 50);
  it(
    'acknowledged is counted, and every picture ends right',
    { timeout: patience(rounds, 15_000) },
    () =>
      withSeed(async (random) => {
        const database = await freshDatabase();
        onTestFinished(() => database.drop());
        let network: TcpProxy | undefined;
        const scene = await Scene.set({
          voters: VOTERS,
          random,
          environment: { DATABASE_URL: database.url },
          through: async (origin) => {
            const between = await TcpProxy.before(origin);
            onTestFinished(() => between.close());
            network = between;
            between.treatment = ({ name, bytes }, direction, passage) => {
              const copies = OPENING.includes(name) ? [0] : random() < 0.3 ? [0, 1] : [0];
              for (const _ of copies) {
                const late = OPENING.includes(name) || random() < 0.5 ? 0 : random() * LATE_MS;
                if (late === 0) passage.pass(direction, bytes);
                else setTimeout(() => passage.pass(direction, bytes), late);
              }
            };
            return between.through(origin);
          },
        });
        const how = { random, many: rounds, spreadMs: SPREAD_MS };
        // Everybody's connection breaks besides, so that votes come by two of them.
        const found = await roundsUnder(scene, how, async () => network?.cutAll());
        tell('frames doubled, late and reordered', found);

        const { meeting, devices } = scene;
        // The newest picture of all; the room may show the last press a moment after its answer.
        const now = await eventually(async () => {
          const view = await meeting.desk.lookIn(meeting.meetingId);
          return view.round?.state === 'announced' && view;
        });
        for (const device of devices) {
          // Nothing that was late or doubled has changed it back.
          await device.until((view) => JSON.stringify(view) === JSON.stringify(now), 30_000);
        }
        expect(devices.filter(({ over }) => over !== undefined)).toEqual([]);
      }),
  );
});
