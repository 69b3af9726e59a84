import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { echoFloor } from '../floors/echo.ts';
import { freshProcess, ITEMS, openHall, presentRound, SEATS, signIn, type Hall } from '../hall.ts';
import { intakeRate } from '../intake.ts';
import { K6 } from '../k6-process.ts';
import type { Plan, Summary } from '../k6/plan.ts';
import { residentBytes } from '../memory.ts';
import { percentiles, rateOf, type Outcome } from '../outcome.ts';
import { Watch } from '../watch.ts';
import type { Run } from './run.ts';

/** Devices for which an event loop of k6 of its own is worth it. */
const DEVICES_PER_USER = 100;
/** How many devices open their sockets in a second while the hall fills. */
const OPENS_PER_SECOND = 500;
const PATIENCE_MS = 300_000;
/** How long the server is left alone before its memory is looked at (milliseconds). */
const SETTLE_MS = 3_000;

/** The plan of devices that wait for each round to open and vote within its spread. */
export function planOf(origin: string, voters: number, roundsMs: number[]): Plan {
  return {
    server: 'hall',
    origin,
    users: Math.max(1, Math.ceil(voters / DEVICES_PER_USER)),
    opensPerSecond: OPENS_PER_SECOND,
    roundsMs,
    items: ITEMS,
    seats: SEATS,
    storm: null,
    beats: null,
    checkInMs: null,
    page: [],
  };
}

export type Voting = {
  outcome: Omit<Outcome, 'scenario'>;
  summary: Summary;
};

/** What goes on beside the voting: it may prepare something, begins when the round opens and ends before it closes. */
export type Beside = (hall: Hall) => Promise<() => Promise<Record<string, number>>>;

/**
 * A round in a full hall: everybody connected, opened, all vote within `spreadMs`, closed, counted. Then a second
 * one in which all vote at the same moment, for the rate of the intake.
 */
export async function vote(
  { k6Path, voters, processes, say, afterwards }: Run,
  spreadMs: number,
  change: Partial<Plan> = {},
  beside: Beside = async () => async () => ({}),
): Promise<Voting> {
  const hall = await openHall(voters, processes, afterwards);
  const { chair } = hall.offices;
  const entries = await signIn(hall);
  const database = await freshProcess(hall, afterwards);
  say(`${String(voters)} deputies are signed in`);
  const begin = await beside(hall);
  const roundId = await presentRound(hall, '样例票决');
  const watch = await Watch.start(await hall.server.databaseUrl(), chair, hall.meetingId);
  afterwards.defer(() => watch.stop());
  await pause(SETTLE_MS);
  const before = await residentBytes(hall.server.pid);
  const plan = { ...planOf(hall.origin, voters, [spreadMs, 0]), ...change };
  const k6 = await K6.devices(k6Path, plan, entries);
  afterwards.defer(() => k6.stop());
  await k6.until('ready', voters, PATIENCE_MS);
  await pause(SETTLE_MS);
  const idle = await residentBytes(hall.server.pid);
  say('all are in the room; the round opens');
  await chair.act(roundId, 'open');
  const extra = begin();
  await k6.until('answered', voters, spreadMs + PATIENCE_MS);
  const more = await extra;
  await chair.act(roundId, 'close');
  // The close is committed before its answer leaves: an upper bound would begin earlier by that much.
  const closedAt = Date.now();
  const stored = await papersIn(database, roundId);
  await watch.untilClosed(stored, PATIENCE_MS);
  const finalScreensMs = Date.now() - closedAt;
  await chair.act(roundId, 'count');
  const counted = (await chair.count(roundId)).result.papers.collected;
  await chair.act(roundId, 'announce');
  const lag = watch.lag();
  const pictures = watch.pictures();

  say('counted; once more, all at the same moment');
  const rushId = await presentRound(hall, '样例票决（同时）');
  await chair.act(rushId, 'open');
  await k6.until('rushed', voters, PATIENCE_MS);
  await chair.act(rushId, 'close');
  const rushed = await papersIn(database, rushId);
  await k6.until('over', voters, PATIENCE_MS);
  const summary = await k6.summary();
  const peak = await residentBytes(hall.server.pid);
  await chair.act(rushId, 'count');
  await chair.act(rushId, 'announce');
  say('now the intake alone, and the floors');
  const intake = await intakeRate(hall, database);
  const echo = await echoFloor(k6Path, plan, entries, pictures);
  const final = summary.measures.final_at;
  const papers = summary.measures.final_papers;
  if (papers === undefined || papers.min !== stored || papers.max !== stored) {
    throw new Error('not every tablet saw the final figures');
  }
  return {
    summary,
    outcome: {
      voters,
      spreadS: spreadMs / 1_000,
      ackMs: percentiles(summary.measures.ack_ms),
      echoMs: percentiles(echo),
      tallyLagMs: percentiles(lag),
      votesPerS: intake.votesPerS,
      floorVotesPerS: intake.floorVotesPerS,
      rssBytesPerSocket:
        idle === null || before === null ? null : Math.round((idle - before) / voters),
      acknowledged: summary.recorded + intake.recorded,
      counted: counted + rushed + intake.counted,
      refused: summary.refused,
      more: {
        busy: summary.busy,
        reconnected: summary.reconnected,
        finalTabletsMs: Math.max(0, (final?.max ?? 0) - closedAt),
        finalScreensMs,
        rushVotesPerS: rateOf(summary, rushed) ?? 0,
        rushAckP99Ms: percentiles(summary.measures.rush_ack_ms)?.p99 ?? 0,
        ...(peak === null ? {} : { rssMiB: Math.round(peak / 2 ** 20) }),
        ...more,
      },
    },
  };
}

async function papersIn(database: Client, roundId: string): Promise<number> {
  const { rows } = await database.query<{ n: number }>(
    'select count(*)::integer as n from paper where round_id = $1',
    [roundId],
  );
  return rows[0]?.n ?? 0;
}
