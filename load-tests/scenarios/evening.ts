import { setTimeout as pause } from 'node:timers/promises';
import { HEARTBEAT_SECONDS, MAX_FRAMES_PER_10S } from '../../server/contract/room/socket.ts';
import { echoFloor } from '../floors/echo.ts';
import { freshProcess, openHall, presentRound, signIn } from '../hall.ts';
import { K6 } from '../k6-process.ts';
import { residentBytes } from '../memory.ts';
import { percentiles, type Outcome } from '../outcome.ts';
import { Watch } from '../watch.ts';
import type { Run } from './run.ts';
import { planOf } from './vote.ts';

/** Two hours of heartbeats, in as much time as the spread says. */
const BEATS = (2 * 3_600) / HEARTBEAT_SECONDS;
/** A device that says more is closed; with a shorter spread the evening is shorter. */
const MOST_BEATS_PER_SECOND = MAX_FRAMES_PER_10S / 10 - 2;
/** Two hours have this many changes of what is on the floor. */
const AGENDA_CHANGES = 24;
const SETTLE_MS = 3_000;
const PATIENCE_MS = 300_000;

/** Two hours in which nobody votes: heartbeats, and the presider puts one round after the other on the floor. */
export async function evening(run: Run): Promise<Outcome> {
  const { voters, k6Path, say, afterwards } = run;
  const spreadMs = run.spreadMs ?? (BEATS / MOST_BEATS_PER_SECOND) * 1_000;
  const hall = await openHall(voters, run.processes, afterwards);
  const { chair } = hall.offices;
  const entries = await signIn(hall);
  await freshProcess(hall, afterwards);
  const rounds = [await presentRound(hall, '样例一'), await presentRound(hall, '样例二')];
  const watch = await Watch.start(await hall.server.databaseUrl(), chair, hall.meetingId);
  afterwards.defer(() => watch.stop());
  await pause(SETTLE_MS);
  const before = await residentBytes(hall.server.pid);
  const count = Math.min(BEATS, Math.floor((spreadMs / 1_000) * MOST_BEATS_PER_SECOND));
  const beats = { count, everyMs: spreadMs / count };
  const plan = { ...planOf(hall.origin, voters, [spreadMs]), beats };
  const k6 = await K6.devices(k6Path, plan, entries);
  afterwards.defer(() => k6.stop());
  await k6.until('ready', voters, PATIENCE_MS);
  say('all are in the room; two hours begin');
  const memory: number[] = [];
  for (let change = 0; change < AGENDA_CHANGES; change += 1) {
    await pause(spreadMs / AGENDA_CHANGES);
    await chair.act(rounds[change % 2] ?? '', 'present');
    memory.push((await residentBytes(hall.server.pid)) ?? 0);
  }
  await k6.until('over', voters, spreadMs + PATIENCE_MS);
  const { measures, reconnected } = await k6.summary();
  const echo = await echoFloor(k6Path, { ...plan, beats: null }, entries);
  // The first quarter is the warm-up of Node's own memory: growth is from there to the last quarter.
  const quarter = AGENDA_CHANGES / 4;
  const mean = (part: number[]): number => part.reduce((sum, n) => sum + n, 0) / part.length;
  const [early, late] = [mean(memory.slice(quarter, 2 * quarter)), mean(memory.slice(-quarter))];
  return {
    scenario: 'evening',
    voters,
    spreadS: spreadMs / 1_000,
    ackMs: percentiles(measures.ack_ms),
    echoMs: percentiles(echo),
    tallyLagMs: percentiles(watch.lag()),
    votesPerS: null,
    floorVotesPerS: null,
    rssBytesPerSocket: before === null ? null : Math.round(((memory[0] ?? 0) - before) / voters),
    acknowledged: 0,
    counted: 0,
    refused: 0,
    more: {
      heartbeats: count * voters,
      lost: reconnected,
      rssEarlyMiB: Math.round(early / 2 ** 20),
      rssLateMiB: Math.round(late / 2 ** 20),
    },
  };
}
