import { setTimeout as pause } from 'node:timers/promises';
import { firstLoad } from '../first-load.ts';
import { echoFloor } from '../floors/echo.ts';
import { openHall } from '../hall.ts';
import { K6 } from '../k6-process.ts';
import { percentiles, type Outcome } from '../outcome.ts';
import { Watch } from '../watch.ts';
import type { Run } from './run.ts';
import { planOf } from './vote.ts';

/** How long the last sign-in may take to show on the screens (milliseconds). */
const SHOWN_MS = 60_000;

/** Everybody opens the tablet's page, signs in with their card within a minute, and enters the room. */
export async function checkInRush(run: Run): Promise<Outcome> {
  const { voters, k6Path, afterwards, say } = run;
  const spreadMs = run.spreadMs ?? 60_000;
  const hall = await openHall(voters, run.processes, afterwards);
  const entries = hall.codes.map((code) => ({ code }));
  const { desk, chair } = hall.offices;
  const watch = await Watch.start(await hall.server.databaseUrl(), chair, hall.meetingId);
  afterwards.defer(() => watch.stop());
  await pause(1_000);
  const page = await firstLoad(hall.origin);
  const plan = { ...planOf(hall.origin, voters, [spreadMs]), checkInMs: spreadMs, page };
  const k6 = await K6.devices(k6Path, plan, entries);
  afterwards.defer(() => k6.stop());
  const { measures, recorded, refused } = await k6.summary();
  const { figures } = await desk.roll(hall.meetingId);
  await watch.untilPresent(figures.present, SHOWN_MS);
  say('all have signed in; now the floor');
  const echo = await echoFloor(k6Path, { ...plan, page: [] }, entries);
  const back = percentiles(measures.back_ms);
  const loaded = percentiles(measures.page_ms);
  return {
    scenario: 'check-in-rush',
    voters,
    spreadS: spreadMs / 1_000,
    ackMs: percentiles(measures.ack_ms),
    echoMs: percentiles(echo),
    tallyLagMs: percentiles(watch.lag()),
    votesPerS: null,
    floorVotesPerS: null,
    rssBytesPerSocket: null,
    acknowledged: recorded,
    counted: figures.present,
    refused,
    more: {
      enterRoomP50Ms: back?.p50 ?? 0,
      enterRoomP99Ms: back?.p99 ?? 0,
      pageFiles: page.length,
      pageP50Ms: loaded?.p50 ?? 0,
      pageP99Ms: loaded?.p99 ?? 0,
    },
  };
}
