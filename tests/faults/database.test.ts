import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerFrame } from '../../server/contract/room/socket.ts';
import { freshDatabase } from '../support/database.ts';
import { tell } from '../support/faults.ts';
import { openHall, TWELVE_CHOOSE_TEN, voteOf } from '../support/hall.ts';
import { eventually } from '../support/lock.ts';
import { passableFolder, clearAway } from '../support/postgres.ts';
import { ServerChild } from '../support/server-child.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import {
  devicesOf,
  expectAllCounted,
  holdMeeting,
  openRound,
  socketOf,
  Voting,
} from '../support/meeting.ts';

/** Many times what it takes: the machine may be busy with other tests. */
const PATIENCE_MS = 90_000;

// A PostgreSQL of the operator's own (DATABASE_URL) behind a network that fails.

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** How long the database is away. */
const AWAY_MS = 10_000;
const VOTERS = 60;

const OUTAGES = {
  'that refuses every connection': {
    begin: (network: TcpProxy) => {
      network.cut();
    },
    end: (network: TcpProxy) => {
      network.restore();
    },
  },
  'from which nothing comes and to which nothing gets': {
    begin: (network: TcpProxy) => {
      network.hold('up');
      network.hold('down');
    },
    end: (network: TcpProxy) => {
      network.release();
    },
  },
};

describe('a database away for ten seconds', { timeout: PATIENCE_MS, concurrent: true }, () => {
  it.for(Object.entries(OUTAGES))(
    '%s: votes wait or are told, none is lost, the service returns by itself',
    async ([fault, outage], { onTestFinished }) => {
      const database = await freshDatabase();
      onTestFinished(() => database.drop());
      const network = await TcpProxy.before(database.url);
      onTestFinished(() => network.close());
      const folder = await passableFolder();
      onTestFinished(() => clearAway(folder, []));
      const server = new ServerChild(join(folder, 'data'), {
        DATABASE_URL: network.through(database.url),
      });
      onTestFinished(async () => void (await server.end('SIGTERM')));
      const origin = await server.origin();
      const meeting = await holdMeeting(
        { origin, setupToken: await server.setupToken() },
        VOTERS + 1,
      );
      const devices = await devicesOf(origin, meeting.codes.slice(0, VOTERS));
      const asking = await socketOf(origin, meeting.codes[VOTERS]!);
      onTestFinished(() => {
        for (const device of [asking, ...devices]) device.close();
      });

      const roundId = await openRound(meeting);
      const third = VOTERS / 3;
      const before = new Voting(devices.slice(0, third), roundId, 1_000);
      await before.reaches(third / 2);
      outage.begin(network);
      const during = new Voting(devices.slice(third), roundId, AWAY_MS, third);
      // Somebody in doubt: their socket is left open, and they are told, sooner or later.
      const settle = { roundId, castId: crypto.randomUUID() };
      asking.send({ type: 'settle', settle });
      await pause(AWAY_MS / 2);
      const health = await fetch(`${origin}/api/health`);
      expect(health.status).toBe(503);
      await pause(AWAY_MS / 2);
      expect(during.acknowledged).toBe(0);
      outage.end(network);

      const reports = [...(await before.reports), ...(await during.reports)];
      const told = await asking.until(() => asking.frames.find(isSettled), PATIENCE_MS);
      expect([
        { outcome: 'busy', retryMs: 1_000, reason: 'unavailable', ...settle },
        { outcome: 'not_recorded', open: true, ...settle },
      ]).toContainEqual(told.answer);
      expect(asking.closed).toBeUndefined();
      // The screens are up to date again, too.
      for (const device of devices) {
        await device.until((view) => view.tally?.papers === VOTERS, 10_000);
      }
      await expectAllCounted(meeting, roundId, reports, database.url);
      tell(`database ${fault}`, { times: 1, acknowledged: VOTERS, counted: VOTERS });
    },
  );
});

function isSettled(frame: ServerFrame): frame is Extract<ServerFrame, { type: 'settle_answer' }> {
  return frame.type === 'settle_answer';
}

describe('connections to the database that fall silent for good', { timeout: PATIENCE_MS }, () => {
  it('are given up: votes are told to come again and then recorded, news comes again', async () => {
    const hall = await openHall({ deputies: 3, timing: { compareMs: 400 } });
    undo.push(() => hall.close());
    const network = await TcpProxy.before(hall.url);
    undo.push(() => network.close());
    const process = await hall.startProcess({
      databaseUrl: network.through(hall.url),
      patienceMs: 1_000,
    });
    const roundId = await hall.round(TWELVE_CHOOSE_TEN);
    await hall.press(roundId, 'open');
    const [one, two, three] = await Promise.all(
      hall.deputies.map((id) => hall.tablet(id, process.origin)),
    );
    const screen = await hall.watch(process.origin);
    expect(await one!.vote(voteOf(roundId, { p01: 'for' }))).toMatchObject({ outcome: 'recorded' });

    // As when a machine between them loses its power: nobody hears anything, nobody is told.
    const dead = network.open;
    expect(dead.length).toBeGreaterThanOrEqual(2); // the listener's and the pool's
    for (const connection of dead) {
      connection.hold('up');
      connection.hold('down');
    }
    const vote = voteOf(roundId, { p01: 'for' });
    let answer = await two!.vote(vote);
    const answers = [answer.outcome];
    while (answer.outcome === 'busy') {
      answer = await two!.vote(vote);
      answers.push(answer.outcome);
    }
    expect(answer).toMatchObject({ outcome: 'recorded' });
    expect(answers).toContain('busy');
    await screen.until(() => screen.view?.tally?.papers === 2);
    // What another process does is heard again.
    await eventually(() => dead.every(({ closed }) => closed));
    await hall.press(roundId, 'close');
    await screen.until(() => screen.view?.round?.state === 'closed');
    expect(await three!.vote(voteOf(roundId, { p01: 'for' }))).toMatchObject({
      code: 'round_not_open',
    });
  });
});
