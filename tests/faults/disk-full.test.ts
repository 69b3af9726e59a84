import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CastReport } from '../../scripts/client/device.ts';
import { RequestRefused } from '../../scripts/client/http.ts';
import { inWaves } from '../../scripts/client/waves.ts';
import type { Vote, VoteAnswer } from '../../server/contract/room/socket.ts';
import { tell } from '../support/faults.ts';
import { voteOf, type Device as Socket } from '../support/hall.ts';
import { eventually } from '../support/lock.ts';
import {
  devicesOf,
  expectAllCounted,
  holdMeeting,
  marksOf,
  openRound,
  socketOf,
  Voting,
} from '../support/meeting.ts';
import { clearAway, passableFolder, query, smallDisk } from '../support/postgres.ts';
import { ServerChild } from '../support/server-child.ts';

const run = promisify(execFile);

/** So many vote before, as many while only the data finds no room, as many while PostgreSQL is down. */
const GROUP = 60;
const VOTERS = 3 * GROUP;
const PATIENCE_MS = 180_000;

/** What the server says to a press that it can't carry out: a code with a sentence in both languages. */
async function refusalOf(press: Promise<unknown>): Promise<string> {
  try {
    await press;
    return 'done';
  } catch (error) {
    if (error instanceof RequestRefused) return error.code;
    throw error;
  }
}

/** A vote on a bare socket, with what its device is told, until it is told that it is recorded. */
async function castOn(device: Socket, vote: Vote, told: VoteAnswer[]): Promise<CastReport> {
  for (let sends = 1; ; sends += 1) {
    const answer = await device.vote(vote, PATIENCE_MS);
    told.push(answer);
    if (answer.outcome === 'recorded') {
      return { outcome: 'recorded', ackMs: 0, castId: vote.castId, receipt: vote.receipt, sends };
    }
    if (answer.outcome === 'refused') throw new Error(`refused: ${answer.code}`);
    await pause(answer.retryMs);
  }
}

describe('a disk that runs full while people vote', { timeout: PATIENCE_MS }, () => {
  it('stops votes and presses with a reason, half of nothing is done, and all goes on when there is room', async (context) => {
    const folder = await passableFolder();
    onTestFinished(() => clearAway(folder, []));
    const disk = join(folder, 'disk');
    await smallDisk(context, disk, '256m');
    const server = new ServerChild(join(disk, 'data'));
    onTestFinished(async () => void (await server.end('SIGTERM')));
    const origin = await server.origin();
    const meeting = await holdMeeting({ origin, setupToken: await server.setupToken() }, VOTERS);
    const { codes } = meeting;
    const sockets = await inWaves(codes.slice(GROUP, 2 * GROUP), 8, (code) =>
      socketOf(origin, code),
    );
    const others = [...codes.slice(0, GROUP), ...codes.slice(2 * GROUP)];
    const devices = await devicesOf(origin, others);
    onTestFinished(() => {
      for (const device of [...sockets, ...devices]) device.close();
    });
    const databaseUrl = await server.databaseUrl();
    const roundId = await openRound(meeting);
    const before = await new Voting(devices.slice(0, GROUP), roundId, 200).reports;

    // The data finds no room; PostgreSQL's log still has some.
    const filler = join(disk, 'filler');
    await run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k']).catch(() => undefined);
    const noRoom = `create table filler as select repeat(md5(n::text), 30) from generate_series(1, 2000) n`;
    await expect(query(databaseUrl, noRoom)).rejects.toThrow(/No space left/);
    const told: VoteAnswer[] = [];
    const during = sockets.map((socket, n) =>
      castOn(socket, voteOf(roundId, marksOf(GROUP + n)), told),
    );
    await eventually(() => told.length >= GROUP);
    // A few may find room in a page that is there; not all.
    const busy = told.filter(({ outcome }) => outcome === 'busy');
    expect(busy.length).toBeGreaterThan(0);
    for (const answer of busy) expect(answer).toMatchObject({ reason: 'storage_full' });
    expect(await refusalOf(meeting.chair.act(roundId, 'close'))).toBe('storage_full');
    expect(await meeting.chair.rounds(meeting.meetingId)).toMatchObject([{ state: 'voting' }]);
    expect(await health(origin)).toBe('ok');

    // Now the log, too: PostgreSQL breaks down, and can't start again.
    const log = `select pg_logical_emit_message(false, 'filler', repeat('x', 1000000))`;
    await expect(
      (async () => {
        for (;;) await query(databaseUrl, log);
      })(),
    ).rejects.toThrow();
    await eventually(async () => (await health(origin)) === 'database_unreachable', 30_000);
    const toldLater = told.length;
    const later = new Voting(devices.slice(GROUP), roundId, 200, 2 * GROUP);
    expect(await refusalOf(meeting.chair.act(roundId, 'close'))).toBe('unavailable');
    await eventually(() => told.length > toldLater, 30_000);
    expect(told.at(-1)).toMatchObject({ outcome: 'busy', reason: 'unavailable' });

    await rm(filler);
    const reports = [...before, ...(await Promise.all(during)), ...(await later.reports)];
    expect(await health(origin)).toBe('ok');
    await expectAllCounted(meeting, roundId, reports, databaseUrl);
    tell('disk full', { times: 1, acknowledged: reports.length, counted: VOTERS });
  });
});

async function health(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/health`);
  return ((await answer.json()) as { status: string }).status;
}
